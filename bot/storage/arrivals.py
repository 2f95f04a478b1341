"""How often which link brought somebody, per day and language: numbers only, no person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, Instant, Number, WordKey, insert
from bot.storage.counts import queue_up

BATCH = 1000


class ArrivalRow(Base):
    __tablename__ = "arrival"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[WordKey]
    target: Mapped[WordKey]
    language: Mapped[WordKey]
    number: Mapped[Number]


class ArrivedRow(Base):
    """Updates that were counted, kept as long as one can come again."""

    __tablename__ = "arrived"

    update_id: Mapped[GivenKey]
    created_at: Mapped[Instant] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Arrival:
    day: date
    language: str
    kind: str
    target: str
    number: int


def mark(db: Connection, update_id: int, now: datetime) -> bool:
    """Whether this update is counted for the first time."""
    row = insert(db, ArrivedRow, update_id=update_id, created_at=now)
    return db.execute(row.on_conflict_do_nothing(index_elements=["update_id"])).rowcount == 1


def add(db: Connection, day: date, language: str, kind: str, target: str) -> None:
    """One more arrival by this link."""
    queue_up(db)
    row = {"day": day, "kind": kind, "target": target, "language": language}
    counted = insert(db, ArrivalRow, **row, number=1)
    db.execute(
        counted.on_conflict_do_update(
            index_elements=["day", "kind", "target", "language"],
            set_={"number": ArrivalRow.number + 1},
        )
    )


def targets(db: Connection, day: date, kind: str) -> frozenset[str]:
    """Where the links of a day led."""
    found = select(ArrivalRow.target).where(ArrivalRow.day == day, ArrivalRow.kind == kind)
    return frozenset(db.scalars(found))


def stored(db: Connection) -> Iterator[Arrival]:
    """All of them, the oldest day first."""
    key = (ArrivalRow.day, ArrivalRow.language, ArrivalRow.kind, ArrivalRow.target)
    rows = db.execute(
        select(*key, ArrivalRow.number).order_by(*key), execution_options={"yield_per": BATCH}
    )
    return (Arrival(row.day, row.language, row.kind, row.target, row.number) for row in rows)


def purge(db: Connection, before: date) -> int:
    """Drop the numbers of days before a day; how many there were."""
    return db.execute(delete(ArrivalRow).where(ArrivalRow.day < before)).rowcount


def purge_marks(db: Connection, before: datetime) -> int:
    """Forget which updates were counted before a moment; how many there were."""
    return db.execute(delete(ArrivedRow).where(ArrivedRow.created_at < before)).rowcount
