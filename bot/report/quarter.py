"""A quarter of a year, as a report is written for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.gaps.period import MONTHS, Period, earlier

_WRITTEN = re.compile(r"(\d{4})-([1-4])", re.ASCII)
_IN_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """`number` is 1 to 4."""

    year: int
    number: int

    @property
    def period(self) -> Period:
        since = date(self.year, _IN_QUARTER * (self.number - 1) + 1, 1)
        return Period(since, earlier(since, -_IN_QUARTER))

    def over(self, today: date) -> Period | None:
        """Its months that are over; None while none is."""
        before = min(self.period.before, today.replace(day=1))
        return Period(self.period.since, before) if before > self.period.since else None


def read(said: str) -> Quarter | None:
    """As "2026-4"; None for anything else."""
    found = _WRITTEN.fullmatch(said.strip())
    if found is None or not date.min.year < int(found[1]) < date.max.year:
        return None
    return Quarter(int(found[1]), int(found[2]))


def year_to(before: date) -> Period:
    """The twelve months before a month."""
    return Period(earlier(before, MONTHS), before)
