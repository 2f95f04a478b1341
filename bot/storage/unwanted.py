"""What staff do not want to be sent, each kind by itself."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Mapped

from bot.storage.base import Base, PersonId, WordKey, insert


class UnwantedRow(Base):
    __tablename__ = "unwanted"

    person: Mapped[PersonId]
    kind: Mapped[WordKey]


def refuse(db: Connection, person: int, kind: str) -> None:
    db.execute(insert(db, UnwantedRow, person=person, kind=kind).on_conflict_do_nothing())


def want(db: Connection, person: int, kind: str) -> None:
    mine = UnwantedRow.person == person, UnwantedRow.kind == kind
    db.execute(delete(UnwantedRow).where(*mine))


def refused_by(db: Connection, person: int) -> frozenset[str]:
    """The kinds this person does not want."""
    return frozenset(db.scalars(select(UnwantedRow.kind).where(UnwantedRow.person == person)))


def refusing(db: Connection, kind: str) -> frozenset[int]:
    """Who does not want this kind."""
    return frozenset(db.scalars(select(UnwantedRow.person).where(UnwantedRow.kind == kind)))


def erase(db: Connection, person: int) -> int:
    return db.execute(delete(UnwantedRow).where(UnwantedRow.person == person)).rowcount
