"""What staff do with an item that is pending: who took it, its group, whether it is closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import (
    Base,
    Counter,
    GivenKey,
    Instant,
    Number,
    PersonKey,
    WordKey,
    Words,
    insert,
)


class WorkRow(Base):
    """Only items that somebody touched have one."""

    __tablename__ = "desk_work"

    kind: Mapped[WordKey]
    number: Mapped[GivenKey]
    version: Mapped[Counter]
    taken_by: Mapped[PersonKey | None] = mapped_column(index=True)
    group: Mapped[Number | None] = mapped_column(index=True)
    closed_at: Mapped[Instant | None] = mapped_column(index=True)
    reason: Mapped[Words]


@dataclass(frozen=True, slots=True)
class Work:
    """`version` counts the steps; `taken_by` is a person; `group` is the same for all of a group.

    `closed_at` and the `reason` are those of questions, corrections, tips and dead updates; a wish
    is closed by its decision.
    """

    version: int = 0
    taken_by: int | None = None
    group: int | None = None
    closed_at: datetime | None = None
    reason: str = ""


def lock(db: Connection, kind: str, number: int) -> Work:
    """Read it, and let nobody else write it until this transaction ends."""
    new = insert(db, WorkRow, kind=kind, number=number, reason="")
    db.execute(new.on_conflict_do_nothing(index_elements=["kind", "number"]))
    mine = WorkRow.kind == kind, WorkRow.number == number
    return Work(*db.execute(select(*_COLUMNS).where(*mine).with_for_update()).one())


def those(db: Connection, kind: str, numbers: Collection[int]) -> Mapping[int, Work]:
    mine = WorkRow.kind == kind, WorkRow.number.in_(numbers)
    rows = db.execute(select(WorkRow.number, *_COLUMNS).where(*mine))
    return {number: Work(*work) for number, *work in rows}


def write(db: Connection, kind: str, number: int, work: Work) -> None:
    mine = WorkRow.kind == kind, WorkRow.number == number
    db.execute(update(WorkRow).where(*mine).values(asdict(work)))


def touch(db: Connection, kind: str, number: int) -> None:
    """It is not any more what staff saw."""
    new = insert(db, WorkRow, kind=kind, number=number, version=1, reason="")
    more = {"version": WorkRow.version + 1}
    db.execute(new.on_conflict_do_update(index_elements=["kind", "number"], set_=more))


def members(db: Connection, groups: Collection[int]) -> Mapping[int, Mapping[int, int]]:
    """The wishes in each of these groups: versions by numbers, in the order of the numbers."""
    found: dict[int, dict[int, int]] = {}
    mine = select(WorkRow.group, WorkRow.number, WorkRow.version).where(WorkRow.group.in_(groups))
    for group, number, version in db.execute(mine.order_by(WorkRow.number)):
        found.setdefault(group or 0, {})[number] = version
    return found


def together(db: Connection, kind: str, number: int) -> Sequence[int]:
    """Numbers of all that is in the group of an item, with its own; empty without a group."""
    mine = select(WorkRow.group).where(WorkRow.kind == kind, WorkRow.number == number)
    group = db.scalar(mine)
    return [] if group is None else list(members(db, [group]).get(group, {}))


def touched(db: Connection, kind: str) -> Sequence[int]:
    """Numbers of what staff or citizens changed."""
    return db.scalars(select(WorkRow.number).where(WorkRow.kind == kind)).all()


def closed(db: Connection, kind: str, before: datetime) -> Sequence[int]:
    """Numbers of what was closed before a moment."""
    found = select(WorkRow.number).where(WorkRow.kind == kind, WorkRow.closed_at < before)
    return db.scalars(found).all()


def drop(db: Connection, kind: str, numbers: Collection[int]) -> None:
    db.execute(delete(WorkRow).where(WorkRow.kind == kind, WorkRow.number.in_(numbers)))


def erase(db: Connection, person: int) -> int:
    """What this person took is free again; how much it was."""
    taken = update(WorkRow).where(WorkRow.taken_by == person)
    return db.execute(taken.values(taken_by=None)).rowcount


_COLUMNS = [getattr(WorkRow, name) for name in Work.__slots__]
