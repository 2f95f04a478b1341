"""Gaps: what staff found out about them, and the figures of closed months that left the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Index, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Key, Number, WordKey, Words, insert
from bot.storage.wishes import WishRow


class GapMarkRow(Base):
    """One finding: of a wish, or of a topic and an age band. What is newer and stands holds."""

    __tablename__ = "gap_mark"
    __table_args__ = (
        Index("ix_gap_mark_topic_age", "topic", "age"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    token: Mapped[Words] = mapped_column(unique=True)
    wish: Mapped[Number | None] = mapped_column(index=True)
    topic: Mapped[Words]
    age: Mapped[Words]
    kind: Mapped[Words]
    at: Mapped[Instant]
    undone: Mapped[bool]


class GapMonthRow(Base):
    """A closed month whose figures may have left the office: they change no more."""

    __tablename__ = "gap_month"

    month: Mapped[date] = mapped_column(primary_key=True)


class GapReleaseRow(Base):
    """What was added to the published figures when a month was closed, in fives."""

    __tablename__ = "gap_release"

    month: Mapped[date] = mapped_column(primary_key=True)
    part: Mapped[WordKey]
    topic: Mapped[WordKey]
    dimension: Mapped[WordKey]
    value: Mapped[WordKey]
    number: Mapped[Number]


@dataclass(frozen=True, slots=True)
class Target:
    """What is found out about: one wish, or all of a topic and an age band."""

    topic: str = ""
    age: str = ""
    wish: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    id: int
    target: Target
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a published figure stands: the value of one dimension, of a topic and a part of demand."""

    part: str
    topic: str
    dimension: str
    value: str


@dataclass(frozen=True, slots=True)
class Wished:
    """What a wish says without its words."""

    id: int
    topic: str
    language: str
    age_from: float | None
    age_to: float | None
    place: str
    time: str
    source: str
    status: str
    interested: int
    created_at: datetime


def wished(db: Connection, since: datetime, before: datetime) -> Sequence[Wished]:
    """The wishes that came between two moments, in the order of their numbers."""
    columns = [getattr(WishRow, name) for name in Wished.__slots__]
    between = WishRow.created_at >= since, WishRow.created_at < before
    rows = db.execute(select(*columns).where(*between).order_by(WishRow.id))
    return [Wished(number, topic or "", *rest) for number, topic, *rest in rows]


def decided(db: Connection, since: datetime, before: datetime, not_yet: str) -> Mapping[str, int]:
    """How many wishes have which status since a moment between these two, but for one status."""
    mine = WishRow.changed_at >= since, WishRow.changed_at < before, WishRow.status != not_yet
    rows = (
        select(WishRow.status, func.count().label("number")).where(*mine).group_by(WishRow.status)
    )
    return {row.status: int(row.number) for row in db.execute(rows)}


def mark(db: Connection, token: str, target: Target, kind: str, now: datetime) -> int | None:
    """Its number; None where the same token did it before."""
    row = insert(
        db, GapMarkRow, token=token, **asdict(target), kind=kind, at=now, undone=False
    ).on_conflict_do_nothing(index_elements=["token"])
    if not db.execute(row).rowcount:
        return None
    return db.scalars(select(GapMarkRow.id).where(GapMarkRow.token == token)).one()


def unmark(db: Connection, number: int) -> bool:
    """Take a finding back; whether it stood."""
    row = update(GapMarkRow).where(GapMarkRow.id == number, GapMarkRow.undone.is_(False))
    return db.execute(row.values(undone=True)).rowcount > 0


def marks(db: Connection) -> Sequence[Mark]:
    """All findings that stand, the oldest first."""
    columns = (GapMarkRow.id, GapMarkRow.topic, GapMarkRow.age, GapMarkRow.wish)
    found = select(*columns, GapMarkRow.kind, GapMarkRow.at).where(GapMarkRow.undone.is_(False))
    rows = db.execute(found.order_by(GapMarkRow.id))
    return [
        Mark(id_, Target(topic, age, wish), kind, at) for id_, topic, age, wish, kind, at in rows
    ]


def close(db: Connection, month: date) -> bool:
    """Close a month; False where that was done before."""
    row = insert(db, GapMonthRow, month=month).on_conflict_do_nothing(index_elements=["month"])
    return db.execute(row).rowcount > 0


def closed(db: Connection, since: date, before: date) -> Sequence[date]:
    """The closed months that begin between two days."""
    between = GapMonthRow.month >= since, GapMonthRow.month < before
    return db.scalars(select(GapMonthRow.month).where(*between).order_by(GapMonthRow.month)).all()


def last_closed(db: Connection) -> date | None:
    return db.scalar(select(func.max(GapMonthRow.month)))


def release(db: Connection, month: date, numbers: Mapping[Place, int]) -> None:
    """Write down what a month adds to the published figures."""
    if numbers:
        rows = [{"month": month, **asdict(at), "number": more} for at, more in numbers.items()]
        db.execute(insert(db, GapReleaseRow), rows)


def first_released(db: Connection) -> date | None:
    """The first month of which figures were published."""
    return db.scalar(select(func.min(GapReleaseRow.month)))


def released(db: Connection, since: date, before: date) -> Mapping[date, Mapping[Place, int]]:
    """What each of these months added to the published figures; months that added nothing miss."""
    columns = [getattr(GapReleaseRow, name) for name in Place.__slots__]
    between = GapReleaseRow.month >= since, GapReleaseRow.month < before
    rows = db.execute(select(GapReleaseRow.month, *columns, GapReleaseRow.number).where(*between))
    found: dict[date, dict[Place, int]] = {}
    for month, *at, number in rows:
        found.setdefault(month, {})[Place(*at)] = number
    return found
