"""How often what was asked in vain, per month: numbers only, no words and no person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Number, WordKey, insert
from bot.storage.counts import queue_up


class UnansweredRow(Base):
    """A month is named by its first day: the day itself would tell more about somebody."""

    __tablename__ = "unanswered_count"

    month: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[WordKey]
    topic: Mapped[WordKey]
    age: Mapped[WordKey]
    group: Mapped[WordKey]
    place: Mapped[WordKey]
    time: Mapped[WordKey]
    number: Mapped[Number]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What a question was about: each an id or a word of ours; empty means: not named."""

    topic: str
    age: str
    group: str
    place: str
    time: str


@dataclass(frozen=True, slots=True)
class Tally:
    """So many questions of a month, all about the same."""

    month: date
    language: str
    about: Unanswered
    number: int


def add(db: Connection, day: date, language: str, about: Unanswered, number: int = 1) -> None:
    """So many more of these in the month of a day."""
    queue_up(db)
    row = insert(
        db,
        UnansweredRow,
        month=day.replace(day=1),
        language=language,
        **asdict(about),
        number=number,
    )
    more = {"number": UnansweredRow.number + number}
    db.execute(row.on_conflict_do_update(index_elements=[*_KEY], set_=more))


def counted(db: Connection, since: date, before: date) -> Sequence[Tally]:
    """Those of months that begin between two days."""
    months = UnansweredRow.month >= since, UnansweredRow.month < before
    columns = (*(getattr(UnansweredRow, name) for name in _KEY), UnansweredRow.number)
    rows = db.execute(select(*columns).where(*months))
    return [
        Tally(month, language, Unanswered(*about), number)
        for month, language, *about, number in rows
    ]


def purge(db: Connection, before: date) -> int:
    """Drop the months that ended before the month of a day; how many rows."""
    over = delete(UnansweredRow).where(UnansweredRow.month < before.replace(day=1))
    return db.execute(over).rowcount


_KEY = ("month", "language", *Unanswered.__slots__)
