"""Memberships: who belongs to which working group, and by which channel they hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, GivenKey, Instant, PersonId, Words, insert
from bot.storage.outbox import Channel


class MembershipRow(Base):
    __tablename__ = "membership"

    working_group: Mapped[GivenKey]
    person: Mapped[PersonId] = mapped_column(index=True)
    channel: Mapped[Words]
    organisation: Mapped[Words]
    role: Mapped[Words]
    language: Mapped[Words]
    since: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group. `language` is what they are told in.

    Whoever has no Telegram has a number beyond all of Telegram's, which have 52 bits.
    """

    person: int
    channel: Channel = Channel.TELEGRAM
    organisation: str = ""
    role: str = ""
    language: str = "de"


def join(db: Connection, group: int, member: Member, now: datetime) -> bool:
    """Whether the person was no member yet; for one who is, nothing changes."""
    row = insert(
        db,
        MembershipRow,
        working_group=group,
        person=member.person,
        channel=member.channel,
        organisation=member.organisation,
        role=member.role,
        language=member.language,
        since=now,
    )
    return db.execute(row.on_conflict_do_nothing()).rowcount > 0


def find(db: Connection, group: int, person: int) -> Member | None:
    row = db.execute(_ALL.where(*_of(group, person))).first()
    return _member(*row) if row else None


def of_group(db: Connection, group: int) -> Sequence[Member]:
    """In the order in which they came."""
    found = _ALL.where(MembershipRow.working_group == group)
    rows = db.execute(found.order_by(MembershipRow.since, MembershipRow.person))
    return [_member(*row) for row in rows]


def groups(db: Connection, person: int) -> Sequence[int]:
    """The numbers of the groups that a person belongs to."""
    mine = select(MembershipRow.working_group).where(MembershipRow.person == person)
    return db.scalars(mine.order_by(MembershipRow.working_group)).all()


def counts(db: Connection) -> dict[int, int]:
    """How many members each group has that has any."""
    rows = select(MembershipRow.working_group, func.count()).group_by(MembershipRow.working_group)
    return dict(db.execute(rows).all())


def leave(db: Connection, group: int, person: int) -> bool:
    """Whether the person was a member until now."""
    return db.execute(delete(MembershipRow).where(*_of(group, person))).rowcount > 0


def erase(db: Connection, person: int) -> int:
    """End all memberships of a person; how many."""
    return db.execute(delete(MembershipRow).where(MembershipRow.person == person)).rowcount


_ALL = select(*(getattr(MembershipRow, name) for name in Member.__slots__))


def _of(group: int, person: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return MembershipRow.working_group == group, MembershipRow.person == person


def _member(person: int, channel: str, organisation: str, role: str, language: str) -> Member:
    return Member(person, Channel(channel), organisation, role, language)
