"""Who was given which role, since when, by which invitation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped

from bot.storage.base import Base, GivenKey, Instant, PersonKey, Words, insert


class GrantRow(Base):
    """`number` is the invitation's, so that one number means both in every list."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person", "role"),)

    number: Mapped[GivenKey]
    person: Mapped[PersonKey]
    role: Mapped[Words]
    name: Mapped[Words]
    since: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody has; `name` is what the invitation called them, or empty."""

    number: int
    person: int
    role: str
    name: str
    since: datetime


def held(db: Connection, person: int) -> frozenset[str]:
    """The roles a person has now."""
    return frozenset(db.scalars(select(GrantRow.role).where(GrantRow.person == person)))


def grant(db: Connection, granted: Grant) -> None:
    """Give a role; who has it already keeps the older grant."""
    row = insert(
        db,
        GrantRow,
        number=granted.number,
        person=granted.person,
        role=granted.role,
        name=granted.name,
        since=granted.since,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["person", "role"]))


def granted(db: Connection) -> Sequence[Grant]:
    """All of them, the oldest first."""
    columns = (GrantRow.number, GrantRow.person, GrantRow.role, GrantRow.name, GrantRow.since)
    return [Grant(*row) for row in db.execute(select(*columns).order_by(GrantRow.number))]


def revoke(db: Connection, number: int) -> int | None:
    """Take a role away; whose it was."""
    taken = delete(GrantRow).where(GrantRow.number == number).returning(GrantRow.person)
    return db.scalar(taken)


def erase(db: Connection, person: int) -> int:
    """Take all roles of a person away; how many there were."""
    return db.execute(delete(GrantRow).where(GrantRow.person == person)).rowcount
