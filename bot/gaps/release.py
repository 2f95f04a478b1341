"""What is published of closed months, and the closing of a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.catalogue.town import Town
from bot.gaps import cases as stored
from bot.gaps.cases import SUPPORT, UNKNOWN, Case
from bot.gaps.findings import Findings
from bot.gaps.fives import TOLD_APART, Figures, Part, added_up, fresh, more, with_ways
from bot.gaps.period import MONTHS, Period, closed, earlier
from bot.gaps.table import Evidence
from bot.gaps.values import Dimension
from bot.matching.answer import Outcome
from bot.storage import counts, gaps
from bot.storage.gaps import Place
from bot.storage.units import Db
from bot.wishes.wish import Source, Status

FOUND = Outcome.MATCH.value


@dataclass(frozen=True, slots=True)
class Released:
    """All that is published of a period."""

    period: Period
    months: Mapping[date, Figures]

    @property
    def figures(self) -> Figures:
        return added_up(self.months.values())

    def told(self, part: Part, by: str = UNKNOWN, month: date | None = None) -> Mapping[str, int]:
        """A part by one dimension, or by what it is told apart by alone; of a month or of all."""
        figures = self.figures if month is None else self.months.get(month, {})
        found = Counter[str]()
        for at, number in figures.items():
            if (at.part, at.dimension) == (part, by):
                found[at.value] += number
        return found

    def total(self, part: Part, month: date | None = None) -> int:
        """Cases of a part, of a month or of all."""
        by = Dimension.AGE if part in TOLD_APART else UNKNOWN
        return sum(self.told(part, by, month).values())

    def evidence(self, town: Town, dimension: Dimension, findings: Findings) -> Evidence:
        """The same as cases, for tables of topics or areas by this dimension.

        Supports are told apart from wishes by way alone. What staff found out stands beside ages
        alone.
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

    way = of(Dimension.WAY)
    wished = number if at.part == Part.WISHED else 0
    return Case(
        month=month,
        area=area,
        topic=at.topic,
        age=of(Dimension.AGE),
        group=of(Dimension.GROUP),
        place=of(Dimension.PLACE),
        time=of(Dimension.TIME),
        language=of(Dimension.LANGUAGE),
        wishes=0 if way == SUPPORT else wished,
        supports=wished if way == SUPPORT else 0,
        questions=number if at.part == Part.ASKED else 0,
        source=None if way == UNKNOWN else Source.CHAT if way == SUPPORT else Source(way),
    )


def due(db: Db, today: date) -> Sequence[date]:
    """The months that are over and not closed yet, in the order in which they must be."""
    period, last = closed(today), gaps.last_closed(db)
    first = period.since if last is None else max(period.since, earlier(last, -1))
    return Period(first, period.before).months


def close(db: Db, town: Town, timezone: ZoneInfo, month: date) -> None:
    """Publish what the cases up to the end of a month fill. Done before, it changes nothing."""
    if gaps.close(db, month):
        after = earlier(month, -1)
        window = Period(earlier(after, MONTHS), after)
        before = gaps.released(db, window.since, window.before)
        untold = _untold(before)
        published = with_ways(added_up(before.values()))
        found = _since(stored.cases(stored.rows(db, timezone, window), town, timezone), untold)
        told = Period(max(window.since, untold), window.before)
        new = {**fresh(found, published, town), **more(_answers(db, timezone, told), published)}
        gaps.release(db, month, new)


def published(db: Db, period: Period) -> Released:
    """All that is published of these months."""
    months = gaps.released(db, period.since, period.before)
    return Released(period, {month: with_ways(figures) for month, figures in months.items()})


def _untold(months: Mapping[date, Figures]) -> date:
    """The first month from which on ways are told apart."""
    dimensions = {month: {at.dimension for at in held} for month, held in months.items()}
    old = (m for m, of in dimensions.items() if Dimension.AGE in of and Dimension.WAY not in of)
    return max((earlier(month, -1) for month in old), default=date.min)


def _since(cases: Iterable[Case], told: date) -> Sequence[Case]:
    """The same, but that older ones came by no way that is known."""
    return [one if one.month >= told else replace(one, source=None) for one in cases]


def _answers(db: Db, timezone: ZoneInfo, period: Period) -> Mapping[Part, Mapping[str, int]]:
    outcomes = counts.outcomes(db, period.since, period.before)
    decided = gaps.decided(db, *period.moments(timezone), Status.ARRIVED)
    return {Part.FOUND: {FOUND: outcomes.get(FOUND, 0)}, Part.ANSWERED: decided}
