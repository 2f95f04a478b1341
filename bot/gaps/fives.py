"""What leaves the office: figures of closed months, in whole fives.

A month is closed once. Then its cases join those of earlier months that were not published yet,
and as many fives as they fill are published: first told apart by wishes and questions, then by
Bildungsbereich, by topic, and within each topic by age, by target group, by place, by time, by
language and by way, every five going to where the most cases wait. What fills no five waits for the
next month: a five belongs to the month that fills it. Every published table is a sum of these
fives, so each cell, each margin, and each difference of such sums, also between two exports or two
months, is nothing or at least five. More than that: had the cases of every month been exactly the
published ones, the very same figures would have been published, so nobody who has all of them can
tell that some five were fewer. Published figures are rounded: a total is less than five below the
truth, a single cell may lie a little above it or below.

Questions that had an answer, and wishes that got one, are published in fives of their own. Months
that were closed before ways were told apart have none of these figures, and never get them: their
cases came by no way that is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from bot.catalogue.town import Town
from bot.gaps.cases import SUPPORT, UNKNOWN, Case, value
from bot.gaps.values import Dimension
from bot.storage.gaps import Place

FIVE = 5

DIMENSIONS = (
    Dimension.AGE,
    Dimension.GROUP,
    Dimension.PLACE,
    Dimension.TIME,
    Dimension.LANGUAGE,
    Dimension.WAY,
)
"""By each of these a topic's figures are told apart, by one at a time."""


class Part(StrEnum):
    WISHED = "wished"
    """Wishes and supports of them."""
    ASKED = "asked"
    """Questions that no offer answered."""
    FOUND = "found"
    """Questions that had a fitting offer."""
    ANSWERED = "answered"
    """Wishes that got an answer, by what it says."""


TOLD_APART = (Part.WISHED, Part.ASKED)
"""What stands in tables; the others are told apart by one thing at most."""


Figures = Mapping[Place, int]
"""Published figures: whole fives. Those of a topic add up to the same in every dimension."""


def added_up(months: Iterable[Figures]) -> Figures:
    found = Counter[Place]()
    for figures in months:
        found.update(figures)
    return found


def fresh(cases: Iterable[Case], published: Figures, town: Town) -> Figures:
    """The fives that cases fill beside what was published of them before, with ways."""
    waiting = _waiting(cases, published)
    areas = {topic.id: topic.area for topic in town.topics}
    found: dict[Place, int] = {}
    for part, topic, fives in _by_topic(waiting, areas):
        for dimension in DIMENSIONS:
            pools = waiting[part, topic][dimension]
            for of, number in share(pools, fives).items():
                found[Place(part, topic, dimension, of)] = FIVE * number
    return found


_Topic = tuple[str, str]
_Waiting = Mapping[_Topic, Mapping[Dimension, Mapping[str, int]]]


def _waiting(cases: Iterable[Case], published: Figures) -> _Waiting:
    """How many cases of each part and topic wait, by dimension and value; below 0: published ahead."""
    found: defaultdict[_Topic, defaultdict[Dimension, Counter[str]]]
    found = defaultdict(lambda: defaultdict(Counter))
    for case in cases:
        named = [(one, value(case, one)) for one in DIMENSIONS if one is not Dimension.WAY]
        for part, way, number in _parts(case):
            for dimension, of in (*named, (Dimension.WAY, way)):
                found[part, case.topic][dimension][of] += number
    for at, number in published.items():
        if at.part in TOLD_APART:
            found[at.part, at.topic][Dimension(at.dimension)][at.value] -= number
    return found


def _parts(case: Case) -> Iterator[tuple[str, str, int]]:
    """What a case is made of: the part, the way it came, and how many."""
    source = case.source or UNKNOWN
    if case.wishes:
        yield Part.WISHED, source, case.wishes
    if case.supports:
        yield Part.WISHED, SUPPORT if source else UNKNOWN, case.supports
    if case.questions:
        yield Part.ASKED, source, case.questions


def _by_topic(waiting: _Waiting, areas: Mapping[str, str]) -> Sequence[tuple[str, str, int]]:
    """Parts and topics with the number of fives that each is given."""
    pools = {at: sum(held[DIMENSIONS[0]].values()) for at, held in waiting.items()}
    by_area: defaultdict[tuple[str, str], dict[_Topic, int]] = defaultdict(dict)
    for (part, topic), number in pools.items():
        by_area[part, areas.get(topic, "")][part, topic] = number
    by_part: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for at, held in by_area.items():
        by_part[at[0]][at] = sum(held.values())
    parts = {part: sum(held.values()) for part, held in by_part.items()}
    return [
        (*topic, fives)
        for part, of_part in share(parts, sum(parts.values()) // FIVE).items()
        for area, of_area in share(by_part[part], of_part).items()
        for topic, fives in share(by_area[area], of_area).items()
    ]


def more(counted: Mapping[Part, Mapping[str, int]], published: Figures) -> Figures:
    """The fives that counts fill which no table tells apart, beside what was published of them."""
    found: dict[Place, int] = {}
    for part, pools in counted.items():
        waiting = Counter(pools)
        waiting.subtract({at.value: n for at, n in published.items() if at.part == part})
        for of, number in share(waiting, sum(waiting.values()) // FIVE).items():
            found[Place(part, UNKNOWN, UNKNOWN, of)] = FIVE * number
    return found


K = TypeVar("K", bound=Hashable)


def share(pools: Mapping[K, int], fives: int) -> Mapping[K, int]:
    """How many fives each pool is given: one by one to the pool in which the most wait then."""
    left, given = dict(pools), Counter[K]()
    order = sorted(left, key=str)
    for _ in range(fives):
        largest = max(order, key=lambda one: left[one])
        left[largest] -= FIVE
        given[largest] += 1
    return given


def with_ways(published: Figures) -> Figures:
    """What was published before ways were told apart came by none that is known."""
    found = Counter(published)
    for at, number in published.items():
        sign = _SIGNS.get(at.dimension, 0)
        found[Place(at.part, at.topic, Dimension.WAY, UNKNOWN)] += sign * number
    return +found


_SIGNS: Mapping[str, int] = {Dimension.AGE: 1, Dimension.WAY: -1}
