"""What pictures and reports are made of: published figures, and the list of offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.catalogue.snapshot import Catalogue
from bot.gaps import naming
from bot.gaps.findings import Findings
from bot.gaps.release import Released
from bot.gaps.table import gap_table
from bot.gaps.values import Dimension, GapTable
from bot.i18n import DEFAULT, say_in

SAY = say_in(DEFAULT)
"""Pictures and reports are read in the town, in German."""


@dataclass(frozen=True)
class Drawn:
    """`today` is the day that stands on all of it."""

    released: Released
    catalogue: Catalogue
    findings: Findings
    today: date

    @cached_property
    def table(self) -> GapTable:
        """Topics by ages."""
        return self.by(Dimension.AGE)

    def by(self, dimension: Dimension) -> GapTable:
        """Topics by another dimension."""
        town = self.catalogue.town
        evidence = self.released.evidence(town, dimension, self.findings)
        return gap_table(evidence, self.catalogue, (Dimension.TOPIC, dimension))

    def named(self, dimension: Dimension, value: str) -> str:
        return naming.value(SAY, self.catalogue.town, dimension, value)

    @property
    def period(self) -> str:
        """In words."""
        period = self.released.period
        return SAY.text(
            "{since} to {until}", since=SAY.day(period.since), until=SAY.day(period.until)
        )

    def source(self, cases: int) -> str:
        """Who says it, how many cases it is made of, and when."""
        return SAY.text(
            "Source: Bildungslotse {town}, closed months. {number} cases, in whole fives. "
            "Date: {day}.",
            town=self.catalogue.town.name,
            number=SAY.number(cases),
            day=SAY.day(self.today),
        )
