"""What leaves the office: figures of closed months, in whole fives.

A month is closed once. Then its cases join those of earlier months that were not published yet,
and as many fives as they fill are published: first told apart by wishes and questions, then by
Bildungsbereich, by topic, and within each topic by age, by target group, by place, by time and by
language, every five going to where the most cases wait. What fills no five waits for the next
month. Every published table is a sum of these fives, so each cell, each margin, and each difference
of such sums, also between two exports, is nothing or at least five. More than that: had the cases
of every month been exactly the published ones, the very same figures would have been published,
so nobody who has all of them can tell that some five were fewer. Published figures are rounded:
a total is less than five below the truth, a single cell may lie a little above it or below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.catalogue.town import Town
from bot.gaps import cases as stored
from bot.gaps.cases import UNKNOWN, Case, value
from bot.gaps.findings import Findings
from bot.gaps.period import MONTHS, Period, closed, earlier
from bot.gaps.table import Evidence
from bot.gaps.values import Dimension
from bot.storage import gaps
from bot.storage.gaps import Place
from bot.storage.units import Db

FIVE = 5

DIMENSIONS = (
    Dimension.AGE,
    Dimension.GROUP,
    Dimension.PLACE,
    Dimension.TIME,
    Dimension.LANGUAGE,
)
"""By each of these a topic's figures are told apart, by one at a time."""


class Part(StrEnum):
    WISHED = "wished"
    """Wishes and supports of them."""
    ASKED = "asked"
    """Questions that no offer answered."""


Figures = Mapping[Place, int]
"""Published figures: whole fives. Those of a topic add up to the same in every dimension."""


@dataclass(frozen=True, slots=True)
class Released:
    """All that is published of a period."""

    period: Period
    figures: Figures

    def evidence(self, town: Town, dimension: Dimension, findings: Findings) -> Evidence:
        """The same as cases, for tables of topics or areas by this dimension.

        Supports are told apart from wishes no more. What staff found out stands beside ages alone.
        """
        areas = {topic.id: topic.area for topic in town.topics}
        found = [
            _case(at, number, areas.get(at.topic, UNKNOWN), self.period.since)
            for at, number in self.figures.items()
            if at.dimension == dimension
        ]
        known = findings.cells if dimension is Dimension.AGE else {}
        return Evidence(self.period, found, Findings(known, {}))


def _case(at: Place, number: int, area: str, month: date) -> Case:
    def of(dimension: Dimension) -> str:
        return at.value if at.dimension == dimension else UNKNOWN

    return Case(
        month=month,
        area=area,
        topic=at.topic,
        age=of(Dimension.AGE),
        group=of(Dimension.GROUP),
        place=of(Dimension.PLACE),
        time=of(Dimension.TIME),
        language=of(Dimension.LANGUAGE),
        wishes=number if at.part == Part.WISHED else 0,
        questions=number if at.part == Part.ASKED else 0,
    )


def due(db: Db, today: date) -> Sequence[date]:
    """The months that are over and not closed yet, in the order in which they must be."""
    period, last = closed(today), gaps.last_closed(db)
    month = period.since if last is None else max(period.since, earlier(last, -1))
    months = []
    while month < period.before:
        months.append(month)
        month = earlier(month, -1)
    return months


def close(db: Db, town: Town, timezone: ZoneInfo, month: date) -> None:
    """Publish what the cases up to the end of a month fill. Done before, it changes nothing."""
    if gaps.close(db, month):
        after = earlier(month, -1)
        window = Period(earlier(after, MONTHS), after)
        found = stored.cases(stored.rows(db, timezone, window), town, timezone)
        gaps.release(db, month, fresh(found, gaps.released(db, window.since), town))


def published(db: Db, today: date) -> Released:
    """All that is published of the last twelve months that are over."""
    period = closed(today)
    return Released(period, gaps.released(db, period.since))


def fresh(cases: Iterable[Case], published: Figures, town: Town) -> Figures:
    """The fives that cases fill beside what was published of them before."""
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
        wanted = {Part.WISHED: case.wishes + case.supports, Part.ASKED: case.questions}
        for part, number in wanted.items():
            if number:
                for dimension in DIMENSIONS:
                    found[part, case.topic][dimension][value(case, dimension)] += number
    for at, number in published.items():
        found[at.part, at.topic][Dimension(at.dimension)][at.value] -= number
    return found


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
