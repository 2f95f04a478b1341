"""What of a question is counted: its outcome, and its topic by what else was asked for."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise

from bot.catalogue.offers import AgeRange
from bot.catalogue.snapshot import Catalogue
from bot.matching.answer import Answer, Outcome, TimeWish
from bot.matching.places import ONLINE
from bot.storage.counts import Cell, Table

UNKNOWN = ""

STARTS = (0, 3, 6, 10, 14, 18, 27, 60)
"""The youngest age of each band."""

# With a hyphen Excel would make a date of it.
_BANDS = (*(f"{first}–{after - 1}" for first, after in pairwise(STARTS)), f"{STARTS[-1]}+")

_A_CLASS = 1
"""Pupils of one class are two ages; they count where the younger ones belong."""

_NO_DEMAND = frozenset({Outcome.OFFTOPIC, Outcome.SMALLTALK})
"""Outcomes that say nothing about what people want to learn."""

_WEEKEND = frozenset({5, 6})


def cells(answer: Answer, catalogue: Catalogue) -> tuple[Cell, ...]:
    """Where a question is counted; a crisis nowhere."""
    if answer.outcome is Outcome.CRISIS:
        return ()
    outcome = Cell(Table.OUTCOME, UNKNOWN, answer.outcome.value)
    if answer.outcome in _NO_DEMAND:
        return (outcome,)
    topic = _topic(answer)
    return (outcome, *(Cell(table, topic, value) for table, value in _values(answer, catalogue)))


def age_band(ages: AgeRange | None) -> str:
    """The band that holds the whole range: "6–9"; nothing where it reaches over several."""
    if ages is None or not ages.known:
        return UNKNOWN
    low = ages.low or 0
    high = math.inf if ages.high is None else ages.high
    last = low if high - low <= _A_CLASS else high
    band = bisect(STARTS, low)
    return _BANDS[band - 1] if band == bisect(STARTS, last) else UNKNOWN


def _topic(answer: Answer) -> str:
    """The main topic of the best match."""
    topics = answer.matches[0].offer.topics if answer.matches else ()
    return topics[0] if topics else UNKNOWN


def _values(answer: Answer, catalogue: Catalogue) -> Iterator[tuple[Table, str]]:
    """At least one value for each table, so that each of them counts every question."""
    asked = answer.understanding
    yield Table.AGE, age_band(asked.ages)
    for group in sorted(asked.groups) or [UNKNOWN]:
        yield Table.GROUP, group
    yield Table.PLACE, asked.place if _is_known(asked.place, catalogue) else UNKNOWN
    for time in tuple(_times(asked.time or TimeWish())) or (UNKNOWN,):
        yield Table.TIME, time


def _is_known(place: str, catalogue: Catalogue) -> bool:
    """Free words are never counted, whoever filled in the understanding."""
    if not place or place == ONLINE:
        return bool(place)
    return any(place in (one.place.city, one.place.district) for one in catalogue.offers)


def _times(wish: TimeWish) -> Iterator[str]:
    """Never a single day: it would tell more about somebody than about demand."""
    if wish.days - _WEEKEND:
        yield "weekday"
    if wish.days & _WEEKEND:
        yield "weekend"
    yield from sorted(part.value for part in wish.parts)
    if wish.holidays:
        yield "holidays"
