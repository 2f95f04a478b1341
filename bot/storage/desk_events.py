"""What happened at the desk that staff are told of: each thing once, in numbers, without a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Mapped

from bot.storage.base import Base, GivenKey, Instant, WordKey, insert


class Event(StrEnum):
    """What an event is about is a number: of a wish, an update, a second, a day or a week."""

    ENOUGH = "enough"
    """Enough people want a wish."""
    LOCKED = "locked"
    """Somebody tried invitation links in vain until none was looked at any more."""
    ARRIVED = "arrived"
    """Something came in while nothing was pending."""
    EMPTY = "empty"
    """Nothing is pending: whatever comes next is news."""
    DAY = "day"
    """A day has its notice."""
    WEEK = "week"
    """A week has its digest."""


TOLD = (Event.ENOUGH, Event.LOCKED, Event.ARRIVED)


class EventRow(Base):
    """`day` is the one whose notice tells of it."""

    __tablename__ = "desk_event"

    kind: Mapped[WordKey]
    about: Mapped[GivenKey]
    at: Mapped[Instant]
    day: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of which staff are told."""

    kind: Event
    about: int


def note(db: Connection, kind: Event, about: int, now: datetime) -> bool:
    """Note it, unless it is known; whether it is new."""
    row = insert(db, EventRow, kind=kind, about=about, at=now)
    return db.execute(row.on_conflict_do_nothing()).rowcount > 0


def is_noted(db: Connection, kind: Event, about: int) -> bool:
    found = select(EventRow.about).where(EventRow.kind == kind, EventRow.about == about)
    return db.scalar(found) is not None


def unnote(db: Connection, kind: Event, about: int) -> bool:
    """Take it back; whether it was noted."""
    row = delete(EventRow).where(EventRow.kind == kind, EventRow.about == about)
    return db.execute(row).rowcount > 0


def undated(db: Connection) -> bool:
    """Whether something happened that no notice tells of yet."""
    found = select(EventRow.about).where(EventRow.kind.in_(TOLD), EventRow.day.is_(None))
    return db.scalar(found.limit(1)) is not None


def put_on(db: Connection, day: date) -> None:
    """The notice of this day tells of everything that none tells of yet."""
    rows = update(EventRow).where(EventRow.kind.in_(TOLD), EventRow.day.is_(None))
    db.execute(rows.values(day=day))


def between(db: Connection, after: date, until: date) -> Sequence[Happened]:
    """What the notices after one day and until another tell of."""
    found = select(EventRow.kind, EventRow.about).where(
        EventRow.kind.in_(TOLD), EventRow.day > after, EventRow.day <= until
    )
    rows = db.execute(found.order_by(EventRow.kind, EventRow.about))
    return [Happened(Event(kind), about) for kind, about in rows]


def purge(db: Connection, before: datetime) -> int:
    """Drop what happened before a moment; how much."""
    return db.execute(delete(EventRow).where(EventRow.at < before)).rowcount
