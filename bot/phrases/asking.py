"""For whom one can ask about an offer, how old that person can be, and which request fits."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.catalogue.offers import AgeRange, Offer
from bot.catalogue.phrasebook import OTHER, GroupRule, KindRule, Phrasebook, Whom
from bot.catalogue.town import Town

EVERYBODY = (Whom.SELF, Whom.CHILD, Whom.CARE, Whom.WORK)
AGES = {
    Whom.CHILD: range(18),
    Whom.SELF: range(10, 100),
    Whom.CARE: range(100),
    Whom.WORK: range(0),
}
"""Whole years that can be said; for a group that somebody works with none is."""

_NEUTRAL = KindRule(OTHER)
_NOBODY = GroupRule(())


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom somebody asks, and that person's age in whole years where it is to be said."""

    whom: Whom
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can ask about one offer."""

    town: Town
    offer: Offer

    @property
    def book(self) -> Phrasebook:
        return self.town.phrasebook

    @property
    def rule(self) -> KindRule:
        """The first rule that takes the offer; one that is always right when none does."""
        return next((rule for rule in self.book.rules if _takes(rule, self.offer)), _NEUTRAL)

    def possible(self) -> tuple[Whom, ...]:
        """For whom one can ask, the likeliest first; never empty."""
        groups = [self.book.groups[g] for g in self.offer.target_groups if g in self.book.groups]
        never = {whom for group in groups for whom in group.never}
        likely = dict.fromkeys(whom for group in groups for whom in group.whom) or EVERYBODY
        kept = [whom for whom in likely if whom not in never]
        rule = self.rule
        of_kind = tuple(whom for whom in rule.whom or kept if whom in kept)
        found = of_kind or rule.whom or EVERYBODY
        return tuple(whom for whom in found if self._fits(whom)) or found

    def _fits(self, whom: Whom) -> bool:
        return whom is Whom.WORK or not _years(self.offer.ages).isdisjoint(AGES[whom])

    def ages(self, whom: Whom) -> tuple[int, ...]:
        """The ages to choose from: of those the offer is for, or all where none of them can be."""
        fitting = _years(self._span(whom))
        return tuple(age for age in AGES[whom] if age in fitting) or tuple(AGES[whom])

    def _span(self, whom: Whom) -> AgeRange:
        """The ages that are stated, else those of the target groups for which `whom` asks."""
        if self.offer.ages.known:
            return self.offer.ages
        spans = [
            group.ages
            for group in self.town.target_groups
            if group.id in self.offer.target_groups
            and whom in self.book.groups.get(group.id, _NOBODY).whom
        ]
        lows = [span.low for span in spans if span.low is not None]
        highs = [span.high for span in spans if span.high is not None]
        return AgeRange(
            min(lows) if lows and len(lows) == len(spans) else None,
            max(highs) if highs and len(highs) == len(spans) else None,
        )

    def likely(self, whom: Whom) -> Asking:
        """A child as old as the youngest whom the offer takes; nobody else's age is guessed."""
        stated = whom is Whom.CHILD and self.offer.ages.low is not None
        return Asking(whom, self.ages(whom)[0] if stated else None)


def _takes(rule: KindRule, offer: Offer) -> bool:
    title, registration = offer.title.casefold(), offer.registration.casefold()
    return (
        (not rule.title or any(part in title for part in rule.title))
        and (not rule.topics or not rule.topics.isdisjoint(offer.topics))
        and (not rule.registration or any(part in registration for part in rule.registration))
    )


def _years(ages: AgeRange) -> frozenset[int]:
    """Every whole year of life that belongs to the range."""
    low = 0 if ages.low is None else math.ceil(ages.low)
    high = 99 if ages.high is None else math.floor(ages.high)
    return frozenset(range(low, high + 1))
