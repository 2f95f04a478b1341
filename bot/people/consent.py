"""What people agree to before we keep what they tell us, provable and as easy to take back."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.storage import consents
from bot.storage.units import Db

PROVABLE = timedelta(days=3 * 365)
"""How long it is known that somebody agreed, after they took it back."""


class Purpose(StrEnum):
    """What for."""

    WISH = "wish"
    """Keep a wish, and who is to be told of it."""
    ALERT = "alert"
    """Keep what somebody wants to hear of, and tell them of new offers."""
    MEMBERSHIP = "membership"
    """Keep that somebody belongs to working groups or asks to, and tell them of meetings."""


def give(  # noqa: PLR0913, PLR0917 - what has to be provable
    db: Db, person: int, purpose: Purpose, version: str, language: str, now: datetime
) -> None:
    """Keep that a person agreed to this version of the wording; agreeing again changes nothing.

    A new version takes the place of an older one, which stays provable.
    """
    standing = consents.standing(db, person, purpose)
    if standing is not None and standing != version:
        consents.withdraw(db, person, purpose, now)
    consents.give(db, person, purpose, version, language, now)


def stands(db: Db, person: int, purpose: Purpose, version: str) -> bool:
    """Whether they agreed to this very version and did not take it back."""
    return consents.standing(db, person, purpose) == version


def withdraw(db: Db, person: int, purpose: Purpose, now: datetime) -> bool:
    """Take it back; whether there was something to take back."""
    return consents.withdraw(db, person, purpose, now)


def forget(db: Db, now: datetime) -> int:
    """Drop what was taken back long ago; how many."""
    return consents.purge(db, now - PROVABLE)
