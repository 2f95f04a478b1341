"""Where somebody stands in a conversation, for a day: so that its buttons can be typed, too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Number, PersonId, Words, insert
from bot.storage.people import PersonRow


class CardRow(Base):
    __tablename__ = "card"

    person: Mapped[PersonId]
    code: Mapped[Words]
    """The code that shows the last card again: numbers of the guide, no words of anybody."""
    shown_at: Mapped[Instant] = mapped_column(index=True)
    message: Mapped[Number | None]
    """The message that shows it, where a typed answer changes it."""


@dataclass(frozen=True, slots=True)
class Known:
    """The language a person chose; the code of the last card they were shown, if any, when, and in
    which message, where that was kept.
    """

    language: str | None = None
    card: str | None = None
    shown_at: datetime | None = None
    message: int | None = None


def keep(db: Connection, person: int, code: str, now: datetime, message: int | None = None) -> None:
    """Remember the last card of a person, in place of the one before."""
    said = {"code": code, "shown_at": now, "message": message}
    row = insert(db, CardRow, person=person, **said)
    db.execute(row.on_conflict_do_update(index_elements=["person"], set_=said))


def known(db: Connection, person: int, since: datetime) -> Known:
    """What is needed to answer a person, in one statement; cards from before `since` are over."""
    language = select(PersonRow.language).where(PersonRow.id == person)
    last = CardRow.person == person, CardRow.shown_at >= since
    card = (select(one).where(*last) for one in (CardRow.code, CardRow.shown_at, CardRow.message))
    asked = (language, *card)
    row = db.execute(select(*(one.scalar_subquery() for one in asked))).one()
    return Known(*row)


def forget(db: Connection, person: int) -> int:
    """Forget where somebody stands; whether they stood anywhere, as 1 or 0."""
    return db.execute(delete(CardRow).where(CardRow.person == person)).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop the cards that were shown before a moment; how many."""
    return db.execute(delete(CardRow).where(CardRow.shown_at < before)).rowcount
