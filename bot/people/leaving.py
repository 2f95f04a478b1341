"""People who block the bot: forgotten after a grace time, unless they come back."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.people import register
from bot.storage import outbox
from bot.storage.units import Db

GRACE = timedelta(days=30)


def leave(db: Db, person: int, now: datetime) -> None:
    """Nothing is sent to them any more, and their time begins to run."""
    outbox.silence(db, person, "blocked", now)


def come_back(db: Db, person: int) -> None:
    outbox.unsilence(db, [person])


def forget_gone(db: Db, now: datetime) -> int:
    """Forget those whose time is over; how many persons."""
    gone = outbox.silent_since(db, now - GRACE)
    for person in gone:
        register.forget(db, person)
    return len(gone)
