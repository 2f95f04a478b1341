"""Where somebody stands in a conversation, for a day: so that its buttons can be typed, too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, delete, false, select
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
    origin: Mapped[Number | None]
    """The update that it answers."""
    code_before: Mapped[Words | None]
    shown_before: Mapped[Instant | None]
    message_before: Mapped[Number | None]
    """What was shown before: when that update is worked on once more, it meets the same card."""


@dataclass(frozen=True, slots=True)
class Card:
    """The code of a card, when it was shown, and in which message, where that was kept."""

    code: str
    shown_at: datetime
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The language a person chose; the last card they were shown, and which update that answered;
    the card before it.
    """

    language: str | None = None
    last: Card | None = None
    origin: int | None = None
    before: Card | None = None


def keep(  # noqa: PLR0913, PLR0917 - what is shown to whom, and what it answers
    db: Connection,
    person: int,
    code: str,
    now: datetime,
    message: int | None = None,
    origin: int | None = None,
) -> None:
    """Remember the last card of a person; the one before stays known to the update it answers."""
    said = {"code": code, "shown_at": now, "message": message, "origin": origin}
    row = insert(db, CardRow, person=person, **said)
    once_more = false() if origin is None else CardRow.origin == origin
    before = {
        "code_before": case((once_more, CardRow.code_before), else_=CardRow.code),
        "shown_before": case((once_more, CardRow.shown_before), else_=CardRow.shown_at),
        "message_before": case((once_more, CardRow.message_before), else_=CardRow.message),
    }
    db.execute(row.on_conflict_do_update(index_elements=["person"], set_=said | before))


def known(db: Connection, person: int, since: datetime) -> Known:
    """What is needed to answer a person, in one statement; cards from before `since` are over."""
    language = select(PersonRow.language).where(PersonRow.id == person)
    card = (select(one).where(CardRow.person == person) for one in _CARD)
    row = db.execute(select(*(one.scalar_subquery() for one in (language, *card)))).one()
    return Known(row[0], _shown(since, *row[1:4]), row[4], _shown(since, *row[5:]))


_CARD = (
    CardRow.code,
    CardRow.shown_at,
    CardRow.message,
    CardRow.origin,
    CardRow.code_before,
    CardRow.shown_before,
    CardRow.message_before,
)


def _shown(
    since: datetime, code: str | None, shown_at: datetime | None, message: int | None
) -> Card | None:
    if code is None or shown_at is None or shown_at < since:
        return None
    return Card(code, shown_at, message)


def forget(db: Connection, person: int) -> int:
    """Forget where somebody stands; whether they stood anywhere, as 1 or 0."""
    return db.execute(delete(CardRow).where(CardRow.person == person)).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop the cards that were shown before a moment; how many."""
    return db.execute(delete(CardRow).where(CardRow.shown_at < before)).rowcount
