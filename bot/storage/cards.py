"""Where somebody stands in the guide, for a day: so that its buttons can be typed, too."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, PersonId, Words, insert


class CardRow(Base):
    __tablename__ = "card"

    person: Mapped[PersonId]
    code: Mapped[Words]
    """The code that shows the last card again: numbers of the guide, no words of anybody."""
    shown_at: Mapped[Instant] = mapped_column(index=True)


def keep(db: Connection, person: int, code: str, now: datetime) -> None:
    """Remember the last card of a person, in place of the one before."""
    row = insert(db, CardRow, person=person, code=code, shown_at=now)
    db.execute(
        row.on_conflict_do_update(index_elements=["person"], set_={"code": code, "shown_at": now})
    )


def last(db: Connection, person: int, since: datetime) -> str | None:
    """The code of the last card that a person was shown, unless that was before `since`."""
    return db.scalar(
        select(CardRow.code).where(CardRow.person == person, CardRow.shown_at >= since)
    )


def forget(db: Connection, person: int) -> int:
    """Forget where somebody stands; whether they stood anywhere, as 1 or 0."""
    return db.execute(delete(CardRow).where(CardRow.person == person)).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop the cards that were shown before a moment; how many."""
    return db.execute(delete(CardRow).where(CardRow.shown_at < before)).rowcount
