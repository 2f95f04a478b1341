"""Drafts of wishes: for a day, without who writes them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, Instant, Number, WordKey, Words, insert
from bot.storage.wishes import Age, Content, Details, columns


class DraftRow(Base):
    """`origin` is what it came from, so that the same question or message makes one draft."""

    __tablename__ = "wish_draft"

    token: Mapped[WordKey]
    origin: Mapped[Words] = mapped_column(unique=True)
    from_update: Mapped[Number | None] = mapped_column(index=True)
    """The update that last wrote the text: seen again after a crash, it is known."""
    text: Mapped[Words]
    language: Mapped[Words]
    age_from: Mapped[Age | None]
    age_to: Mapped[Age | None]
    place: Mapped[Words]
    time: Mapped[Words]
    sensitive: Mapped[bool]
    topic: Mapped[Words | None]
    changes: Mapped[Number | None]
    sent: Mapped[Number | None]
    created_at: Mapped[Instant] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Draft:
    """`changes` is the number of the wish it is a new wording of, `sent` of the one it became."""

    token: str
    content: Content
    changes: int | None = None
    sent: int | None = None


def keep(  # noqa: PLR0913 - what a row holds
    db: Connection,
    origin: str,
    content: Content,
    now: datetime,
    *,
    from_update: int | None = None,
    changes: int | None = None,
) -> Draft:
    """The draft of this origin, which is made once."""
    row = insert(
        db,
        DraftRow,
        token=secrets.token_urlsafe(12),
        origin=origin,
        from_update=from_update,
        **columns(content),
        changes=changes,
        created_at=now,
    )
    db.execute(row.on_conflict_do_nothing(index_elements=["origin"]))
    found = _find(db, DraftRow.origin == origin)
    if found is None:
        raise LookupError(origin)
    return found


def find(db: Connection, token: str) -> Draft | None:
    return _find(db, DraftRow.token == token)


def of_origin(db: Connection, origin: str) -> Draft | None:
    return _find(db, DraftRow.origin == origin)


def from_update(db: Connection, update_id: int) -> Draft | None:
    """The draft whose text came with this update."""
    return _find(db, DraftRow.from_update == update_id)


def rewrite(db: Connection, token: str, content: Content, update_id: int | None) -> None:
    """Other words or details; what was sent already stays as it is."""
    row = update(DraftRow).where(DraftRow.token == token, DraftRow.sent.is_(None))
    values = columns(content)
    if update_id is not None:
        values["from_update"] = update_id
    db.execute(row.values(**values))


def send(db: Connection, token: str, wish: int) -> None:
    """It became a wish: its words are needed here no more."""
    row = update(DraftRow).where(DraftRow.token == token)
    db.execute(row.values(sent=wish, **columns(Content("", ""))))


def drop(db: Connection, token: str) -> None:
    db.execute(delete(DraftRow).where(DraftRow.token == token, DraftRow.sent.is_(None)))


def drop_saying(db: Connection, text: str) -> None:
    """Forget every draft of exactly these words."""
    db.execute(delete(DraftRow).where(DraftRow.text == text))


def drop_changing(db: Connection, wish: int) -> None:
    """Forget other words that were begun for a wish."""
    db.execute(delete(DraftRow).where(DraftRow.changes == wish))


def purge(db: Connection, before: datetime) -> int:
    """Drop the drafts that were begun before a moment; how many."""
    return db.execute(delete(DraftRow).where(DraftRow.created_at < before)).rowcount


def _find(db: Connection, which: ColumnElement[bool]) -> Draft | None:
    row = db.execute(select(DraftRow.__table__).where(which)).first()
    if row is None:
        return None
    details = Details(row.age_from, row.age_to, row.place, row.time)
    content = Content(row.text, row.language, details, row.sensitive, row.topic)
    return Draft(row.token, content, row.changes, row.sent)
