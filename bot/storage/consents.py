"""What people agreed to: which wording, in which language, when, and when they took it back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Index, delete, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Key, PersonKey, Words, insert

_STANDS = text("withdrawn_at IS NULL")


class ConsentRow(Base):
    __tablename__ = "consent"
    __table_args__ = (
        Index(
            "ix_consent_standing",
            "person",
            "purpose",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[Key]
    person: Mapped[PersonKey]
    purpose: Mapped[Words]
    version: Mapped[Words]
    """Which wording they read."""
    language: Mapped[Words]
    given_at: Mapped[Instant]
    withdrawn_at: Mapped[Instant | None] = mapped_column(index=True)


def give(  # noqa: PLR0913, PLR0917 - what a row holds
    db: Connection, person: int, purpose: str, version: str, language: str, now: datetime
) -> None:
    """Keep it; what stands already for this purpose stays as it is."""
    row = insert(
        db,
        ConsentRow,
        person=person,
        purpose=purpose,
        version=version,
        language=language,
        given_at=now,
    )
    db.execute(
        row.on_conflict_do_nothing(index_elements=["person", "purpose"], index_where=_STANDS)
    )


def standing(db: Connection, person: int, purpose: str) -> str | None:
    """Which wording this person agreed to and did not take back; None where they did not."""
    return db.scalar(
        select(ConsentRow.version).where(
            ConsentRow.person == person,
            ConsentRow.purpose == purpose,
            ConsentRow.withdrawn_at.is_(None),
        )
    )


def withdraw(db: Connection, person: int, purpose: str, now: datetime) -> bool:
    """Take back what stands; whether something stood."""
    stands = update(ConsentRow).where(
        ConsentRow.person == person,
        ConsentRow.purpose == purpose,
        ConsentRow.withdrawn_at.is_(None),
    )
    return db.execute(stands.values(withdrawn_at=now)).rowcount > 0


def erase(db: Connection, person: int) -> int:
    return db.execute(delete(ConsentRow).where(ConsentRow.person == person)).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop what was taken back before a moment; how many."""
    return db.execute(delete(ConsentRow).where(ConsentRow.withdrawn_at < before)).rowcount
