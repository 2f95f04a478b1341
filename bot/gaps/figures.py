"""The figures of a report: what came in by which way, and what is missing in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.catalogue.snapshot import Catalogue
from bot.gaps import table
from bot.gaps.findings import Findings
from bot.gaps.period import Period
from bot.gaps.table import Evidence, Found
from bot.gaps.values import Kind
from bot.matching.answer import Outcome
from bot.storage import counts
from bot.storage.units import Db
from bot.wishes.wish import Source


@dataclass(frozen=True, slots=True)
class Came:
    """What came in by one way: wishes, those of them with an offer now, and supports."""

    wishes: int = 0
    met: int = 0
    supports: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """`questions` are those that could have had an offer, by outcome; `since` the first counted day.

    `kinds` are cases of gaps, `deficits` topics and ages that staff found really missing something.
    """

    period: Period
    since: date | None
    questions: Mapping[Outcome, int]
    came: Mapping[Source, Came]
    kinds: Mapping[Kind, int]
    deficits: int
    offers: int
    with_age: int
    confirmed: int

    @property
    def asked(self) -> int:
        return sum(self.questions.values())

    @property
    def wished(self) -> int:
        return sum(one.wishes for one in self.came.values())

    @property
    def supported(self) -> int:
        return sum(one.supports for one in self.came.values())

    @property
    def cases(self) -> int:
        return sum(self.kinds.values())


ANSWERABLE = (Outcome.MATCH, Outcome.NEAR, Outcome.NONE)
"""Outcomes of questions about offers."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the database has for a report."""

    found: Found
    outcomes: Mapping[str, int]
    first_day: date | None


def count(db: Db, timezone: ZoneInfo, period: Period) -> Counted:
    found = table.find(db, timezone, period)
    outcomes = counts.outcomes(db, period.since, period.before)
    return Counted(found, outcomes, counts.first_day(db))


def figures(counted: Counted, catalogue: Catalogue, timezone: ZoneInfo) -> Figures:
    """For a worker thread."""
    evidence, offers = counted.found.evidence(catalogue.town, timezone), catalogue.offers
    return Figures(
        evidence.period,
        _since(evidence, counted.first_day),
        {one: counted.outcomes.get(one.value, 0) for one in ANSWERABLE},
        {source: _came(evidence, source) for source in Source},
        _kinds(evidence),
        _deficits(evidence.findings),
        len(offers),
        sum(offer.ages.known for offer in offers),
        sum(offer.confirmed_on is not None for offer in offers),
    )


def _since(evidence: Evidence, counted: date | None) -> date | None:
    """The first day of the period of which anything is known; None where nothing is."""
    known = [evidence.since] if evidence.cases else []
    if counted is not None:
        known.append(max(counted, evidence.period.since))
    return min(known, default=None)


def _came(evidence: Evidence, source: Source) -> Came:
    mine = [one for one in evidence.cases if one.wish is not None and one.source is source]
    return Came(len(mine), sum(one.met for one in mine), sum(one.supports for one in mine))


def _kinds(evidence: Evidence) -> Mapping[Kind, int]:
    found = Counter[Kind]()
    for case in table.unmet(evidence, {}):
        found[evidence.findings.of(case)] += case.total
    return found


def _deficits(findings: Findings) -> int:
    return sum(kind is Kind.MISSING for kind in findings.cells.values())
