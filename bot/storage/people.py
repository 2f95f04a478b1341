"""Persons: the language they chose, and how many answers in a row did not help them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Update, delete, or_, select, update
from sqlalchemy.orm import Mapped

from bot.storage.base import Base, Counter, Number, PersonId, Words, insert


class PersonRow(Base):
    __tablename__ = "person"

    id: Mapped[PersonId]
    """The number Telegram knows this person by."""
    language: Mapped[Words | None]
    unhelpful: Mapped[Counter]
    counted_update: Mapped[Number | None]
    """The update that last changed `unhelpful`: seen again after a crash, it counts no more."""
    last_seen: Mapped[date]


def see(db: Connection, person: int, today: date) -> None:
    """Note the day a person was last here, and nothing finer."""
    db.execute(
        insert(db, PersonRow, id=person, last_seen=today).on_conflict_do_update(
            index_elements=["id"],
            set_={"last_seen": today},
            where=PersonRow.last_seen != today,
        )
    )


def language(db: Connection, person: int) -> str | None:
    """The language this person chose, if any."""
    return db.scalar(select(PersonRow.language).where(PersonRow.id == person))


def choose_language(db: Connection, person: int, code: str, today: date) -> None:
    see(db, person, today)
    db.execute(update(PersonRow).where(PersonRow.id == person).values(language=code))


def suggest_language(db: Connection, person: int, code: str, today: date) -> bool:
    """Speak it from now on to somebody who chose none; False when they chose."""
    see(db, person, today)
    unchosen = update(PersonRow).where(PersonRow.id == person, PersonRow.language.is_(None))
    return db.execute(unchosen.values(language=code)).rowcount > 0


def count_unhelpful(db: Connection, person: int, update_id: int, today: date) -> int:
    """One more answer that did not help; how many are in a row now."""
    see(db, person, today)
    db.execute(_changed_by(person, update_id).values(unhelpful=PersonRow.unhelpful + 1))
    return db.scalar(select(PersonRow.unhelpful).where(PersonRow.id == person)) or 0


def forget_unhelpful(db: Connection, person: int, update_id: int) -> None:
    """An answer helped: the row of unhelpful ones is broken."""
    db.execute(_changed_by(person, update_id).where(PersonRow.unhelpful != 0).values(unhelpful=0))


def _changed_by(person: int, update_id: int) -> Update:
    fresh = or_(PersonRow.counted_update.is_(None), PersonRow.counted_update != update_id)
    return update(PersonRow).where(PersonRow.id == person, fresh).values(counted_update=update_id)


def erase(db: Connection, person: int) -> int:
    """Forget this person; whether there was anything to forget, as 1 or 0."""
    return db.execute(delete(PersonRow).where(PersonRow.id == person)).rowcount
