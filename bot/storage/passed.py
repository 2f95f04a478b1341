"""Questions without an answer that citizens passed on to staff: the words, and nobody's name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.asked import Asked
from bot.storage.base import Base, Instant, Key, Words, insert


class PassedRow(Base):
    __tablename__ = "passed_question"
    # A number that staff saw is never given to another question.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Key]
    token: Mapped[Words] = mapped_column(unique=True)
    text: Mapped[Words]
    language: Mapped[Words]
    created_at: Mapped[Instant] = mapped_column(index=True)
    topic: Mapped[Words | None]


@dataclass(frozen=True, slots=True)
class Passed:
    id: int
    text: str
    language: str
    created_at: datetime
    topic: str | None


def keep(db: Connection, question: Asked, now: datetime, topic: str | None = None) -> None:
    """Keep the words of a question; passing it on again changes nothing."""
    db.execute(
        insert(
            db,
            PassedRow,
            token=question.token,
            text=question.text,
            language=question.language,
            created_at=now,
            topic=topic,
        ).on_conflict_do_nothing(index_elements=["token"])
    )


def is_kept(db: Connection, token: str) -> bool:
    return db.scalar(select(PassedRow.id).where(PassedRow.token == token)) is not None


def stored(db: Connection) -> Sequence[Passed]:
    """All of them, in the order in which they came."""
    return [Passed(*row) for row in db.execute(_ALL.order_by(PassedRow.id))]


def those(db: Connection, numbers: Collection[int]) -> Sequence[Passed]:
    """The questions of these numbers, in the order of their numbers."""
    mine = _ALL.where(PassedRow.id.in_(numbers)).order_by(PassedRow.id)
    return [Passed(*row) for row in db.execute(mine)]


def set_topic(db: Connection, number: int, topic: str | None) -> None:
    db.execute(update(PassedRow).where(PassedRow.id == number).values(topic=topic))


def reword(db: Connection, old: str, new: str) -> Sequence[int]:
    """Put other words in place of exactly these; numbers of the questions."""
    saying = PassedRow.text == old
    found = db.scalars(select(PassedRow.id).where(saying)).all()
    db.execute(update(PassedRow).where(saying).values(text=new))
    return found


def drop(db: Connection, numbers: Collection[int]) -> int:
    """How many there were."""
    return db.execute(delete(PassedRow).where(PassedRow.id.in_(numbers))).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop what was passed on before a moment; how many there were."""
    return db.execute(delete(PassedRow).where(PassedRow.created_at < before)).rowcount


_ALL = select(*(getattr(PassedRow, name) for name in Passed.__slots__))
