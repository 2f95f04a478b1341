"""The steps of staff, each once by its token, with what it needs to be taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Index,
    UniqueConstraint,
    case,
    delete,
    exists,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from bot.storage.base import Base, Instant, Key, Number, PersonKey, Words, insert


class StepRow(Base):
    __tablename__ = "desk_step"
    __table_args__ = (
        UniqueConstraint("token", "kind", "number"),
        Index("ix_desk_step_kind_number", "kind", "number"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    token: Mapped[Words]
    """One press: it may have done the same to all of a group."""
    kind: Mapped[Words]
    number: Mapped[Number]
    version: Mapped[Number]
    """Of the item, behind this step."""
    action: Mapped[Words]
    actor: Mapped[PersonKey | None]
    at: Mapped[Instant] = mapped_column(index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The item as it was, without a citizen's words; empty where there is no way back."""
    taken_by: Mapped[PersonKey | None]
    """Who had taken it before."""
    undone: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Step:
    token: str
    kind: str
    number: int
    version: int
    action: str
    actor: int | None
    at: datetime
    before: Mapping[str, Any] | None
    taken_by: int | None
    undone: bool = False


def keep(db: Connection, step: Step) -> None:
    values = {name: getattr(step, name) for name in Step.__slots__}
    values["before"] = null() if step.before is None else dict(step.before)
    db.execute(insert(db, StepRow, **values))


def of_token(db: Connection, token: str) -> Sequence[Step]:
    """All that one press did, in the order of the numbers."""
    rows = db.execute(_ALL.where(StepRow.token == token).order_by(StepRow.number))
    return [Step(*row) for row in rows]


def last(db: Connection, kind: str, number: int, *, standing: bool = False) -> Step | None:
    """The last step of an item; if `standing`, the last one that was not taken back."""
    mine = _ALL.where(StepRow.kind == kind, StepRow.number == number)
    if standing:
        mine = mine.where(StepRow.undone.is_(False))
    row = db.execute(mine.order_by(StepRow.id.desc()).limit(1)).first()
    return Step(*row) if row else None


def stands(db: Connection, kind: str, number: int, tokens: str) -> bool:
    """Whether a step of an item stands whose token begins like this."""
    mine = StepRow.kind == kind, StepRow.number == number, StepRow.undone.is_(False)
    step = exists().where(*mine, StepRow.token.startswith(tokens, autoescape=True))
    return bool(db.scalar(select(step)))


def undo(db: Connection, token: str) -> None:
    """What this press did was taken back."""
    db.execute(update(StepRow).where(StepRow.token == token).values(undone=True))


def seal(db: Connection, kind: str, number: int) -> None:
    """There is no way back behind here: forget what the item was."""
    mine = StepRow.kind == kind, StepRow.number == number
    db.execute(update(StepRow).where(*mine).values(before=null(), taken_by=None))


def erase(db: Connection, person: int) -> int:
    """Blank who it was; what was done stays. How many steps."""
    mine = or_(StepRow.actor == person, StepRow.taken_by == person)
    columns: Sequence[InstrumentedAttribute[int | None]] = (StepRow.actor, StepRow.taken_by)
    blank = {column.key: case((column == person, None), else_=column) for column in columns}
    return db.execute(update(StepRow).where(mine).values(blank)).rowcount


def drop(db: Connection, kind: str, numbers: Collection[int]) -> None:
    db.execute(delete(StepRow).where(StepRow.kind == kind, StepRow.number.in_(numbers)))


def purge(db: Connection, before: datetime) -> int:
    return db.execute(delete(StepRow).where(StepRow.at < before)).rowcount


_ALL = select(*(getattr(StepRow, name) for name in Step.__slots__))
