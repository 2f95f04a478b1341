"""What the desk owes staff by itself: looked for with every tick, owed once."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk import digest, notices
from bot.desk.readers import Appointed
from bot.storage.units import Db


def plan(db: Db, now: datetime, *, zone: ZoneInfo, appointed: Appointed) -> None:
    """Owe what has become due. Done again, or by several processes at once, it owes nothing twice."""
    notices.watch(db, now)
    notices.plan(db, now, zone, appointed)
    digest.plan(db, now, zone, appointed)
