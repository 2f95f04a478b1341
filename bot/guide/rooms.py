"""From choices to offers: who an offer fits is decided by the rules that answer questions, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.guide import Stage, Whom
from bot.catalogue.offers import AgeRange, Fit, Offer
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Topic
from bot.guide.choices import NO_FILTERS, Choices, Filters, place_key
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

_FEW = 2
"""So many more that do not fit keep a topic of one or two offers from the top."""

NO_CHILD = 16

_FILTERED = frozenset({Aspect.TIME, Aspect.PRICE, Aspect.PLACE, Aspect.ACCESS})

PLACES = 4
"""Towns to choose from, the ones with the most offers first."""


@dataclass(frozen=True, slots=True)
class Option:
    """A filter on offer: what choosing it leads to, how many fit for sure, and of how many it is unknown.

    `chosen` says that it holds already; choosing it again takes it away.
    """

    filters: Filters
    aspect: Aspect
    time: TimeWish | None = None
    place: str = ""
    sure: int = 0
    unknown: int = 0
    chosen: bool = False

    def changes_nothing(self, shown: int) -> bool:
        """Whether all of the results shown would stay, none of them with a question mark."""
        return self.sure == shown and not self.unknown


@dataclass(frozen=True, slots=True)
class Standing:
    """What choices mean in the catalogue as it is today.

    Keys that lead nowhere any more are None, and `lost` says so.
    """

    choices: Choices
    whom: Whom | None = None
    stage: Stage | None = None
    topic: Topic | None = None
    lost: bool = False

    @property
    def before(self) -> Choices:
        """One question back; who was not asked for an age is not asked on the way back, either."""
        before = self.choices.before
        skipped = before.whom is not None and not before.aged and not self._has_stages
        return Choices() if skipped else before

    @property
    def asks_age(self) -> bool:
        """Whether an age is the next answer."""
        return self._has_stages and not self.choices.aged

    @property
    def speaks_a_child(self) -> bool:
        """Whether somebody says to be under 16 themselves."""
        ages = _ages(self) if self.choices.aged else None
        high = ages.high if ages else None
        themselves = self.whom is not None and self.whom.themselves
        return themselves and high is not None and high < NO_CHILD

    def takes(self, years: AgeRange) -> bool:
        """Whether people of such an age can be meant."""
        whom = self.whom
        spans = [whom.ages, *(stage.ages for stage in whom.stages)] if whom else []
        return not spans or any(span.fit(years) is not Fit.DIFFERS for span in spans)

    @property
    def _has_stages(self) -> bool:
        return self.whom is not None and bool(self.whom.stages)


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics that hold offers for somebody, each with how many, and the number of all offers."""

    total: int
    counted: tuple[tuple[Topic, int], ...]


def stand(catalogue: Catalogue, choices: Choices) -> Standing:
    """Forgets what is no longer there, with everything that was chosen after it."""
    town = catalogue.town
    whom = next((one for one in town.guide if one.key == choices.whom), None)
    if choices.whom and whom is None:
        return Standing(Choices(), lost=True)
    stages = {stage.key: stage for one in town.guide for stage in one.stages}
    stage = stages.get(choices.stage or 0)
    if choices.stage and stage is None:
        return Standing(Choices(choices.whom), whom, lost=True)
    topic = next((one for one in town.topics if one.key == choices.topic), None)
    if choices.topic and (topic is None or topic.id not in catalogue.by_topic):
        kept = Choices(choices.whom, choices.stage, choices.years)
        return Standing(kept, whom, stage, lost=True)
    if choices.whom is not None and not choices.aged and not (whom and whom.stages):
        choices = replace(choices, stage=0)
    return Standing(choices, whom, stage, topic)


def results(catalogue: Catalogue, standing: Standing) -> tuple[Match, ...]:
    """Offers that differ in nothing; those that do as the filters want come first, then what fits best."""
    filters = standing.choices.filters
    found = _fitting(_offers(catalogue, standing), _understanding(standing, filters), filters.place)
    return tuple(sorted(found, key=lambda one: (not is_sure(one), -one.score, len(one.unknown))))


def is_sure(match: Match) -> bool:
    """Whether nothing that a filter asks for is left open."""
    return _FILTERED.isdisjoint(match.unknown)


def topics(catalogue: Catalogue, standing: Standing) -> Topics:
    """The topics that hold something made for these people, the most fitting ones first."""
    wanted = _understanding(standing, NO_FILTERS)
    found = list(_fitting(catalogue.offers, wanted))
    often = Counter(topic for match in found for topic in match.offer.topics)
    sure = Counter(
        topic for match in found if Aspect.GROUP in match.fits for topic in match.offer.topics
    )
    # Without any, nobody stated whom the offers are for: then each topic may hold something.
    listed = sure or often
    there = [topic for topic in catalogue.town.topics if listed[topic.id]]
    there.sort(key=lambda topic: -sure[topic.id] / (often[topic.id] + _FEW))
    return Topics(len(found), tuple((topic, often[topic.id]) for topic in there))


def is_inhabited(catalogue: Catalogue, standing: Standing) -> bool:
    """Whether there is any offer for these people."""
    wanted = _understanding(standing, NO_FILTERS)
    return any(True for _ in _fitting(catalogue.offers, wanted))


def options(catalogue: Catalogue, standing: Standing) -> list[Option]:
    """Filters that would change the results and leave some, and those that are chosen."""
    now, shown = standing.choices.filters, len(results(catalogue, standing))
    everything = _understanding(standing, NO_FILTERS)
    offers = [match.offer for match in _fitting(_offers(catalogue, standing), everything)]
    counted = (
        option if option.chosen else _counted(option, offers)
        for option in _all_options(offers, now)
    )
    return [one for one in counted if one.chosen or (one.sure and not one.changes_nothing(shown))]


def place_name(catalogue: Catalogue, key: str) -> str:
    """The place of a key; nothing where no offer is there any more."""
    names = (ONLINE, *dict.fromkeys(offer.place.city for offer in catalogue.offers))
    return next((name for name in names if name and place_key(name) == key), "")


def _all_options(offers: Sequence[Offer], now: Filters) -> Iterator[Option]:
    yield Option(replace(now, free=not now.free), Aspect.PRICE, chosen=now.free)
    yield Option(replace(now, access=not now.access), Aspect.ACCESS, chosen=now.access)
    for number, time in enumerate(TIMES):
        chosen = now.time == number
        filters = replace(now, time=None if chosen else number)
        yield Option(filters, Aspect.TIME, time, chosen=chosen)
    cities = Counter(offer.place.city for offer in offers if offer.place.city)
    for place in (*(name for name, _ in cities.most_common(PLACES)), ONLINE):
        key = place_key(place)
        chosen = now.place == key
        filters = replace(now, place="" if chosen else key)
        yield Option(filters, Aspect.PLACE, place=place, chosen=chosen)


def _counted(option: Option, offers: Sequence[Offer]) -> Option:
    left = list(_fitting(offers, _filtering(option.filters), option.filters.place))
    sure = sum(option.aspect in match.fits for match in left)
    return replace(option, sure=sure, unknown=len(left) - sure)


def _offers(catalogue: Catalogue, standing: Standing) -> Sequence[Offer]:
    topic = standing.topic
    return catalogue.by_topic.get(topic.id, ()) if topic else catalogue.offers


def _fitting(offers: Iterable[Offer], wanted: Understanding, place: str = "") -> Iterator[Match]:
    for offer in offers:
        judged = dict(fits(offer, wanted))
        if place:
            judged[Aspect.PLACE] = _place(offer, place)
        if Fit.DIFFERS not in judged.values():
            fitting = tuple(aspect for aspect, fit in judged.items() if fit is Fit.FITS)
            unknown = tuple(aspect for aspect, fit in judged.items() if fit is Fit.UNKNOWN)
            yield Match(offer, float(len(fitting)), fitting, unknown)


def _place(offer: Offer, key: str) -> Fit:
    """A town is chosen from a list here: whoever states another one is not there."""
    if key == place_key(ONLINE):
        return place_fit(offer, ONLINE)
    if not offer.place.city:
        return Fit.UNKNOWN
    return Fit.FITS if place_key(offer.place.city) == key else Fit.DIFFERS


def _understanding(standing: Standing, filters: Filters) -> Understanding:
    groups = standing.whom.groups if standing.whom else frozenset()
    return replace(_filtering(filters), ages=_ages(standing), groups=groups)


def _filtering(filters: Filters) -> Understanding:
    time = TIMES[filters.time] if filters.time is not None and filters.time < len(TIMES) else None
    return Understanding("", time=time, price=0.0 if filters.free else None, access=filters.access)


def _ages(standing: Standing) -> AgeRange | None:
    if standing.choices.years is not None:
        return standing.choices.years
    if standing.stage is not None:
        return standing.stage.ages
    return standing.whom.ages if standing.whom and standing.whom.ages.known else None
