"""What citizens say is wrong with an offer: kept for staff, without who said it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.storage import corrections
from bot.storage.corrections import Correction
from bot.storage.units import Db

KEPT = timedelta(days=365)
"""How long staff have it."""

PERIOD = timedelta(days=1)
MOST = 20
"""Corrections of one offer in a period; what everybody says needs no more rows."""


class Wrong(StrEnum):
    """What is said to be wrong."""

    TIME = "time"
    PRICE = "price"
    PLACE = "place"
    CONTACT = "contact"
    GONE = "gone"
    OTHER = "other"


def keep(db: Db, correction: Correction, now: datetime) -> None:
    """Keep it once, however often the same card says it."""
    if corrections.number_since(db, correction.offer_id, now - PERIOD) < MOST:
        corrections.keep(db, correction, now)


def forget(db: Db, now: datetime) -> int:
    """Drop what staff have had long enough; how much."""
    return corrections.purge(db, now - KEPT)
