"""For which ages a topic is, by what its offers say of themselves; those that say nothing count for none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalogue.offers import AgeRange, Fit, Offer
from bot.catalogue.snapshot import Catalogue
from bot.matching.rules import EVERYONE, GROUP_AGES, stated

_VAGUE = 0.1
"""How much the name of a target group counts, beside an age in years."""


@dataclass(slots=True)
class Typical:
    """How many offers of a topic there are, how many say an age, and how many take this one.

    Some say it in years, others by the names of target groups, which are vague.
    """

    offers: int = 0
    in_years: int = 0
    taking: int = 0
    by_group: int = 0
    taking_group: int = 0

    @property
    def likely(self) -> float:
        """Between 0 and 1; a half where no offer says an age."""
        taking = self.taking + _VAGUE * self.taking_group
        said = self.in_years + _VAGUE * self.by_group
        return (taking + 1) / (said + 2)

    @property
    def is_for_others(self) -> bool:
        """Whether most offers say whom they are for, and every one of them means others."""
        said = self.in_years + self.by_group
        return 2 * said > self.offers and not self.taking and not self.taking_group

    def count(self, offer: Offer, ages: AgeRange) -> None:
        years, groups = stated(offer), _spans(offer)
        self.offers += 1
        if years.known:
            self.in_years += 1
            self.taking += years.fit(ages) is not Fit.DIFFERS
        elif groups:
            self.by_group += 1
            self.taking_group += any(span.fit(ages) is not Fit.DIFFERS for span in groups)


def typical(catalogue: Catalogue, ages: AgeRange) -> Mapping[str, Typical]:
    """What each topic, by its id, is for somebody so old."""
    found: defaultdict[str, Typical] = defaultdict(Typical)
    for offer in catalogue.offers:
        for topic in offer.topics:
            found[topic].count(offer, ages)
    return found


def _spans(offer: Offer) -> list[AgeRange]:
    """What its target groups say of age; parents and the like say nothing of it."""
    if EVERYONE in offer.target_groups:
        return []
    return [GROUP_AGES[group] for group in offer.target_groups if group in GROUP_AGES]
