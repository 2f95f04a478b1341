"""Answers and cleaned words that staff have not sent yet: for a day, without who writes them."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Number, WordKey, Words, insert
from bot.storage.wishes import Decision


class DeskDraftRow(Base):
    __tablename__ = "desk_draft"

    token: Mapped[WordKey]
    origin: Mapped[Words] = mapped_column(unique=True)
    kind: Mapped[Words]
    number: Mapped[Number]
    seen: Mapped[Number]
    group_seen: Mapped[Number]
    status: Mapped[Words]
    answer: Mapped[Words]
    passed_to: Mapped[Words]
    offer_id: Mapped[Words | None]
    sought: Mapped[Words]
    changed_update: Mapped[Number]
    created_at: Mapped[Instant] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Begun:
    """What it is about, and in which versions staff saw the item and its group."""

    kind: str
    number: int
    seen: int
    group_seen: int = 0


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """A decision without a status holds cleaned words as its answer.

    `sought` are the words by which its offer is looked for; empty: those of the wish. `changed_update`
    is the update that changed it last.
    """

    token: str
    begun: Begun
    decision: Decision
    sought: str
    changed_update: int


def keep(
    db: Connection, update_id: int, begun: Begun, decision: Decision, now: datetime
) -> DeskDraft:
    """The draft that an update began; the same update begins one."""
    origin = f"update:{update_id}"
    row = insert(
        db,
        DeskDraftRow,
        token=secrets.token_urlsafe(9),
        origin=origin,
        **asdict(begun),
        **asdict(decision),
        sought="",
        changed_update=update_id,
        created_at=now,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["origin"]))
    return _draft(db.execute(_ALL.where(DeskDraftRow.origin == origin)).one())


def find(db: Connection, token: str) -> DeskDraft | None:
    row = db.execute(_ALL.where(DeskDraftRow.token == token)).first()
    return _draft(row) if row else None


def rewrite(db: Connection, draft: DeskDraft) -> None:
    """Let it say what it says now."""
    row = update(DeskDraftRow).where(DeskDraftRow.token == draft.token)
    changed = {"sought": draft.sought, "changed_update": draft.changed_update}
    db.execute(row.values(**asdict(draft.decision), **changed))


def purge(db: Connection, before: datetime) -> int:
    """Drop the drafts that were begun before a moment; how many."""
    return db.execute(delete(DeskDraftRow).where(DeskDraftRow.created_at < before)).rowcount


_ALL = select(*(column for column in DeskDraftRow.__table__.columns))


def _draft(row: Row[Any]) -> DeskDraft:
    return DeskDraft(
        row.token,
        Begun(row.kind, row.number, row.seen, row.group_seen),
        Decision(row.status, row.answer, row.passed_to, row.offer_id),
        row.sought,
        row.changed_update,
    )
