"""The list of everything that is pending: one page of it, or one item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk import items
from bot.desk.item import Item
from bot.desk.kinds import WITH_STANDING, Kind, Ref, Standing
from bot.storage import pending as stored
from bot.storage.pending import Place, Wanted
from bot.storage.units import Db
from bot.wishes.wish import OPEN, Status

SIZE = 5
"""Items on a page."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows the list; nothing wants all that is open.

    `topic` is an id, or "" for items without one. `status` is that of a wish, or `Standing`:
    "open" wants everything open, "closed" what is closed and no wish. `older_than` wants what came
    before this moment.
    """

    kind: Kind | None = None
    topic: str | None = None
    status: Status | Standing | None = None
    older_than: datetime | None = None
    tag: str = ""


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Page:
    """`place` is that of the first item, counted from 1; 0 when there is none."""

    items: Sequence[Item]
    total: int
    place: int

    @property
    def has_previous(self) -> bool:
        return self.place > 1

    @property
    def has_next(self) -> bool:
        return bool(self.items) and self.place + len(self.items) <= self.total


def page(
    db: Db,
    wanted: Filter = EVERYTHING,
    *,
    after: Ref | None = None,
    before: Ref | None = None,
    size: int = SIZE,
) -> Page:
    """The items next to one that may be pending no more; without one, or when it is gone, the first."""
    which = _wanted(wanted)
    if which is None:
        return Page((), 0, 0)
    begin, end = _place(db, after), _place(db, before)
    found = stored.before(db, which, end, size) if end else stored.after(db, which, begin, size)
    total = sum(stored.count(db, which).values())
    place = sum(stored.count(db, which, found[0]).values()) + 1 if found else 0
    refs = [Ref(Kind(kind), number) for _, kind, number in found]
    return Page(items.read(db, refs), total, place)


def find(db: Db, kind: Kind, number: int) -> Item | None:
    """One item, pending or not; None when there is none of this number."""
    return next(iter(items.read(db, [Ref(kind, number)])), None)


def _place(db: Db, ref: Ref | None) -> Place | None:
    return stored.place(db, ref.kind, ref.number) if ref else None


def _wanted(wanted: Filter) -> Wanted | None:
    """None where nothing can be like this."""
    kinds = frozenset(Kind if wanted.kind is None else (wanted.kind,))
    statuses: tuple[str, ...] = OPEN
    if wanted.status is Standing.CLOSED:
        kinds &= frozenset(WITH_STANDING)
    elif isinstance(wanted.status, Status):
        kinds &= {Kind.WISH}
        statuses = (wanted.status,)
    if not kinds:
        return None
    return Wanted(
        kinds=frozenset(map(str, kinds)),
        statuses=statuses,
        closed=wanted.status is Standing.CLOSED,
        topic=wanted.topic,
        tag=wanted.tag,
        before=wanted.older_than,
    )
