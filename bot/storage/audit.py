"""Who did what to which item, and when: without a word of a citizen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Key, Number, PersonKey, Words, insert


class AuditRow(Base):
    """`kind` and `number` are empty and 0 for what is about no item."""

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("token", "action", "kind", "number"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    at: Mapped[Instant] = mapped_column(index=True)
    actor: Mapped[PersonKey | None]
    """Empty for the command line, and for somebody who was erased."""
    action: Mapped[Words]
    kind: Mapped[Words]
    number: Mapped[Number]
    token: Mapped[Words]


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    at: datetime
    actor: int | None
    action: str
    kind: str
    number: int


def note(  # noqa: PLR0913, PLR0917 - who did what to which item, and when
    db: Connection,
    actor: int | None,
    action: str,
    kind: str,
    number: int,
    now: datetime,
    token: str,
) -> bool:
    """Note an action; the same of the same `token` is noted once. Whether it is new."""
    row = insert(
        db,
        AuditRow,
        at=now,
        actor=actor,
        action=action,
        kind=kind,
        number=number,
        token=token,
    )
    return db.execute(row.on_conflict_do_nothing()).rowcount > 0


def page(db: Connection, below: int | None, most: int) -> Sequence[Entry]:
    """The newest first, all with an id `below` this one."""
    columns = [getattr(AuditRow, name) for name in Entry.__slots__]
    found = select(*columns).order_by(AuditRow.id.desc()).limit(most)
    if below is not None:
        found = found.where(AuditRow.id < below)
    return [Entry(*row) for row in db.execute(found)]


def erase(db: Connection, person: int) -> int:
    """Blank who it was; what was done stays. How many entries."""
    return db.execute(update(AuditRow).where(AuditRow.actor == person).values(actor=None)).rowcount


def purge(db: Connection, before: datetime) -> int:
    return db.execute(delete(AuditRow).where(AuditRow.at < before)).rowcount
