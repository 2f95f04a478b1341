"""What is known of the people in working groups ends by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.storage import applications, attendance, group_drafts
from bot.storage.units import Db

KEPT = timedelta(days=90)
"""How long it is known who came to a meeting, and who asked to join a group."""

BEGUN = timedelta(days=1)
"""How long something lies here that nobody sent."""


def forget(db: Db, now: datetime) -> int:
    """Drop answers and applications that are over for long; how many."""
    over = attendance.purge(db, now - KEPT) + applications.purge(db, now - KEPT)
    return over + group_drafts.purge(db, now - BEGUN)
