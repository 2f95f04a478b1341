"""Whom offers fit, and what filters leave of them, by the rules that answer questions, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.catalogue.offers import AgeRange, Fit, Offer
from bot.catalogue.snapshot import Catalogue
from bot.guide.choices import Filters, place_key
from bot.matching.answer import Aspect, Daytime, Match, TimeWish, Understanding
from bot.matching.places import ONLINE, place_fit
from bot.matching.rules import fits

TIMES = (
    TimeWish(parts=frozenset({Daytime.MORNING})),
    TimeWish(parts=frozenset({Daytime.AFTERNOON})),
    TimeWish(parts=frozenset({Daytime.EVENING})),
    TimeWish(days=frozenset({5, 6})),
    TimeWish(holidays=True),
)
"""The times to choose from; a button carries the place in this list."""

_FILTERED = frozenset({Aspect.TIME, Aspect.PRICE, Aspect.PLACE, Aspect.ACCESS})
_PEOPLE = 64
"""Groups of people whose offers are kept at hand."""


@dataclass(frozen=True, slots=True, eq=False)
class _Itself:
    """A catalogue, known by being the same one: comparing its offers would take too long."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


def for_people(
    catalogue: Catalogue, ages: AgeRange | None, groups: frozenset[str]
) -> tuple[Match, ...]:
    """Offers that differ in nothing from who these people are, in the catalogue's order."""
    return _for_people(_Itself(catalogue), ages, groups)


@lru_cache(maxsize=_PEOPLE)
def _for_people(
    itself: _Itself, ages: AgeRange | None, groups: frozenset[str]
) -> tuple[Match, ...]:
    who = Understanding("", ages=ages, groups=groups)
    everybody = (Match(offer, 0.0) for offer in itself.catalogue.offers)
    return tuple(_left(everybody, who, ""))


def narrowed(found: Iterable[Match], filters: Filters) -> Iterator[Match]:
    """What filters leave; what they cannot know stays in, marked."""
    named = filters.time is not None and filters.time < len(TIMES)
    wanted = Understanding(
        "",
        time=TIMES[filters.time or 0] if named else None,
        price=0.0 if filters.free else None,
        access=filters.access,
    )
    return _left(found, wanted, filters.place)


def is_sure(match: Match) -> bool:
    """Whether nothing that a filter asks for is left open."""
    return _FILTERED.isdisjoint(match.unknown)


def _left(found: Iterable[Match], wanted: Understanding, place: str) -> Iterator[Match]:
    """Those that differ in nothing that is wanted; how much fits is their score."""
    for match in found:
        judged = dict(fits(match.offer, wanted))
        if place:
            judged[Aspect.PLACE] = _place(match.offer, place)
        if Fit.DIFFERS not in judged.values():
            fitting = tuple(aspect for aspect, fit in judged.items() if fit is Fit.FITS)
            unknown = tuple(aspect for aspect, fit in judged.items() if fit is Fit.UNKNOWN)
            held = (*match.fits, *fitting)
            yield Match(match.offer, float(len(held)), held, (*match.unknown, *unknown))


def _place(offer: Offer, key: str) -> Fit:
    """A town is chosen from a list here: whoever states another one is not there."""
    if key == place_key(ONLINE):
        return place_fit(offer, ONLINE)
    if not offer.place.city:
        return Fit.UNKNOWN
    return Fit.FITS if place_key(offer.place.city) == key else Fit.DIFFERS
