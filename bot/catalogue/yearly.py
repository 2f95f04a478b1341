"""A time of year, as exact as its source names it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.catalogue.problems import N_, RefusedError

MONTHS = (
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
)
_DAY = re.compile(r"(\d{1,2})\. ?(?:(\d{1,2})\.?|([a-zä]{3})[a-zä]*\.?)")


class Part(Enum):
    """How exactly a source names the time of year; the value is what stands in the file."""

    EARLY = "anfang"
    MIDDLE = "mitte"
    LATE = "ende"
    WHOLE = ""


_DAYS = {Part.EARLY: (1, 10), Part.MIDDLE: (11, 20), Part.LATE: (21, 31), Part.WHOLE: (1, 31)}


@dataclass(frozen=True, slots=True)
class Point:
    """A day of every year (`day` is set), a month, or a third of one."""

    month: int
    day: int | None = None
    part: Part = Part.WHOLE

    def first(self, year: int) -> date:
        return self._date(year, self.day or _DAYS[self.part][0])

    def last(self, year: int) -> date:
        return self._date(year, self.day or _DAYS[self.part][1])

    def _date(self, year: int, day: int) -> date:
        """29 February is the 28th in years that have none."""
        return date(year, self.month, min(day, monthrange(year, self.month)[1]))


def point(cell: str) -> Point:
    """Reads "30. November", "30.11.", "November" or "Anfang November"."""
    text = cell.casefold()
    if dated := _DAY.fullmatch(text):
        month = int(dated[2]) if dated[2] else _month(dated[3])
        return _checked(cell, month, int(dated[1]))
    word, _, name = text.rpartition(" ")
    if name in MONTHS and word in {part.value for part in Part}:
        return Point(MONTHS.index(name) + 1, None, Part(word))
    raise RefusedError(
        N_("“{text}” is not a time of year; write 30. November, Anfang März or März"), text=cell
    )


def _month(name: str) -> int:
    starts = [month[:3] for month in MONTHS]
    return starts.index(name) + 1 if name in starts else 0


def _checked(cell: str, month: int, day: int) -> Point:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        raise RefusedError(N_("there is no such day: “{text}”"), text=cell)
    return Point(month, day)
