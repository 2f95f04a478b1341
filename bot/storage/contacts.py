"""Contacts: members of working groups who have no Telegram, by name and e-mail."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped

from bot.storage.base import Base, Instant, PersonId, Words, insert

BEYOND = 2**52
"""Numbers of persons above this are contacts: Telegram's have 52 bits."""

_NUMBERS = 999_999_999
"""As many as fit a button. Drawn by chance, so that none comes to mean somebody else."""


class ContactRow(Base):
    __tablename__ = "contact"

    person: Mapped[PersonId]
    name: Mapped[Words]
    email: Mapped[Words]
    entered_at: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class Contact:
    """`person` is the number by which memberships, answers and what is owed know them."""

    person: int
    name: str
    email: str

    @property
    def number(self) -> int:
        """Short enough for a button."""
        return self.person - BEYOND


def enter(db: Connection, name: str, email: str, now: datetime) -> Contact:
    """The contact of this name and address, new unless there is one."""
    known = _ALL.where(ContactRow.name == name, ContactRow.email == email)
    if row := db.execute(known).first():
        return Contact(*row)
    while True:
        person = BEYOND + 1 + secrets.randbelow(_NUMBERS)
        new = insert(db, ContactRow, person=person, name=name, email=email, entered_at=now)
        if db.execute(new.on_conflict_do_nothing()).rowcount:
            return Contact(person, name, email)


def find(db: Connection, person: int) -> Contact | None:
    row = db.execute(_ALL.where(ContactRow.person == person)).first()
    return Contact(*row) if row else None


def those(db: Connection, persons: Collection[int]) -> Mapping[int, Contact]:
    """By person; who is no contact is left out."""
    wanted = [one for one in persons if one > BEYOND]
    rows = db.execute(_ALL.where(ContactRow.person.in_(wanted))) if wanted else ()
    return {row[0]: Contact(*row) for row in rows}


def erase(db: Connection, person: int) -> int:
    return db.execute(delete(ContactRow).where(ContactRow.person == person)).rowcount


_ALL = select(ContactRow.person, ContactRow.name, ContactRow.email)
