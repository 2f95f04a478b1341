"""Which deadlines concern somebody, and when they come next."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.catalogue.deadlines import Deadline
from bot.catalogue.offers import Fit, Source
from bot.growing import Growing

AHEAD = 4
"""Years we look ahead: all of primary school."""

OLD = 2
"""Years after which a statement is doubtful."""


@dataclass(frozen=True, slots=True)
class Time:
    """When a deadline falls. `begins` is None where only the end is known."""

    begins: date | None
    ends: date


class Standing(Enum):
    """Where a deadline stands for somebody."""

    COMING = "coming"
    AGAIN = "again"
    """Just over; next year's counts as well."""
    MISSED = "missed"
    """Over, and does not come again for them; asking may still help."""
    OPEN = "open"
    """Its source states no date."""


@dataclass(frozen=True, slots=True)
class Due:
    deadline: Deadline
    standing: Standing
    time: Time | None = None


def concerning(deadlines: Iterable[Deadline], who: Growing, today: date) -> tuple[Due, ...]:
    """What concerns them: what comes within a year, what was missed, the undated, what comes later.

    What is just over comes later, too: there is nothing to do about it now.
    """
    dues = (_due(deadline, who, today) for deadline in deadlines)
    return tuple(sorted(filter(None, dues), key=lambda due: _order(due, today)))


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
        return Due(deadline, _standing(gone, coming[0], today), coming[0])
    late = deadline.late is not None and who.year_of_school(today) <= deadline.late
    return Due(deadline, Standing.MISSED, gone[-1]) if gone and late else None


def _standing(gone: Sequence[Time], coming: Time, today: date) -> Standing:
    """Coming, unless the one before is not as far away."""
    just_over = gone and today - gone[-1].ends < coming.ends - today
    return Standing.AGAIN if just_over else Standing.COMING


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


def _order(due: Due, today: date) -> tuple[int, date]:
    if due.time is None:
        return 2, today
    if due.standing is Standing.MISSED:
        return 1, due.time.ends
    if due.standing is Standing.AGAIN:
        return 3, due.time.ends
    return 0 if due.time.ends <= years_on(today, 1) else 3, due.time.ends


def years_on(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th where there is none."""
    last = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def is_old(source: Source, today: date) -> bool:
    """Whether a statement has to be checked before somebody relies on it."""
    return source.year is None or today.year - source.year >= OLD
