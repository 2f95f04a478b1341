"""Which offers fit what is asked for: by the rules that answer questions, too. Unknown is not no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.catalogue.offers import Fit, Offer
from bot.catalogue.snapshot import Catalogue
from bot.gaps.values import Dimension, Supply
from bot.matching.answer import Daytime, TimeWish, Understanding
from bot.matching.rules import fits
from bot.wishes.wish import Place

Rule = Callable[[Offer], Fit]

TIMES = {
    "daytime": TimeWish(parts=frozenset({Daytime.MORNING, Daytime.AFTERNOON})),
    "evening": TimeWish(parts=frozenset({Daytime.EVENING})),
    "weekend": TimeWish(days=frozenset({5, 6})),
    "holidays": TimeWish(holidays=True),
}
"""The times of day that demand is told apart by."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """Two sets of offers, one bit for each: those that surely fit, and those that may."""

    sure: int
    possible: int

    def __and__(self, other: Fitting) -> Fitting:
        return Fitting(self.sure & other.sure, self.possible & other.possible)

    @property
    def supply(self) -> Supply:
        sure = self.sure.bit_count()
        return Supply(sure, self.possible.bit_count() - sure)


@dataclass(frozen=True)
class Shelf:
    """The offers of a catalogue, judged value by value and once each."""

    catalogue: Catalogue
    _judged: dict[tuple[Dimension, str], Fitting] = field(default_factory=dict)

    @property
    def all(self) -> Fitting:
        everything = (1 << len(self.catalogue.offers)) - 1
        return Fitting(everything, everything)

    def fitting(self, dimension: Dimension, value: str) -> Fitting:
        """The offers that do not rule out this value; all where nothing definite was named."""
        at = dimension, value
        if at not in self._judged:
            rule = self._rule(dimension, value)
            self._judged[at] = self.all if rule is None else self._judge(rule)
        return self._judged[at]

    def offers(self, fitting: Fitting) -> tuple[list[Offer], list[Offer]]:
        """Those that surely fit, and those that leave it open."""
        held: tuple[list[Offer], list[Offer]] = ([], [])
        for place, offer in enumerate(self.catalogue.offers):
            if fitting.possible >> place & 1:
                held[0 if fitting.sure >> place & 1 else 1].append(offer)
        return held

    def _judge(self, rule: Rule) -> Fitting:
        sure = possible = 0
        for place, offer in enumerate(self.catalogue.offers):
            fit = rule(offer)
            sure |= (fit is Fit.FITS) << place
            possible |= (fit is not Fit.DIFFERS) << place
        return Fitting(sure, possible)

    def _rule(self, dimension: Dimension, value: str) -> Rule | None:
        town = self.catalogue.town
        match dimension:
            case Dimension.TOPIC:
                topics = {value} if value else set()
                return lambda offer: _is_of(offer, topics)
            case Dimension.AREA:
                topics = {one.id for one in town.topics if value and one.area == value}
                return lambda offer: _is_of(offer, topics)
            case Dimension.PLACE if value == Place.TOWN:
                return _in_town
        wanted = self._wanted(dimension, value)
        return None if wanted is None else lambda offer: _fit(offer, wanted)

    def _wanted(self, dimension: Dimension, value: str) -> Understanding | None:
        town = self.catalogue.town
        match dimension:
            case Dimension.AGE:
                band = next((one for one in town.bands if one.id == value), None)
                return Understanding("", ages=band.ages) if band else None
            case Dimension.GROUP if any(one.id == value for one in town.target_groups):
                return Understanding("", groups=frozenset({value}))
            case Dimension.PLACE if value:
                return Understanding("", place=value)
            case Dimension.TIME if value in TIMES:
                return Understanding("", time=TIMES[value])
            case Dimension.LANGUAGE if value:
                return Understanding("", language=value)
        return None


def _is_of(offer: Offer, topics: set[str]) -> Fit:
    """Without a topic are offers that have none."""
    fitting = not topics.isdisjoint(offer.topics) if topics else not offer.topics
    return Fit.FITS if fitting else Fit.DIFFERS


def _in_town(offer: Offer) -> Fit:
    """Whatever states a place is somewhere one can go to."""
    place = offer.place
    stated = place.venue or place.street or place.district or place.city
    return Fit.FITS if stated else Fit.UNKNOWN


def _fit(offer: Offer, wanted: Understanding) -> Fit:
    found = {fit for _, fit in fits(offer, wanted)}
    return next((fit for fit in (Fit.DIFFERS, Fit.UNKNOWN) if fit in found), Fit.FITS)
