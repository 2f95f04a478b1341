"""How often somebody did the same thing, as the audit has it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.storage.audit import AuditRow


def times(db: Connection, actor: int, action: str, since: datetime) -> int:
    """How often a person did this since a moment."""
    done = select(func.count()).where(
        AuditRow.actor == actor, AuditRow.action == action, AuditRow.at > since
    )
    return db.scalar(done) or 0
