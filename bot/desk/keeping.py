"""What of the desk ends by itself, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk.kinds import Kind
from bot.storage import desk, desk_steps, passed, pending, tags, tips
from bot.storage.units import Db

CLOSED_KEPT = timedelta(days=90)
"""How long questions and tips are kept once they are closed."""

TIPS_KEPT = timedelta(days=365)
"""How long staff have a tip that nobody closed."""

UNDOABLE = timedelta(days=90)
"""How long a step can be taken back."""


def forget(db: Db, now: datetime) -> int:
    """Drop closed questions and tips, and what was done to items that are no more; how much."""
    over = now - CLOSED_KEPT
    dropped = passed.drop(db, desk.closed(db, Kind.QUESTION, over))
    dropped += tips.drop(db, desk.closed(db, Kind.TIP, over))
    dropped += tips.purge(db, now - TIPS_KEPT) + desk_steps.purge(db, now - UNDOABLE)
    for kind in Kind:
        gone = pending.gone(db, kind, desk.touched(db, kind))
        for kept in (desk, desk_steps, tags):
            kept.drop(db, kind, gone)
        dropped += len(gone)
    return dropped
