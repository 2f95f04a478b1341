"""Everything that waits for staff, as one list of kinds and numbers, the oldest first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    exists,
    false,
    func,
    literal,
    not_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from bot.storage.applications import ApplicationRow, ApplicationState
from bot.storage.base import Moment
from bot.storage.corrections import CorrectionRow
from bot.storage.desk import WorkRow
from bot.storage.inbox import InboxRow
from bot.storage.passed import PassedRow
from bot.storage.tags import TagRow
from bot.storage.tips import TipRow
from bot.storage.wishes import WishRow

WISH, QUESTION, CORRECTION, TIP, DEAD = "wish", "question", "correction", "tip", "dead"
APPLICATION = "application"

Place = tuple[datetime, str, int]
"""Where an item stands in the list: when it came, its kind, its number."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items. `statuses` are those of wishes; none of them means: no wishes.

    `closed` wants the others that are closed, else those that are open. `topic` "" wants what has
    none; `since` and `before` are moments between which they came.
    """

    kinds: frozenset[str]
    statuses: tuple[str, ...]
    closed: bool = False
    topic: str | None = None
    tag: str = ""
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    number: InstrumentedAttribute[int]
    came: InstrumentedAttribute[Any]
    topic: InstrumentedAttribute[Any] | None = None


_SOURCES: Mapping[str, _Source] = {
    WISH: _Source(WishRow.id, WishRow.created_at, WishRow.topic),
    QUESTION: _Source(PassedRow.id, PassedRow.created_at, PassedRow.topic),
    CORRECTION: _Source(CorrectionRow.id, CorrectionRow.created_at, CorrectionRow.topic),
    TIP: _Source(TipRow.id, TipRow.created_at, TipRow.topic),
    APPLICATION: _Source(ApplicationRow.id, ApplicationRow.asked_at),
    DEAD: _Source(InboxRow.update_id, InboxRow.ended_at),
}

# Written out, not bound: an index over dead updates serves only a query that says so itself.
_IS_DEAD = InboxRow.state == literal("dead", literal_execute=True)


def after(db: Connection, wanted: Wanted, place: Place | None, most: int) -> Sequence[Place]:
    """The items behind a place, or the first ones."""
    listed = _listed(wanted)
    found = select(listed).order_by(*_where(listed)).limit(most)
    if place is not None:
        found = found.where(tuple_(*_where(listed)) > _bound(place))
    return [(came, kind, number) for came, kind, number in db.execute(found)]


def before(db: Connection, wanted: Wanted, place: Place, most: int) -> Sequence[Place]:
    """The items that lie before a place and next to it, in the order of the list."""
    listed = _listed(wanted)
    found = select(listed).where(tuple_(*_where(listed)) < _bound(place))
    nearest = found.order_by(*(column.desc() for column in _where(listed))).limit(most)
    return [(came, kind, number) for came, kind, number in reversed(db.execute(nearest).all())]


def count(db: Connection, wanted: Wanted, until: Place | None = None) -> Mapping[str, int]:
    """How many items of each kind, if wished only those before a place."""
    listed = _listed(wanted)
    found = select(listed.c.kind, func.count()).group_by(listed.c.kind)
    if until is not None:
        found = found.where(tuple_(*_where(listed)) < _bound(until))
    return {kind: number for kind, number in db.execute(found)}  # noqa: C416 - rows are no pairs


def place(db: Connection, kind: str, number: int) -> Place | None:
    """Where an item stands or stood, pending or not; None when it is no more."""
    source = _SOURCES[kind]
    came = db.scalar(select(source.came).where(source.number == number))
    return came and (came, kind, number)


def gone(db: Connection, kind: str, numbers: Collection[int]) -> Collection[int]:
    """Which of these numbers mean nothing any more."""
    number = _SOURCES[kind].number
    found = select(number).where(number.in_(numbers))
    if kind == DEAD:
        found = found.where(_IS_DEAD)
    return set(numbers) - set(db.scalars(found))


def _listed(wanted: Wanted) -> Subquery:
    kinds = sorted(wanted.kinds & _SOURCES.keys())
    return union_all(*(_of_kind(kind, wanted) for kind in kinds)).subquery()


def _of_kind(kind: str, wanted: Wanted) -> Select[tuple[datetime, str, int]]:
    source = _SOURCES[kind]
    key = literal(kind, literal_execute=True)
    found = select(
        source.came.label("came"), key.label("kind"), source.number.label("number")
    ).where(*_standing(kind, wanted))
    if wanted.topic is not None:
        found = found.where(_has_topic(source, wanted.topic))
    if wanted.tag:
        tagged = TagRow.kind == kind, TagRow.number == source.number, TagRow.tag == wanted.tag
        found = found.where(exists().where(*tagged))
    if wanted.since is not None:
        found = found.where(source.came >= wanted.since)
    if wanted.before is not None:
        found = found.where(source.came < wanted.before)
    return found


def _standing(kind: str, wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    if kind == WISH:
        return (WishRow.status.in_(wanted.statuses),)
    if kind == APPLICATION:
        asked = ApplicationRow.state == ApplicationState.ASKED
        return (not_(asked) if wanted.closed else asked,)
    mine = WorkRow.kind == kind, WorkRow.number == _SOURCES[kind].number
    closed = exists().where(*mine, WorkRow.closed_at.is_not(None))
    standing = closed if wanted.closed else not_(closed)
    return (_IS_DEAD, standing) if kind == DEAD else (standing,)


def _has_topic(source: _Source, topic: str) -> ColumnElement[bool]:
    if source.topic is None:
        return false() if topic else true()
    has: ColumnElement[bool] = source.topic == topic if topic else source.topic.is_(None)
    return has


def _where(listed: Subquery) -> tuple[ColumnElement[Any], ...]:
    return listed.c.came, listed.c.kind, listed.c.number


def _bound(place: Place) -> ColumnElement[Any]:
    came, kind, number = place
    return tuple_(literal(came, Moment), literal(kind), literal(number))
