"""Working groups: who plans what, and the chat they share if they want the bot there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Key, Number, Words, insert


class WorkingGroupRow(Base):
    __tablename__ = "working_group"
    # The number of a group stands in buttons and links: it never comes to mean another.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Key]
    code: Mapped[Words] = mapped_column(unique=True)
    name: Mapped[Words]
    purpose: Mapped[Words]
    topics: Mapped[Words]
    contact: Mapped[Words]
    active: Mapped[bool]
    telegram_group: Mapped[Number | None] = mapped_column(unique=True)
    """The Telegram group that staff linked; nothing is posted where there is none."""


@dataclass(frozen=True, slots=True)
class About:
    """What a working group says of itself. `code` is its name in files; `topics` are ids."""

    code: str
    name: str
    purpose: str = ""
    topics: tuple[str, ...] = ()
    contact: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    id: int
    about: About
    telegram_group: int | None = None


def add(db: Connection, about: About) -> bool:
    """Whether there was none of this code."""
    row = insert(db, WorkingGroupRow, **_columns(about))
    return db.execute(row.on_conflict_do_nothing(index_elements=["code"])).rowcount > 0


def change(db: Connection, number: int, about: About) -> bool:
    """Whether there is such a group."""
    row = update(WorkingGroupRow).where(WorkingGroupRow.id == number)
    return db.execute(row.values(**_columns(about))).rowcount > 0


def find(db: Connection, number: int) -> WorkingGroup | None:
    return _group(db.execute(_ALL.where(WorkingGroupRow.id == number)).first())


def called(db: Connection, code: str) -> WorkingGroup | None:
    return _group(db.execute(_ALL.where(WorkingGroupRow.code == code)).first())


def everyone(db: Connection) -> Sequence[WorkingGroup]:
    """Also those that have ended, in the order in which they came."""
    rows = db.execute(_ALL.order_by(WorkingGroupRow.id))
    return [group for row in rows if (group := _group(row))]


def lock(db: Connection, number: int) -> WorkingGroup | None:
    """The group, nobody else changing its members or meetings until we are done."""
    return _group(db.execute(_ALL.where(WorkingGroupRow.id == number).with_for_update()).first())


def link(db: Connection, number: int, telegram_group: int | None) -> None:
    """Post in this Telegram group from now on; in none when it is None."""
    row = update(WorkingGroupRow).where(WorkingGroupRow.id == number)
    db.execute(row.values(telegram_group=telegram_group))


def linked(db: Connection, telegram_group: int) -> WorkingGroup | None:
    found = _ALL.where(WorkingGroupRow.telegram_group == telegram_group)
    return _group(db.execute(found).first())


def migrate(db: Connection, old: int, new: int) -> None:
    """A Telegram group became another chat."""
    row = update(WorkingGroupRow).where(WorkingGroupRow.telegram_group == old)
    db.execute(row.values(telegram_group=new))


_ALL = select(*WorkingGroupRow.__table__.columns)


def _columns(about: About) -> dict[str, object]:
    return {
        "code": about.code,
        "name": about.name,
        "purpose": about.purpose,
        "topics": ";".join(about.topics),
        "contact": about.contact,
        "active": about.active,
    }


def _group(row: Row[*tuple[object, ...]] | None) -> WorkingGroup | None:
    if row is None:
        return None
    said = row._mapping  # noqa: SLF001 - the documented way to columns by name
    topics = tuple(filter(None, said["topics"].split(";")))
    about = About(
        said["code"], said["name"], said["purpose"], topics, said["contact"], said["active"]
    )
    return WorkingGroup(said["id"], about, said["telegram_group"])
