"""What came out of a meeting: decisions and tasks, each of an item of its agenda."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Key, Number, Words, insert


class ResolutionRow(Base):
    __tablename__ = "resolution"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Key]
    agenda_item: Mapped[Number] = mapped_column(index=True)
    text: Mapped[Words]
    decided_at: Mapped[Instant]


class TaskRow(Base):
    __tablename__ = "task"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Key]
    agenda_item: Mapped[Number] = mapped_column(index=True)
    text: Mapped[Words]
    who: Mapped[Words]
    until: Mapped[date | None]
    done: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A decision of a working group."""

    id: int
    agenda_item: int
    text: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """`who` does it, in the words of the minutes."""

    id: int
    agenda_item: int
    text: str
    who: str
    until: date | None
    done: bool


def resolve(db: Connection, item: int, text: str, now: datetime) -> None:
    """A new decision; those before it stay."""
    db.execute(insert(db, ResolutionRow, agenda_item=item, text=text, decided_at=now))


def reword(db: Connection, resolution: int, text: str, now: datetime) -> None:
    """Let it say this, as if it had never said anything else."""
    row = update(ResolutionRow).where(ResolutionRow.id == resolution)
    db.execute(row.values(text=text, decided_at=now))


def resolutions(db: Connection, items: Collection[int]) -> Sequence[Resolution]:
    """All that was ever decided on these items, the newest last."""
    columns = select(*(getattr(ResolutionRow, name) for name in Resolution.__slots__))
    found = columns.where(ResolutionRow.agenda_item.in_(items)).order_by(ResolutionRow.id)
    return [Resolution(*row) for row in db.execute(found)]


def entrust(db: Connection, item: int, text: str, who: str, until: date | None) -> Task:
    """A new task."""
    values = {"agenda_item": item, "text": text, "who": who, "until": until, "done": False}
    number = db.scalar(insert(db, TaskRow, **values).returning(TaskRow.id))
    return _tasks(db, TaskRow.id == number)[0]


def tasks(db: Connection, items: Collection[int]) -> Sequence[Task]:
    return _tasks(db, TaskRow.agenda_item.in_(items))


def finish(db: Connection, task: int, *, done: bool) -> bool:
    """Whether there is such a task."""
    return db.execute(update(TaskRow).where(TaskRow.id == task).values(done=done)).rowcount > 0


def drop(db: Connection, task: int, items: Collection[int]) -> bool:
    """Whether one of these items had this task."""
    mine = TaskRow.id == task, TaskRow.agenda_item.in_(items)
    return db.execute(delete(TaskRow).where(*mine)).rowcount > 0


def _tasks(db: Connection, where: ColumnElement[bool]) -> Sequence[Task]:
    columns = select(*(getattr(TaskRow, name) for name in Task.__slots__))
    return [Task(*row) for row in db.execute(columns.where(where).order_by(TaskRow.id))]
