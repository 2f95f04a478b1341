"""When somebody wants to be reminded, where that differs from what a meeting plans."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped

from bot.storage.base import Base, PersonId, Words, insert


class ReminderChoiceRow(Base):
    __tablename__ = "reminder_choice"

    person: Mapped[PersonId]
    reminders: Mapped[Words]
    """As in `1d@17:00;2h`; empty: none."""


def choose(db: Connection, person: int, reminders: str) -> None:
    row = insert(db, ReminderChoiceRow, person=person, reminders=reminders)
    chosen = {"reminders": reminders}
    db.execute(row.on_conflict_do_update(index_elements=["person"], set_=chosen))


def choice(db: Connection, person: int) -> str | None:
    """None: whatever a meeting plans."""
    mine = ReminderChoiceRow.person == person
    return db.scalar(select(ReminderChoiceRow.reminders).where(mine))


def choices(db: Connection) -> Mapping[int, str]:
    """Of all who chose."""
    rows = db.execute(select(ReminderChoiceRow.person, ReminderChoiceRow.reminders))
    return dict(rows.all())


def erase(db: Connection, person: int) -> int:
    """Whatever a meeting plans again; whether something else was chosen, as 1 or 0."""
    mine = ReminderChoiceRow.person == person
    return db.execute(delete(ReminderChoiceRow).where(mine)).rowcount
