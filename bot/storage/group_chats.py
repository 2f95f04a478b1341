"""Telegram groups that staff took the bot into, until they say to which working group one belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Key, Number, PersonKey, insert


class GroupChatRow(Base):
    __tablename__ = "group_chat"
    # The number of a question stands in its buttons: it never comes to mean another group.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Key]
    telegram_group: Mapped[Number] = mapped_column(unique=True)
    person: Mapped[PersonKey | None]
    """Who took the bot in and is asked; nobody once they are forgotten."""
    origin: Mapped[Number]
    """The update that told of it: seen again, it asks again."""
    asked_at: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class GroupChat:
    """A Telegram group about which one of the staff is asked."""

    id: int
    telegram_group: int
    person: int | None
    origin: int
    asked_at: datetime


def ask(db: Connection, telegram_group: int, person: int, origin: int, now: datetime) -> GroupChat:
    """The question about a group; a group that is asked about already keeps the one it has."""
    row = insert(
        db,
        GroupChatRow,
        telegram_group=telegram_group,
        person=person,
        origin=origin,
        asked_at=now,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["telegram_group"]))
    found = of_group(db, telegram_group)
    if found is None:
        raise LookupError(telegram_group)
    return found


def find(db: Connection, number: int) -> GroupChat | None:
    return _find(db, GroupChatRow.id == number)


def of_group(db: Connection, telegram_group: int) -> GroupChat | None:
    return _find(db, GroupChatRow.telegram_group == telegram_group)


def asked_before(db: Connection, moment: datetime) -> Sequence[GroupChat]:
    """Those about which nobody said anything since."""
    rows = db.execute(_ALL.where(GroupChatRow.asked_at <= moment).order_by(GroupChatRow.id))
    return [GroupChat(*row) for row in rows]


def drop(db: Connection, telegram_group: int) -> None:
    """The question is answered, or nobody needs an answer any more."""
    db.execute(delete(GroupChatRow).where(GroupChatRow.telegram_group == telegram_group))


def migrate(db: Connection, old: int, new: int) -> None:
    """A Telegram group became another chat; of two questions the older one stays."""
    if of_group(db, old) is None:
        return
    drop(db, new)
    row = update(GroupChatRow).where(GroupChatRow.telegram_group == old)
    db.execute(row.values(telegram_group=new))


def erase(db: Connection, person: int) -> int:
    """Forget who was asked; nobody can answer then, and the bot leaves."""
    row = update(GroupChatRow).where(GroupChatRow.person == person)
    return db.execute(row.values(person=None)).rowcount


_ALL = select(*(getattr(GroupChatRow, name) for name in GroupChat.__slots__))


def _find(db: Connection, which: ColumnElement[bool]) -> GroupChat | None:
    row = db.execute(_ALL.where(which)).first()
    return GroupChat(*row) if row else None
