"""The three-valued rules: does an offer fit what was understood, is it unknown, or does it differ?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.offers import AgeRange, Fit, Offer
from bot.matching.ages import ages_of
from bot.matching.answer import Aspect, Understanding
from bot.matching.places import place_fit
from bot.matching.prices import price_fit
from bot.matching.times import time_fit

_ACCESS = {True: Fit.FITS, False: Fit.DIFFERS, None: Fit.UNKNOWN}
EVERYONE = "alle"
GROUP_AGES = {
    "kinder": AgeRange(0, 14),
    "jugendliche": AgeRange(10, 27),
    "erwachsene": AgeRange(16, None),
    "senioren": AgeRange(50, None),
    "fachkraefte": AgeRange(18, None),
    "studierende": AgeRange(17, None),
    "auszubildende": AgeRange(15, None),
    "arbeitsuchende": AgeRange(15, None),
}
"""What the usual target groups say of age, generously; groups that say nothing are left out."""


def fits(offer: Offer, asked: Understanding) -> Iterator[tuple[Aspect, Fit]]:
    """Every aspect that was asked for, with how the offer answers it."""
    if asked.ages is not None:
        yield Aspect.AGE, _age(offer, asked.ages)
    elif asked.from_age is not None and _too_young(offer, asked.from_age):
        yield Aspect.AGE, Fit.DIFFERS
    if asked.groups:
        yield Aspect.GROUP, _group(offer, asked.groups)
    if asked.time is not None:
        yield Aspect.TIME, time_fit(offer.schedule, asked.time)
    if asked.price is not None:
        yield Aspect.PRICE, price_fit(f"{offer.price} {offer.title}", asked.price)
    if asked.place:
        yield Aspect.PLACE, place_fit(offer, asked.place)
    if asked.language:
        yield Aspect.LANGUAGE, Fit.FITS if asked.language in offer.languages else Fit.UNKNOWN
    if asked.access:
        yield Aspect.ACCESS, _ACCESS[offer.accessible]


def _age(offer: Offer, ages: AgeRange) -> Fit:
    if offer.ages.known:
        return offer.ages.fit(ages)
    if stated(offer).fit(ages) is Fit.DIFFERS:
        return Fit.DIFFERS
    return _any(_spans(offer.target_groups), ages)


def stated(offer: Offer) -> AgeRange:
    """The ages in an offer's cells, else those its words speak of: good for ruling out only."""
    return offer.ages if offer.ages.known else ages_of(f"{offer.title}. {offer.description}")


def _too_young(offer: Offer, from_age: float) -> bool:
    """Whether an offer is for children who would not ask for such a thing."""
    return offer.ages.fit(AgeRange(from_age, None)) is Fit.DIFFERS


def _any(spans: list[AgeRange], ages: AgeRange) -> Fit:
    """A group's name is vague: it can rule an age out, but never promise it."""
    ruled_out = bool(spans) and all(span.fit(ages) is Fit.DIFFERS for span in spans)
    return Fit.DIFFERS if ruled_out else Fit.UNKNOWN


def _spans(groups: tuple[str, ...] | frozenset[str]) -> list[AgeRange]:
    """The ages of groups, or nothing when one of them holds people of any age."""
    spans = [GROUP_AGES[group] for group in groups if group in GROUP_AGES]
    return spans if len(spans) == len(groups) else []


def _group(offer: Offer, groups: frozenset[str]) -> Fit:
    asked = _spans(groups)
    ages = stated(offer)
    if asked and all(ages.fit(span) is Fit.DIFFERS for span in asked):
        return Fit.DIFFERS
    if not offer.target_groups:
        return Fit.UNKNOWN
    if EVERYONE in offer.target_groups or groups & set(offer.target_groups):
        return Fit.FITS
    held = _spans(offer.target_groups)
    apart = all(one.fit(other) is Fit.DIFFERS for one in held for other in asked)
    return Fit.DIFFERS if asked and held and apart else Fit.UNKNOWN
