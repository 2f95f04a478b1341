"""How much is pending: for notices and digests, in numbers only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.desk import items
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.storage import pending, wish_marks
from bot.storage.pending import Wanted
from bot.storage.units import Db
from bot.wishes.wish import OPEN, Status

Counts = Mapping[Kind, int]
"""Kinds of which there is nothing are left out."""


def came(db: Db, since: datetime, before: datetime) -> Counts:
    """What came between two moments, whatever became of it."""
    still = _count(db, tuple(Status), since=since, before=before)
    return Counter(still) + Counter(_count(db, (), closed=True, since=since, before=before))


def unanswered(db: Db, before: datetime | None = None) -> Counts:
    """What was given no answer: wishes that only arrived, the rest open.

    If wished, only what came before a moment.
    """
    return _count(db, (Status.ARRIVED,), before=before)


def most_supported(db: Db, most: int) -> Sequence[Item]:
    """The open wishes that the most people want, with the most first."""
    return items.read(db, [Ref(Kind.WISH, one) for one in wish_marks.most_wanted(db, OPEN, most)])


def _count(
    db: Db,
    statuses: tuple[str, ...],
    *,
    closed: bool = False,
    since: datetime | None = None,
    before: datetime | None = None,
) -> Counts:
    wanted = Wanted(frozenset(map(str, Kind)), statuses, closed, since=since, before=before)
    return {Kind(kind): number for kind, number in pending.count(db, wanted).items()}
