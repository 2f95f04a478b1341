"""Invitations that somebody may use once, and links that were tried in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, Instant, Key, Number, PersonKey, Words, insert


class InvitationRow(Base):
    __tablename__ = "invitation"
    # The number of one that was taken back must never come to mean another.
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[Key]
    digest: Mapped[Words] = mapped_column(unique=True)
    role: Mapped[Words]
    name: Mapped[Words]
    update_id: Mapped[Number | None] = mapped_column(unique=True)
    """The update that asked for it; empty for the command line."""
    invited_by: Mapped[PersonKey | None]
    expires_at: Mapped[Instant] = mapped_column(index=True)
    used_by: Mapped[PersonKey | None]
    working_group: Mapped[Number | None]


class MissRow(Base):
    """A link that was tried in vain, once for each update that tried one."""

    __tablename__ = "invitation_miss"

    update_id: Mapped[GivenKey]
    person: Mapped[PersonKey] = mapped_column(index=True)
    at: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class Invitation:
    """`digest` stands for the token, which nobody keeps."""

    digest: str
    role: str
    name: str
    expires_at: datetime
    invited_by: int | None = None
    update_id: int | None = None
    working_group: int | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """An invitation that nobody has used yet."""

    number: int
    role: str
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an invitation under its digest."""

    number: int
    role: str
    name: str
    expires_at: datetime
    used_by: int | None
    working_group: int | None


def keep(db: Connection, invitation: Invitation) -> None:
    """Keep it. The update that asked before gets a new link in place of the old one."""
    row = insert(
        db,
        InvitationRow,
        digest=invitation.digest,
        role=invitation.role,
        name=invitation.name,
        update_id=invitation.update_id,
        invited_by=invitation.invited_by,
        expires_at=invitation.expires_at,
        working_group=invitation.working_group,
    )
    db.execute(
        row.on_conflict_do_update(
            index_elements=["update_id"],
            set_={"digest": invitation.digest},
            where=InvitationRow.used_by.is_(None),
        )
    )


def find(db: Connection, digest: str) -> Kept | None:
    columns = (
        InvitationRow.number,
        InvitationRow.role,
        InvitationRow.name,
        InvitationRow.expires_at,
        InvitationRow.used_by,
        InvitationRow.working_group,
    )
    row = db.execute(select(*columns).where(InvitationRow.digest == digest)).first()
    return row and Kept(*row)


def use(db: Connection, number: int, person: int) -> bool:
    """Whether it was this person who used it up. Its name goes on with them."""
    return (
        db.execute(
            update(InvitationRow)
            .where(InvitationRow.number == number, InvitationRow.used_by.is_(None))
            .values(used_by=person, name="")
        ).rowcount
        == 1
    )


def used(db: Connection, group: int, person: int) -> bool:
    """Whether this person used one into this working group."""
    mine = InvitationRow.working_group == group, InvitationRow.used_by == person
    return db.scalar(select(InvitationRow.number).where(*mine).limit(1)) is not None


def unused(db: Connection, now: datetime) -> Sequence[Open]:
    """Those that can still be used, the oldest first."""
    columns = (
        InvitationRow.number,
        InvitationRow.role,
        InvitationRow.name,
        InvitationRow.expires_at,
    )
    rows = db.execute(
        select(*columns)
        .where(InvitationRow.used_by.is_(None), InvitationRow.expires_at > now)
        .order_by(InvitationRow.number)
    )
    return [Open(*row) for row in rows]


def withdraw(db: Connection, number: int) -> bool:
    """Drop an invitation, used or not; whether there was one."""
    found = db.execute(delete(InvitationRow).where(InvitationRow.number == number)).rowcount
    return found > 0


def withdraw_by(db: Connection, person: int) -> int:
    """Drop what this person invited to and nobody has used; how many."""
    mine = delete(InvitationRow).where(
        InvitationRow.invited_by == person, InvitationRow.used_by.is_(None)
    )
    return db.execute(mine).rowcount


def miss(db: Connection, update_id: int, person: int, now: datetime) -> None:
    """Somebody tried a link in vain."""
    row = insert(db, MissRow, update_id=update_id, person=person, at=now)
    db.execute(row.on_conflict_do_nothing(index_elements=["update_id"]))


def misses(db: Connection, person: int, since: datetime) -> int:
    """How often a person tried in vain since a moment."""
    tried = select(func.count()).where(MissRow.person == person, MissRow.at > since)
    return db.scalar(tried) or 0


def erase(db: Connection, person: int) -> int:
    """Drop what this person used or has open; how many. Who was invited by them stays in."""
    withdrawn = withdraw_by(db, person)
    used = db.execute(delete(InvitationRow).where(InvitationRow.used_by == person)).rowcount
    others = update(InvitationRow).where(InvitationRow.invited_by == person)
    return withdrawn + used + db.execute(others.values(invited_by=None)).rowcount


def erase_misses(db: Connection, person: int) -> int:
    return db.execute(delete(MissRow).where(MissRow.person == person)).rowcount


def purge(db: Connection, before: datetime) -> int:
    """Drop invitations that ended before a moment; how many."""
    return db.execute(delete(InvitationRow).where(InvitationRow.expires_at < before)).rowcount


def purge_misses(db: Connection, before: datetime) -> int:
    """Forget what was tried in vain before a moment; how often that was."""
    return db.execute(delete(MissRow).where(MissRow.at < before)).rowcount
