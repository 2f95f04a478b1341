"""What was begun about groups and meetings and not sent yet: for a day, without who writes it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Number, WordKey, Words, insert


class GroupDraftRow(Base):
    __tablename__ = "group_draft"

    token: Mapped[WordKey]
    origin: Mapped[Words] = mapped_column(unique=True)
    form: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_update: Mapped[Number]
    created_at: Mapped[Instant] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """`form` is what was said so far, field by field; `changed_update` what changed it last."""

    token: str
    form: Mapping[str, str]
    changed_update: int


def keep(db: Connection, update_id: int, form: Mapping[str, str], now: datetime) -> GroupDraft:
    """The draft that an update began; the same update begins one."""
    origin = f"update:{update_id}"
    row = insert(
        db,
        GroupDraftRow,
        token=secrets.token_urlsafe(9),
        origin=origin,
        form=dict(form),
        changed_update=update_id,
        created_at=now,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["origin"]))
    found = _find(db, GroupDraftRow.origin == origin)
    if found is None:
        raise LookupError(origin)
    return found


def find(db: Connection, token: str) -> GroupDraft | None:
    return _find(db, GroupDraftRow.token == token)


def rewrite(db: Connection, token: str, form: Mapping[str, str], update_id: int) -> None:
    """Let it say this now."""
    row = update(GroupDraftRow).where(GroupDraftRow.token == token)
    db.execute(row.values(form=dict(form), changed_update=update_id))


def drop(db: Connection, token: str) -> None:
    db.execute(delete(GroupDraftRow).where(GroupDraftRow.token == token))


def purge(db: Connection, before: datetime) -> int:
    """Drop the drafts that were begun before a moment; how many."""
    return db.execute(delete(GroupDraftRow).where(GroupDraftRow.created_at < before)).rowcount


def _find(db: Connection, which: ColumnElement[bool]) -> GroupDraft | None:
    columns = select(GroupDraftRow.token, GroupDraftRow.form, GroupDraftRow.changed_update)
    row = db.execute(columns.where(which)).first()
    return GroupDraft(*row) if row else None
