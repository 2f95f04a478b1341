"""Where somebody stands in the guide: kept for a day, as a code without words."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.storage import cards
from bot.storage.units import Db

KEPT = timedelta(days=1)


def last(db: Db, person: int, now: datetime) -> str | None:
    """The code of the card this person was shown last, if that was not too long ago."""
    return cards.last(db, person, now - KEPT)


def forget(db: Db, now: datetime) -> int:
    """Drop the cards whose time is over; how many."""
    return cards.purge(db, now - KEPT)
