"""Where somebody stands in the guide: kept for a day, as a code without words."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.storage import cards
from bot.storage.cards import Known
from bot.storage.units import Db

KEPT = timedelta(days=1)


def known(db: Db, person: int, now: datetime) -> Known:
    """The language of a person, and the cards they were shown last if that was not too long ago."""
    return cards.known(db, person, now - KEPT)


def forget(db: Db, now: datetime) -> int:
    """Drop the cards whose time is over; how many."""
    return cards.purge(db, now - KEPT)
