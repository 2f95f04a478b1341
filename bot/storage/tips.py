"""Offers that citizens know and we do not ("I know one"): their words, and nobody's name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Key, Words, insert


class TipRow(Base):
    __tablename__ = "tip"
    # A number that staff saw is never given to another tip.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Key]
    token: Mapped[Words] = mapped_column(unique=True)
    text: Mapped[Words]
    language: Mapped[Words]
    about: Mapped[Words]
    """The question it answers, or empty."""
    topic: Mapped[Words | None]
    created_at: Mapped[Instant] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Tip:
    id: int
    text: str
    language: str
    about: str
    topic: str | None
    created_at: datetime


def keep(  # noqa: PLR0913 - what a row holds
    db: Connection,
    token: str,
    text: str,
    language: str,
    now: datetime,
    *,
    about: str = "",
    topic: str | None = None,
) -> int:
    """Its number; the same token is the same tip."""
    row = insert(
        db,
        TipRow,
        token=token,
        text=text,
        language=language,
        about=about,
        topic=topic,
        created_at=now,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["token"]))
    return db.scalars(select(TipRow.id).where(TipRow.token == token)).one()


def those(db: Connection, numbers: Collection[int]) -> Sequence[Tip]:
    """The tips of these numbers, in the order of their numbers."""
    columns = [getattr(TipRow, name) for name in Tip.__slots__]
    found = select(*columns).where(TipRow.id.in_(numbers)).order_by(TipRow.id)
    return [Tip(*row) for row in db.execute(found)]


def set_topic(db: Connection, number: int, topic: str | None) -> None:
    db.execute(update(TipRow).where(TipRow.id == number).values(topic=topic))


def reword(db: Connection, old: str, new: str) -> Sequence[int]:
    """Put other words in place of exactly these, wherever they stand; numbers of the tips."""
    saying = TipRow.text == old
    found = db.scalars(select(TipRow.id).where(saying)).all()
    db.execute(update(TipRow).where(saying).values(text=new))
    db.execute(update(TipRow).where(TipRow.about == old).values(about=""))
    return found


def drop(db: Connection, numbers: Collection[int]) -> int:
    """How many there were."""
    return db.execute(delete(TipRow).where(TipRow.id.in_(numbers))).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop what came before a moment; how many there were."""
    return db.execute(delete(TipRow).where(TipRow.created_at < before)).rowcount
