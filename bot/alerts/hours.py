"""The time of day at which somebody's digest comes: by the clock on the wall, never in quiet hours."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.outbox import QUIET_FROM, QUIET_UNTIL

ORDINARY = time(17)

OFFERED = (time(8), time(12), time(17), time(19))
"""The times to choose from by button."""

_SAID = re.compile(
    r"^\W*(?:um |gegen |ab |at )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?:uhr|h|o.clock)?\W*$",
    re.IGNORECASE | re.ASCII,
)


def read(text: str) -> time | None:
    """`18 Uhr`, `um 9:30`; None where it is no time of day."""
    found = _SAID.match(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def is_loud(at: time) -> bool:
    """Whether messages may come at this time."""
    return QUIET_UNTIL <= at < QUIET_FROM


def minutes(at: time) -> int:
    """After midnight."""
    return at.hour * 60 + at.minute


def at(minute: int | None) -> time:
    """The time so many minutes after midnight; the ordinary one where none was chosen."""
    return ORDINARY if minute is None else time(*divmod(minute, 60))


def following(now: datetime, chosen: time, zone: ZoneInfo) -> datetime:
    """In UTC: when the clocks show the chosen time next, or do so now."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), chosen, zone)
    if today.astimezone(UTC) >= now:
        return today.astimezone(UTC)
    return datetime.combine(local.date() + timedelta(days=1), chosen, zone).astimezone(UTC)
