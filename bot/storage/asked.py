"""Questions kept for their buttons: a day long, without the person or the chat."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, Connection, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Number, WordKey, Words, insert


class AskedRow(Base):
    __tablename__ = "asked"

    token: Mapped[WordKey]
    update_id: Mapped[Number] = mapped_column(unique=True)
    text: Mapped[Words]
    removed: Mapped[list[str]] = mapped_column(JSON)
    language: Mapped[Words]
    created_at: Mapped[Instant] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the parts of it that were taken away by button, and its language."""

    token: str
    text: str
    removed: tuple[str, ...]
    language: str


def keep(  # noqa: PLR0913 - what a row holds
    db: Connection,
    update_id: int,
    text: str,
    *,
    removed: Sequence[str] = (),
    language: str,
    now: datetime,
) -> str:
    """Keep a question and answer its token; the same update answers the same token again."""
    db.execute(
        insert(
            db,
            AskedRow,
            token=secrets.token_urlsafe(9),
            update_id=update_id,
            text=text,
            removed=list(removed),
            language=language,
            created_at=now,
        ).on_conflict_do_nothing(index_elements=["update_id"])
    )
    return db.scalars(select(AskedRow.token).where(AskedRow.update_id == update_id)).one()


def find(db: Connection, token: str) -> Asked | None:
    row = db.execute(
        select(AskedRow.token, AskedRow.text, AskedRow.removed, AskedRow.language).where(
            AskedRow.token == token
        )
    ).first()
    return row and Asked(row.token, row.text, tuple(row.removed), row.language)


def remove_part(db: Connection, token: str, part: str) -> None:
    """Take a part of what was understood away; doing it again changes nothing."""
    kept = find(db, token)
    if kept is not None and part not in kept.removed:
        removed = [*kept.removed, part]
        db.execute(update(AskedRow).where(AskedRow.token == token).values(removed=removed))


def drop_saying(db: Connection, text: str) -> None:
    """Forget every question of exactly these words."""
    db.execute(delete(AskedRow).where(AskedRow.text == text))


def purge(db: Connection, before: datetime) -> int:
    """Drop what was asked before a moment; how many there were."""
    return db.execute(delete(AskedRow).where(AskedRow.created_at < before)).rowcount
