"""What citizens say is wrong with an offer, kept for staff: without a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Key, Number, Words, insert


class CorrectionRow(Base):
    """`message` is the number of the card that was pressed, of no use without its chat."""

    __tablename__ = "correction"
    # A number that staff saw is never given to another correction.
    __table_args__ = (
        UniqueConstraint("offer_id", "kind", "message"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    offer_id: Mapped[Words]
    kind: Mapped[Words]
    language: Mapped[Words]
    message: Mapped[Number]
    created_at: Mapped[Instant] = mapped_column(index=True)
    topic: Mapped[Words | None]


@dataclass(frozen=True, slots=True)
class Correction:
    """Something wrong with the offer called `offer_id`, said on the card with a number."""

    offer_id: str
    wrong: str
    language: str
    message: int
    topic: str | None = None
    """The first of the offer's."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction under its number; `kind` is what is wrong."""

    id: int
    offer_id: str
    kind: str
    language: str
    created_at: datetime
    topic: str | None


def keep(db: Connection, correction: Correction, now: datetime) -> None:
    """Keep it; the same card says the same thing once."""
    row = insert(
        db,
        CorrectionRow,
        offer_id=correction.offer_id,
        kind=correction.wrong,
        language=correction.language,
        message=correction.message,
        created_at=now,
        topic=correction.topic,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["offer_id", "kind", "message"]))


def number_since(db: Connection, offer_id: str, since: datetime) -> int:
    """How often something was said of an offer since a moment."""
    said = select(func.count()).where(
        CorrectionRow.offer_id == offer_id, CorrectionRow.created_at >= since
    )
    return db.scalar(said) or 0


def those(db: Connection, numbers: Collection[int]) -> Sequence[Kept]:
    """The corrections of these numbers, in the order of their numbers."""
    columns = [getattr(CorrectionRow, name) for name in Kept.__slots__]
    mine = select(*columns).where(CorrectionRow.id.in_(numbers)).order_by(CorrectionRow.id)
    return [Kept(*row) for row in db.execute(mine)]


def set_topic(db: Connection, number: int, topic: str | None) -> None:
    db.execute(update(CorrectionRow).where(CorrectionRow.id == number).values(topic=topic))


def purge(db: Connection, before: datetime) -> int:
    """Drop what was said before a moment; how much there was."""
    return db.execute(delete(CorrectionRow).where(CorrectionRow.created_at < before)).rowcount
