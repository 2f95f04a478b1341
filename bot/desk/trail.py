"""What was done at the desk, for admins: every single action, and nothing added up by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.seats import Seat, seats
from bot.storage import audit
from bot.storage.units import Db

KEPT = timedelta(days=365)

SIZE = 10
"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class Noted:
    """`seat` is None for the command line and for who was erased. `kind` may be empty."""

    id: int
    at: datetime
    seat: Seat | None
    action: str
    kind: str
    number: int


def page(db: Db, below: int | None = None, size: int = SIZE) -> Sequence[Noted]:
    """The newest first; the next page lies `below` the last id of this one."""
    entries = audit.page(db, below, size)
    sitting = seats(db, {one.actor for one in entries})
    return [
        Noted(one.id, one.at, sitting.get(one.actor), one.action, one.kind, one.number)
        for one in entries
    ]


def forget(db: Db, now: datetime) -> int:
    return audit.purge(db, now - KEPT)
