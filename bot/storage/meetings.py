"""Meetings of working groups, and every date and place they ever had.

Fields are called as in OParl (oparl.org) where it has a word for them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Index, Row, Select, Update, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, Instant, Key, Number, Words, insert


class MeetingState(StrEnum):
    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


class _When:
    """When and where: by the clock on the wall, in UTC, and at which place."""

    start_wall: Mapped[Words]
    end_wall: Mapped[Words | None]
    zone: Mapped[Words]
    start: Mapped[Instant]
    end: Mapped[Instant | None]
    place: Mapped[Words]
    address: Mapped[Words]
    online_url: Mapped[Words]


class MeetingRow(_When, Base):
    __tablename__ = "meeting"
    # A number stands in buttons and calendars: it never comes to mean another meeting.
    __table_args__ = (
        Index("ix_meeting_working_group_start", "working_group", "start"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    working_group: Mapped[Number]
    name: Mapped[Words]
    meeting_state: Mapped[Words]
    version: Mapped[Number]
    """Counts dates, places and cancellations: what a calendar has to follow."""
    reminders: Mapped[Words]
    minutes_url: Mapped[Words]
    origin: Mapped[Words | None] = mapped_column(unique=True)
    """What asked for it, an update or a row of a file: seen again, it makes no second one."""
    origin_row: Mapped[Words | None]
    """The row of the file as it was taken over last."""
    created_at: Mapped[Instant]
    changed_at: Mapped[Instant]


class MeetingVersionRow(_When, Base):
    """What a meeting said when and where it is, from this version on."""

    __tablename__ = "meeting_version"

    meeting: Mapped[GivenKey]
    version: Mapped[GivenKey]


@dataclass(frozen=True, slots=True)
class Span:
    """`start_wall`, `end_wall`: as clocks in `zone` show it, "2026-12-01T18:00"; the rest in UTC."""

    start_wall: str
    zone: str
    start: datetime
    end_wall: str | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Location:
    place: str = ""
    address: str = ""
    online_url: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting before it is one. `reminders` as in `1d@17:00;2h`; `origin` makes it one."""

    working_group: int
    name: str
    span: Span
    location: Location
    reminders: str
    origin: str | None = None
    origin_row: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    id: int
    working_group: int
    name: str
    state: MeetingState
    span: Span
    location: Location
    version: int
    reminders: str
    minutes_url: str
    origin: str | None
    origin_row: str | None
    created_at: datetime
    changed_at: datetime

    @property
    def cancelled(self) -> bool:
        return self.state is MeetingState.CANCELLED


@dataclass(frozen=True, slots=True)
class Version:
    """When and where a meeting was to be, in one of its versions."""

    version: int
    span: Span
    location: Location


def keep(db: Connection, draft: Draft, now: datetime) -> Meeting:
    """The new meeting. Its origin made none before."""
    values = {
        "working_group": draft.working_group,
        "name": draft.name,
        "reminders": draft.reminders,
        "origin": draft.origin,
        "origin_row": draft.origin_row,
        **_when(draft.span, draft.location),
    }
    row = insert(
        db,
        MeetingRow,
        **values,
        meeting_state=MeetingState.SCHEDULED,
        version=1,
        minutes_url="",
        created_at=now,
        changed_at=now,
    )
    meeting = _found(db, db.scalars(row.returning(MeetingRow.id)).one())
    _remember(db, meeting)
    return meeting


def find(db: Connection, number: int) -> Meeting | None:
    return next(iter(_meetings(db, _ALL.where(MeetingRow.id == number))), None)


def of_origin(db: Connection, origin: str) -> Meeting | None:
    return next(iter(_meetings(db, _ALL.where(MeetingRow.origin == origin))), None)


def coming(db: Connection, groups: Collection[int], now: datetime) -> Sequence[Meeting]:
    """What these groups have ahead, also what was cancelled; the next first."""
    ahead = MeetingRow.working_group.in_(groups), MeetingRow.start > now
    return _meetings(db, _ALL.where(*ahead).order_by(MeetingRow.start, MeetingRow.id))


def past(db: Connection, groups: Collection[int], now: datetime, most: int) -> Sequence[Meeting]:
    """What these groups had, the last first."""
    over = MeetingRow.working_group.in_(groups), MeetingRow.start <= now
    newest = _ALL.where(*over).order_by(MeetingRow.start.desc(), MeetingRow.id.desc())
    return _meetings(db, newest.limit(most))


def rewrite(  # noqa: PLR0913 - what can be said anew without moving it
    db: Connection,
    meeting: int,
    now: datetime,
    *,
    name: str | None = None,
    reminders: str | None = None,
    minutes_url: str | None = None,
    origin_row: str | None = None,
) -> None:
    """Say what is not None anew; when and where it is stays."""
    said = {
        "name": name,
        "reminders": reminders,
        "minutes_url": minutes_url,
        "origin_row": origin_row,
    }
    new = {column: value for column, value in said.items() if value is not None}
    db.execute(_row(meeting).values(**new, changed_at=now))


def move(
    db: Connection, meeting: int, span: Span, location: Location, now: datetime
) -> Meeting | None:
    """Another date or place, in a new version."""
    values = {**_when(span, location), "meeting_state": MeetingState.SCHEDULED}
    return _next(db, meeting, values, now)


def cancel(db: Connection, meeting: int, now: datetime) -> Meeting | None:
    return _next(db, meeting, {"meeting_state": MeetingState.CANCELLED}, now)


def versions(db: Connection, meeting: int) -> Mapping[int, Version]:
    """All of them by their number."""
    columns = select(*MeetingVersionRow.__table__.columns)
    rows = db.execute(columns.where(MeetingVersionRow.meeting == meeting))
    return {row.version: Version(row.version, *_whens(row)) for row in rows}


_ALL = select(*MeetingRow.__table__.columns)


def _row(meeting: int) -> Update:
    return update(MeetingRow).where(MeetingRow.id == meeting)


def _next(
    db: Connection, meeting: int, values: Mapping[str, object], now: datetime
) -> Meeting | None:
    changed = _row(meeting).values(**values, version=MeetingRow.version + 1, changed_at=now)
    if not db.execute(changed).rowcount:
        return None
    found = _found(db, meeting)
    _remember(db, found)
    return found


def _remember(db: Connection, meeting: Meeting) -> None:
    values = _when(meeting.span, meeting.location)
    db.execute(insert(db, MeetingVersionRow, meeting=meeting.id, version=meeting.version, **values))


def _found(db: Connection, number: int) -> Meeting:
    [meeting] = _meetings(db, _ALL.where(MeetingRow.id == number))
    return meeting


def _when(span: Span, location: Location) -> dict[str, object]:
    return {**asdict(span), **asdict(location)}


def _whens(row: Row[*tuple[object, ...]]) -> tuple[Span, Location]:
    said = row._mapping  # noqa: SLF001 - the documented way to columns by name
    span = Span(**{name: said[name] for name in Span.__slots__})
    return span, Location(**{name: said[name] for name in Location.__slots__})


def _meetings(db: Connection, query: Select[*tuple[object, ...]]) -> Sequence[Meeting]:
    return [_meeting(row) for row in db.execute(query)]


def _meeting(row: Row[*tuple[object, ...]]) -> Meeting:
    said = row._mapping  # noqa: SLF001
    span, location = _whens(row)
    return Meeting(
        id=said["id"],
        working_group=said["working_group"],
        name=said["name"],
        state=MeetingState(said["meeting_state"]),
        span=span,
        location=location,
        version=said["version"],
        reminders=said["reminders"],
        minutes_url=said["minutes_url"],
        origin=said["origin"],
        origin_row=said["origin_row"],
        created_at=said["created_at"],
        changed_at=said["changed_at"],
    )
