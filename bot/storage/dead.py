"""Updates that failed for good: shown by type and number, tried again on request, then blanked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from bot.storage import desk
from bot.storage.inbox import DEAD, DONE, TOPIC, InboxRow
from bot.storage.units import announce

KEPT = timedelta(hours=72)
"""How long a dead update keeps what it said."""

REMEMBERED = timedelta(days=30)
"""How long the number of an update is known, so that it is not processed twice."""


@dataclass(frozen=True, slots=True)
class DeadUpdate:
    update_id: int
    kind: str
    died_at: datetime
    retriable: bool


def dead(db: Connection) -> Sequence[DeadUpdate]:
    rows = db.execute(
        select(InboxRow.update_id, InboxRow.kind, InboxRow.ended_at, InboxRow.raw.is_not(None))
        .where(InboxRow.state == DEAD)
        .order_by(InboxRow.ended_at, InboxRow.update_id)
    )
    # What is dead has a moment of death.
    return [DeadUpdate(*row) for row in rows]  # type: ignore[arg-type]


def retry(db: Connection, update_id: int) -> bool:
    """Put a dead update back in its lane; whether there was one that still knows what it said."""
    found = db.execute(
        update(InboxRow)
        .where(InboxRow.update_id == update_id, InboxRow.state == DEAD, InboxRow.raw.is_not(None))
        .values(state="waiting", failures=0, crashes=0, due_at=None, ended_at=None)
    ).rowcount
    if found:
        # Should it fail again, it is pending again.
        desk.drop(db, DEAD, [update_id])
        announce(db, TOPIC)
    return found > 0


def purge(db: Connection, now: datetime) -> int:
    """Blank what dead updates said after 72 hours, forget numbers after 30 days; how many rows."""
    blanked = db.execute(
        update(InboxRow)
        .where(
            InboxRow.state == DEAD,
            InboxRow.ended_at < now - KEPT,
            InboxRow.raw.is_not(None),
        )
        .values(raw=None, person=0)
    ).rowcount
    forgotten = db.execute(
        delete(InboxRow).where(
            InboxRow.state.in_((DEAD, DONE)), InboxRow.ended_at < now - REMEMBERED
        )
    ).rowcount
    return blanked + forgotten
