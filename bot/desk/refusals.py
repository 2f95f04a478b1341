"""Who wanted what they may not: noted in the audit, a few times a day each, so that nobody floods it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.storage import audit, refusals
from bot.storage.units import Db

ACTION = "refused"

MOST = 5
"""Refusals of one person that are noted in a period."""

PERIOD = timedelta(days=1)


def note(db: Db, person: int, route: str, update: int, now: datetime) -> bool:
    """Note that a person was refused a route, once for each update; whether it is noted anew."""
    if refusals.times(db, person, ACTION, now - PERIOD) >= MOST:
        return False
    return audit.note(db, person, ACTION, route, 0, now, f"update:{update}")
