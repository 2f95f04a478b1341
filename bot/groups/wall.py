"""The clock on the wall: local times that exist once, never, or twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.catalogue.problems import N_, RefusedError

_WRITTEN = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})(?::00)?"
    r"|(\d{1,2})\.(\d{1,2})\.(\d{4}),? (\d{1,2})[:.](\d{2})(?: Uhr)?"
)


@dataclass(frozen=True, slots=True)
class Absent:
    """The clocks jump over this time. `before` and `after` are the nearest that exist."""

    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True)
class Twice:
    """The clocks show this time twice: somebody has to say which is meant."""

    first: datetime
    second: datetime


Resolved = datetime | Absent | Twice
"""A moment in UTC, or why there is none, or not one only."""


def resolve(wall: datetime, zone: ZoneInfo) -> Resolved:
    """The moment at which the clocks of a zone show `wall`, a time without a zone."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    # In the gap, the offset of before reads later than the offset of after.
    return Twice(first, second) if first < second else Absent(second, first)


def moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """Where nobody can be asked: what does not exist is later by the jump, of two the first."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def days_before(start: datetime, days: int, at: time, zone: ZoneInfo) -> datetime:
    """In UTC: so many days before a moment, when the clocks on the wall show `at`."""
    day = start.astimezone(zone).date() - timedelta(days=days)
    return moment(datetime.combine(day, at), zone)


def read_wall(text: str) -> datetime:
    """`2026-12-01 18:00`, or as it is written in German; raises RefusedError."""
    found = _WRITTEN.fullmatch(text.strip())
    numbers = [int(part) for part in found.groups() if part is not None] if found else []
    if found and found[1] is None:
        numbers[:3] = reversed(numbers[:3])
    try:
        year, month, day, hour, minute = numbers
        return datetime.combine(date(year, month, day), time(hour, minute))
    except ValueError as error:
        raise RefusedError(
            N_("“{text}” is not a day and time; write 2026-12-01 18:00"), text=text
        ) from error


def shown(wall: datetime) -> str:
    """As it is kept: 2026-12-01T18:00."""
    return wall.isoformat(timespec="minutes")
