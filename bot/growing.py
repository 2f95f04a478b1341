"""Somebody growing up: in which class, and how old, on a given day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.catalogue.offers import AgeRange

FIRST_CLASS, LAST_CLASS = 1, 13
SCHOOL_AGE = 6
AUGUST = 8
"""School years begin on 1 August; whoever is six years old that day goes to school."""


@dataclass(frozen=True, slots=True)
class Growing:
    """Somebody on the way through Kita and school, without a name.

    `entry` is the year in which school begins by the rule; `born` the first and the last day on
    which this person can have been born.
    """

    entry: int
    born: tuple[date, date]

    @classmethod
    def since(cls, year: int, month: int) -> Self:
        """Born in this month. Born on 1 August itself would mean a year earlier."""
        born = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return cls(year + SCHOOL_AGE + (month >= AUGUST), born)

    @classmethod
    def in_class(cls, number: int, today: date) -> Self:
        """In this school year now, and never repeated or skipped one."""
        entry = school_year(today) - number + 1
        oldest = date(entry - SCHOOL_AGE - 1, AUGUST, 2)
        return cls(entry, (oldest, date(entry - SCHOOL_AGE, AUGUST, 1)))

    def year_of_school(self, day: date) -> int:
        """1 is the first class, 0 the last year before."""
        return school_year(day) - self.entry + 1

    def age(self, day: date) -> AgeRange:
        """In whole years: at least, and at most."""
        oldest, youngest = self.born
        return AgeRange(_years(youngest, day), _years(oldest, day))


def school_year(day: date) -> int:
    """The calendar year in which the school year of this day began."""
    return day.year if day.month >= AUGUST else day.year - 1


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
