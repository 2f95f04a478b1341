"""All that the report of a quarter says, read at one moment: figures, no words and no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.catalogue.snapshot import Catalogue
from bot.gaps import findings, release
from bot.gaps.findings import Findings
from bot.gaps.release import Released
from bot.report.drawn import Drawn
from bot.report.quarter import Quarter, year_to
from bot.storage import gaps
from bot.storage.units import Db
from bot.storage.worked import Worked, worked


@dataclass(frozen=True, slots=True)
class State:
    """How much the list of offers knows: offers of which each is stated, confirmed ones, providers."""

    offers: int
    ages: int
    prices: int
    schedules: int
    contacts: int
    confirmed: int
    providers: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the database has for a report. `since` is the first month that figures were published of."""

    quarter: Released
    year: Released
    findings: Findings
    closed: Sequence[date]
    worked: Sequence[Worked]
    since: date | None


@dataclass(frozen=True, slots=True)
class Report:
    """The quarter as far as its months are over, and the twelve months to its last such month."""

    asked_for: Quarter
    quarter: Drawn
    year: Drawn
    closed: Sequence[date]
    worked: Sequence[Worked]
    state: State
    since: date | None

    @property
    def today(self) -> date:
        return self.quarter.today

    @property
    def unknown(self) -> Sequence[date]:
        """Months of the quarter that are not closed yet, or never were."""
        return [one for one in self.asked_for.period.months if one not in self.closed]


def find(db: Db, timezone: ZoneInfo, quarter: Quarter, today: date) -> Found | None:
    """None where no month of the quarter is closed."""
    over = quarter.over(today)
    closed = gaps.closed(db, over.since, over.before) if over else ()
    if over is None or not closed:
        return None
    return Found(
        release.published(db, over),
        release.published(db, year_to(over.before)),
        findings.read(db),
        closed,
        worked(db, *over.moments(timezone)),
        gaps.first_released(db),
    )


def report(found: Found, catalogue: Catalogue, quarter: Quarter, today: date) -> Report:
    return Report(
        quarter,
        Drawn(found.quarter, catalogue, found.findings, today),
        Drawn(found.year, catalogue, found.findings, today),
        found.closed,
        found.worked,
        state(catalogue),
        found.since,
    )


def state(catalogue: Catalogue) -> State:
    offers = catalogue.offers
    return State(
        len(offers),
        sum(one.ages.known for one in offers),
        sum(bool(one.price) for one in offers),
        sum(bool(one.schedule) for one in offers),
        sum(one.contact.reachable for one in offers),
        sum(one.confirmed_on is not None for one in offers),
        len({one.provider.id for one in offers if one.provider}),
    )
