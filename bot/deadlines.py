"""Which deadlines concern somebody, and when they come next."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Self

from bot.catalogue.deadlines import Deadline
from bot.catalogue.offers import AgeRange, Fit, Source

AHEAD = 4
"""Years we look ahead: all of primary school."""

OLD = 2
"""Years after which a statement is doubtful."""

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
        entry = _school_year(today) - number + 1
        oldest = date(entry - SCHOOL_AGE - 1, AUGUST, 2)
        return cls(entry, (oldest, date(entry - SCHOOL_AGE, AUGUST, 1)))

    def year_of_school(self, day: date) -> int:
        """1 is the first class, 0 the last year before."""
        return _school_year(day) - self.entry + 1

    def age(self, day: date) -> AgeRange:
        """In whole years: at least, and at most."""
        oldest, youngest = self.born
        return AgeRange(_years(youngest, day), _years(oldest, day))


@dataclass(frozen=True, slots=True)
class Time:
    """When a deadline falls. `begins` is None where only the end is known."""

    begins: date | None
    ends: date


class Standing(IntEnum):
    """Where a deadline stands for somebody, in the order in which they are told."""

    COMING = 0
    AGAIN = 1
    """This year's is over, next year's counts as well."""
    MISSED = 2
    """It was in this school year and does not come again for them."""
    OPEN = 3
    """Its source states no date."""


@dataclass(frozen=True, slots=True)
class Due:
    deadline: Deadline
    standing: Standing
    time: Time | None = None


def concerning(deadlines: Iterable[Deadline], who: Growing, today: date) -> tuple[Due, ...]:
    """What concerns them from now on: what comes, by date, then what is over, then the undated."""
    dues = (_due(deadline, who, today) for deadline in deadlines)
    return tuple(sorted(filter(None, dues), key=_order))


def next_time(deadline: Deadline, today: date) -> Time | None:
    """When it comes next or is going on; None where no date is known."""
    times = (time for year in (today.year, today.year + 1) for time in _times(deadline, year))
    return next((time for time in times if time.ends >= today), None)


def _due(deadline: Deadline, who: Growing, today: date) -> Due | None:
    if deadline.ends is None:
        soon = any(_concerns(deadline, who, day) for day in (today, years_on(today, 1)))
        return Due(deadline, Standing.OPEN) if soon else None
    years = range(today.year - 1, today.year + AHEAD + 1)
    times = [
        time
        for year in years
        for time in _times(deadline, year)
        if _concerns(deadline, who, time.ends)
    ]
    gone = [time for time in times if time.ends < today]
    coming = [time for time in times if today <= time.ends <= years_on(today, AHEAD)]
    if coming:
        again = gone and gone[-1].ends.year == today.year < coming[0].ends.year
        return Due(deadline, Standing.AGAIN if again else Standing.COMING, coming[0])
    missed = gone and _school_year(gone[-1].ends) == _school_year(today)
    return Due(deadline, Standing.MISSED, gone[-1]) if missed and deadline.to_do else None


def _concerns(deadline: Deadline, who: Growing, day: date) -> bool:
    classes, ages = deadline.classes, deadline.ages
    if not classes.known and not ages.known:
        return False
    return classes.hold(who.year_of_school(day)) and ages.fit(who.age(day)) is not Fit.DIFFERS


def _times(deadline: Deadline, year: int) -> Iterator[Time]:
    """The one that ends in this year; it may have begun in the year before."""
    if deadline.ends is None:
        return
    ends, begins = deadline.ends.last(year), deadline.begins
    begun = begins.first(year) if begins else None
    if begins and begun and begun > ends:
        begun = begins.first(year - 1)
    yield Time(begun, ends)


def _order(due: Due) -> tuple[bool, date, Standing]:
    told_later = due.standing > Standing.AGAIN
    return told_later, due.time.ends if due.time else date.max, due.standing


def _school_year(day: date) -> int:
    """The calendar year in which the school year of this day began."""
    return day.year if day.month >= AUGUST else day.year - 1


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_on(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th where there is none."""
    last = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def is_old(source: Source, today: date) -> bool:
    """Whether a statement has to be checked before somebody relies on it."""
    return source.year is None or today.year - source.year >= OLD
