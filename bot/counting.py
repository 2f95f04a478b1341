"""What of a question is counted: its outcome, and its topic by what else was asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.catalogue.bands import band_of
from bot.catalogue.snapshot import Catalogue
from bot.matching.answer import Answer, Daytime, Outcome, TimeWish
from bot.matching.places import ONLINE
from bot.matching.topics import topic_of
from bot.storage.counts import Cell, Table
from bot.storage.unanswered import Unanswered

UNKNOWN = ""

SEVERAL = "+"
"""Where a question named more than one, so that it is in one place all the same."""

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


def unanswered(answer: Answer, catalogue: Catalogue) -> Unanswered | None:
    """What a question was about that no offer answers; None for any other."""
    if answer.outcome not in {Outcome.NEAR, Outcome.NONE}:
        return None
    asked = answer.understanding
    return Unanswered(
        topic=topic_of(answer) or UNKNOWN,
        age=band_of(asked.ages, catalogue.town.bands),
        group=_one(asked.groups),
        place=asked.place if _is_known(asked.place, catalogue) else UNKNOWN,
        time=_one(frozenset(_coarse_times(asked.time or TimeWish()))),
    )


def _one(found: Collection[str]) -> str:
    return next(iter(found), UNKNOWN) if len(found) < 2 else SEVERAL


def _topic(answer: Answer) -> str:
    """The main topic of the best match."""
    topics = answer.matches[0].offer.topics if answer.matches else ()
    return topics[0] if topics else UNKNOWN


def _values(answer: Answer, catalogue: Catalogue) -> Iterator[tuple[Table, str]]:
    """At least one value for each table, so that each of them counts every question."""
    asked = answer.understanding
    yield Table.AGE, band_of(asked.ages, catalogue.town.bands)
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


def _coarse_times(wish: TimeWish) -> Iterator[str]:
    """As wishes name them."""
    if wish.days and wish.days <= _WEEKEND:
        yield "weekend"
    if Daytime.EVENING in wish.parts:
        yield "evening"
    if wish.parts - {Daytime.EVENING}:
        yield "daytime"
    if wish.holidays:
        yield "holidays"
