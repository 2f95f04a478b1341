"""Age bands, in which figures are told: ages of single people are nobody's business."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.catalogue.folder import folder_with
from bot.catalogue.offers import AgeRange
from bot.catalogue.problems import Problem
from bot.catalogue.sheets import entries

_FILE = "age_bands.csv"

_A_CLASS = 1
"""Pupils of one class are two ages; they count where the younger ones belong."""


@dataclass(frozen=True, slots=True)
class Band:
    """Whole years of life, both ends within; an end that is None is open."""

    id: str
    names: Mapping[str, str]
    ages: AgeRange

    def holds(self, low: float, high: float) -> bool:
        end = math.inf if self.ages.high is None else self.ages.high + 1
        return (self.ages.low or 0) <= low and (high < end or end == math.inf)


def band_of(ages: AgeRange | None, bands: Iterable[Band]) -> str:
    """The id of the first band that holds the whole range; empty where none does."""
    if ages is None or not ages.known:
        return ""
    low = ages.low or 0
    high = math.inf if ages.high is None else ages.high
    last = low if high - low <= _A_CLASS else high
    return next((band.id for band in bands if band.holds(low, last)), "")


def read_bands(folder: Traversable, problems: list[Problem]) -> tuple[Band, ...]:
    """In the order of the file: first the narrow ones, then those for wider ranges."""
    ours = folder_with(folder, _FILE)
    return tuple(
        Band(entry.get("id"), entry.names(), AgeRange(entry.age("age_min"), entry.age("age_max")))
        for entry in entries(ours, _FILE, ("id", "de", "en", "age_min", "age_max"), problems)
    )
