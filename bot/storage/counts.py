"""How often what was asked, per day and language: numbers only, no words and no person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.asked import AskedRow
from bot.storage.base import Base, Number, WordKey, insert

LOCK = 0x436F756E
"""The advisory lock that counting replicas queue for on PostgreSQL."""

BATCH = 1000


class Table(StrEnum):
    """What is counted: all outcomes, and topics by what else a question named."""

    OUTCOME = "outcome"
    AGE = "age"
    GROUP = "group"
    PLACE = "place"
    TIME = "time"


class CountRow(Base):
    __tablename__ = "question_count"

    day: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[WordKey]
    kind: Mapped[WordKey]
    topic: Mapped[WordKey]
    value: Mapped[WordKey]
    number: Mapped[Number]


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One place of one table; an empty topic or value means: not known."""

    table: Table
    topic: str
    value: str


@dataclass(frozen=True, slots=True)
class Count:
    day: date
    language: str
    table: Table
    topic: str
    value: str
    number: int


def is_counted(db: Connection, update_id: int) -> bool:
    """A question is counted in the unit that keeps it, so that a crash cannot count it twice."""
    kept = select(AskedRow.update_id).where(AskedRow.update_id == update_id)
    return db.scalar(kept) is not None


def queue_up(db: Connection) -> None:
    """Before anything is counted: replicas count one after the other.

    Units that are committed together take the same few rows in any order: replicas that did so at
    once would wait for each other.
    """
    if db.dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(LOCK)))


def add(db: Connection, day: date, language: str, cells: Collection[Cell]) -> None:
    """One more question in each of these cells."""
    if not cells:
        return
    queue_up(db)
    rows = [
        {"day": day, "language": language, "kind": table, "topic": topic, "value": value}
        for table, topic, value in sorted(map(astuple, set(cells)))
    ]
    counted = insert(db, CountRow).values([{**row, "number": 1} for row in rows])
    db.execute(
        counted.on_conflict_do_update(
            index_elements=["day", "language", "kind", "topic", "value"],
            set_={"number": CountRow.number + 1},
        )
    )


def stored(db: Connection) -> Iterator[Count]:
    """All of them, the oldest day first."""
    key = (CountRow.day, CountRow.language, CountRow.kind, CountRow.topic, CountRow.value)
    rows = db.execute(
        select(*key, CountRow.number).order_by(*key), execution_options={"yield_per": BATCH}
    )
    return (
        Count(row.day, row.language, Table(row.kind), row.topic, row.value, row.number)
        for row in rows
    )


def outcomes(db: Connection, since: date, before: date) -> Mapping[str, int]:
    """How many questions had which outcome, between two days."""
    mine = CountRow.kind == Table.OUTCOME, CountRow.day >= since, CountRow.day < before
    found = select(CountRow.value, func.sum(CountRow.number)).where(*mine).group_by(CountRow.value)
    return {value: int(number) for value, number in db.execute(found)}


def first_day(db: Connection) -> date | None:
    """The oldest day of which anything is counted."""
    return db.scalar(select(func.min(CountRow.day)))


def purge(db: Connection, before: date) -> int:
    """Drop the numbers of days before a day; how many there were."""
    return db.execute(delete(CountRow).where(CountRow.day < before)).rowcount
