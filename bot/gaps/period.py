"""The months that figures are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MONTHS = 12
"""As many closed months are looked at: counts are kept hardly longer."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day on, before another one."""

    since: date
    before: date

    @property
    def until(self) -> date:
        """The last day within."""
        return self.before - timedelta(days=1)

    @property
    def months(self) -> Sequence[date]:
        """The first day of each month within."""
        found, month = [], self.since.replace(day=1)
        while month < self.before:
            found.append(month)
            month = earlier(month, -1)
        return found

    def moments(self, timezone: ZoneInfo) -> tuple[datetime, datetime]:
        """The same in the town's time."""
        since, before = (
            datetime.combine(day, time(), timezone) for day in (self.since, self.before)
        )
        return since, before


def running(today: date) -> Period:
    """The closed months and what there is of the present one: for staff."""
    return Period(closed(today).since, today + timedelta(days=1))


def closed(today: date) -> Period:
    """The closed months alone: for everybody."""
    month = today.replace(day=1)
    return Period(earlier(month, MONTHS), month)


def earlier(month: date, months: int) -> date:
    """The first day of the month that lies so many before; after it, where that is below zero."""
    years, index = divmod(month.year * 12 + month.month - 1 - months, 12)
    return date(years, index + 1, 1)
