"""From choices to what they lead to: topics, offers, and the filters that would narrow these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.guide import Stage, Whom
from bot.catalogue.offers import AgeRange, Fit, Offer
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Topic
from bot.guide.choices import NO_FILTERS, Choices, Filters, place_key
from bot.guide.fitting import TIMES, for_people, is_sure, narrowed
from bot.guide.typical import typical
from bot.matching.answer import Aspect, Match, TimeWish
from bot.matching.places import ONLINE

_FEW = 2
"""So many more that do not fit keep a topic of one or two offers from the top."""

NO_CHILD = 16

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
    found, filters = _about(catalogue, standing), standing.choices.filters
    if filters != NO_FILTERS:
        found = narrowed(found, filters)
    return tuple(sorted(found, key=lambda one: (not is_sure(one), -one.score, len(one.unknown))))


def number(catalogue: Catalogue, standing: Standing) -> int:
    """How many results there are."""
    found = _about(catalogue, standing)
    return sum(1 for _ in narrowed(found, standing.choices.filters))


def topics(catalogue: Catalogue, standing: Standing) -> Topics:
    """The topics that hold something made for these people, the most fitting ones first.

    A topic that is for people of another age is left out, whatever in it is for everybody: "show
    all" has it.
    """
    found, ages = _people(catalogue, standing), _asked_age(standing)
    often = Counter(topic for match in found for topic in match.offer.topics)
    sure = Counter(
        topic for match in found if Aspect.GROUP in match.fits for topic in match.offer.topics
    )
    # Without any, nobody stated whom the offers are for: then each topic may hold something.
    listed = sure or often
    there = [topic for topic in catalogue.town.topics if listed[topic.id]]
    made = {topic: listed[topic] / (often[topic] + _FEW) for topic in often}
    if ages is not None:
        of_age = typical(catalogue, ages)
        there = [one for one in there if not of_age[one.id].is_for_others] or there
        made = {topic: share * of_age[topic].likely for topic, share in made.items()}
    if sure or ages is not None:
        there.sort(key=lambda topic: -made[topic.id])
    return Topics(len(found), tuple((topic, often[topic.id]) for topic in there))


def is_inhabited(catalogue: Catalogue, standing: Standing) -> bool:
    """Whether there is any offer for these people."""
    return bool(_people(catalogue, standing))


def options(catalogue: Catalogue, standing: Standing) -> list[Option]:
    """Filters that would change the results and leave some, and those that are chosen."""
    now, shown = standing.choices.filters, number(catalogue, standing)
    found = list(_about(catalogue, standing))
    counted = (
        option if option.chosen else _counted(option, found)
        for option in _all_options([match.offer for match in found], now)
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


def _counted(option: Option, found: Sequence[Match]) -> Option:
    left = list(narrowed(found, option.filters))
    sure = sum(option.aspect in match.fits for match in left)
    return replace(option, sure=sure, unknown=len(left) - sure)


def _about(catalogue: Catalogue, standing: Standing) -> Iterator[Match]:
    """What fits these people, of the topic they chose."""
    topic = standing.topic
    people = _people(catalogue, standing)
    return (match for match in people if topic is None or topic.id in match.offer.topics)


def _people(catalogue: Catalogue, standing: Standing) -> tuple[Match, ...]:
    groups = standing.whom.groups if standing.whom else frozenset[str]()
    return for_people(catalogue, _ages(standing), groups)


def _asked_age(standing: Standing) -> AgeRange | None:
    """The age that somebody typed or chose."""
    if standing.choices.years is not None:
        return standing.choices.years
    return standing.stage.ages if standing.stage else None


def _ages(standing: Standing) -> AgeRange | None:
    asked = _asked_age(standing)
    if asked is not None:
        return asked
    return standing.whom.ages if standing.whom and standing.whom.ages.known else None
