"""What each version of a wish said, as a digest: whoever was told the same needs no news."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, and_, delete, func, select
from sqlalchemy.orm import Mapped

from bot.storage.base import Base, GivenKey, Words, insert
from bot.storage.outbox import OutboxRow, State


class VersionRow(Base):
    """Version 0 has none: all it says is that the wish arrived."""

    __tablename__ = "wish_version"

    wish: Mapped[GivenKey]
    version: Mapped[GivenKey]
    digest: Mapped[Words]


def keep(db: Connection, wish: int, version: int, digest: str) -> None:
    row = insert(db, VersionRow, wish=wish, version=version, digest=digest)
    db.execute(row.on_conflict_do_nothing())


def told(db: Connection, wish: int, kinds: Collection[str]) -> Mapping[int, str | None]:
    """The digest of what each person was last told, or may have been, by messages of these kinds.

    Who was told nothing yet is left out; None where nobody knows any more what it was.
    """
    reached = (
        select(OutboxRow.chat, func.max(OutboxRow.version).label("version"))
        .where(
            OutboxRow.object == wish,
            OutboxRow.kind.in_(kinds),
            OutboxRow.attempts > 0,
            OutboxRow.state.not_in((State.FAILED.value, State.BLOCKED.value)),
        )
        .group_by(OutboxRow.chat)
        .subquery()
    )
    said = and_(VersionRow.wish == wish, VersionRow.version == reached.c.version)
    found = select(reached.c.chat, VersionRow.digest).outerjoin(VersionRow, said)
    return {row.chat: row.digest for row in db.execute(found)}


def drop(db: Connection, wish: int) -> None:
    db.execute(delete(VersionRow).where(VersionRow.wish == wish))
