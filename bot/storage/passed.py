"""Questions without an answer that citizens passed on to staff: the words, and nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.asked import Asked
from bot.storage.base import Base, Instant, Key, Words, insert


class PassedRow(Base):
    __tablename__ = "passed_question"

    id: Mapped[Key]
    token: Mapped[Words] = mapped_column(unique=True)
    text: Mapped[Words]
    language: Mapped[Words]
    created_at: Mapped[Instant] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Passed:
    id: int
    text: str
    language: str
    created_at: datetime


def keep(db: Connection, question: Asked, now: datetime) -> None:
    """Keep the words of a question; passing it on again changes nothing."""
    db.execute(
        insert(
            db,
            PassedRow,
            token=question.token,
            text=question.text,
            language=question.language,
            created_at=now,
        ).on_conflict_do_nothing(index_elements=["token"])
    )


def is_kept(db: Connection, token: str) -> bool:
    return db.scalar(select(PassedRow.id).where(PassedRow.token == token)) is not None


def stored(db: Connection) -> Sequence[Passed]:
    """All of them, in the order in which they came."""
    columns = (PassedRow.id, PassedRow.text, PassedRow.language, PassedRow.created_at)
    return [Passed(*row) for row in db.execute(select(*columns).order_by(PassedRow.id))]


def purge(db: Connection, before: datetime) -> int:
    """Drop what was passed on before a moment; how many there were."""
    return db.execute(delete(PassedRow).where(PassedRow.created_at < before)).rowcount
