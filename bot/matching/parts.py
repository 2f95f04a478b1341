"""Takes a question apart into the things it speaks of, each with the ways to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.matching.concepts import Concept, Concepts, Found, Kind, Said, Stems, grouped
from bot.matching.glossary import STAGE, WEAK, Glossary
from bot.matching.index import Index
from bot.matching.stems import stem
from bot.matching.vocabulary import Reading, Vocabulary
from bot.matching.words import Words

_TARGET = 0.7
_UNKNOWN, _UNKNOWN_FOREIGN, _CONCEPT = 0.7, 0.15, 0.8
_GROUP = 0.8
_CHATTY = 4
_OF_SMALL_WORDS = (Kind.SMALLTALK, Kind.DISTRESS)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a question speaks of. `importance` is how much it counts, `factor` how much less than usual.

    `known` says that we know the word, `kind` that a curated concept was recognised. `places` are those
    of its words in the question, `own` are their stems as typed or repaired,
    `compounds` those of them that stand whole in the catalogue.
    `near` is what lies next to it, for when nothing holds the thing itself.
    """

    readings: tuple[Reading, ...]
    importance: float
    factor: float = 1.0
    known: bool = True
    kind: Kind | None = None
    places: frozenset[int] = frozenset()
    own: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()
    near: tuple[Reading, ...] = ()


class Reader:
    def __init__(self, curated: Words, vocabulary: Vocabulary, index: Index) -> None:
        self._stop = curated.stop
        self._stages = {one: stage.groups for stage in curated.stages for one in stage.stems}
        self._concepts = Concepts(curated.concepts)
        self._vocabulary = vocabulary
        self._glossary = Glossary(curated, vocabulary, index)
        self.readable, self.repairs = self._glossary.readable, self._glossary.repairs

    def concepts(self, said: Sequence[str], used: frozenset[int]) -> list[Found]:
        """`used` are places already understood as an age or the like: alone they mean nothing more."""
        foreign = self._glossary.is_foreign(said)
        found = self._concepts.find(
            [
                Said(self._glossary.stands_for(word, foreign), word not in self._stop)
                for word in said
            ]
        )
        return [
            one
            for one in found
            if any(place not in used and said[place] not in self._stop for place in one.places)
            or one.concept.kind in _OF_SMALL_WORDS
        ]

    def telling(self, said: Sequence[str], skipped: frozenset[int]) -> frozenset[int]:
        """The places of words that carry a meaning."""
        return frozenset(
            place
            for place, word in enumerate(said)
            if place not in skipped and word not in self._stop and len(word) > 1
        )

    def _taken(self, said: Sequence[str], one: Found) -> frozenset[int]:
        """Words such as "course" say little, but a little, beside a subject."""
        if one.concept.kind is not Kind.SMALLTALK:
            return one.places
        return frozenset(place for place in one.places if not self._glossary.is_weak(said[place]))

    def parts(
        self,
        said: Sequence[str],
        found: Sequence[Found],
        skipped: frozenset[int],
        asking: frozenset[int] = frozenset(),
    ) -> list[Part]:
        """`skipped` are places whose words were understood as an age, a time or a price.

        At `asking` stand words that count little: they only say what is asked about.
        """
        groups = grouped(list(_subjects(found)))
        taken = frozenset(place for one in found for place in self._taken(said, one))
        left = self.telling(said, skipped) - taken
        first = {said[place]: place for place in sorted(left, reverse=True)}
        places = sorted(first.values())
        beside = len(groups) > 1
        parts = [self._of_concepts(said, at, those, beside=beside) for at, those in groups]
        if self._glossary.is_foreign(said):
            parts += [self._of_foreign(said, place) for place in places]
        else:
            parts += [
                self._of_word(said, places, at, place in asking) for at, place in enumerate(places)
            ]
        return list(_calmed(parts))

    def _of_concepts(
        self, said: Sequence[str], places: frozenset[int], found: Sequence[Found], *, beside: bool
    ) -> Part:
        """People are hardly a subject where `beside` them something else is one."""
        readings = self._glossary.own(said, sorted(places))
        topics = [one.concept for one in found if one.concept.kind is not Kind.OFFTOPIC]
        meant = topics or [one.concept for one in found]
        readings += [Reading(target, _TARGET) for one in meant for target in one.targets]
        kind = Kind.TOPIC if topics else Kind.OFFTOPIC
        factor = STAGE if beside and self._glossary.only_people(said, places) else 1.0
        return Part(
            _distinct(readings),
            max(_CONCEPT, self._glossary.rarest(readings)) * factor,
            factor,
            kind=kind,
            places=places,
            own=self._glossary.typed(said, places),
            compounds=self._glossary.compounds(said, places),
            near=self._beside(said, places, meant),
        )

    def _beside(
        self, said: Sequence[str], places: frozenset[int], meant: Sequence[Concept]
    ) -> tuple[Reading, ...]:
        """What neighbouring concepts look for, and what kind of thing the own words name."""
        heads = [self._vocabulary.head(said[place]) for place in sorted(places)]
        targets = (target for one in meant for target in self._concepts.beside(one))
        return tuple(Reading(stems, _TARGET) for stems in (*filter(None, heads), *targets))

    def _of_word(
        self, said: Sequence[str], left: Sequence[int], at: int, asking: bool = False
    ) -> Part:
        word = said[left[at]]
        readings = list(self._vocabulary.readings(word))
        around = [said[place] for place in left[max(0, at - 1) : at + 2]]
        for first, second in pairwise(around):
            if self._vocabulary.knows(first + second):
                readings.append(Reading((stem(first + second),), 1.0))
        usual = self._glossary.rarest(readings) if readings else _UNKNOWN
        readings += [Reading((stem(one),), _GROUP) for one in self._stages.get(stem(word), ())]
        factor = min(self._glossary.factor(word), WEAK if asking else 1.0)
        return Part(
            _distinct(readings),
            usual * factor,
            factor,
            known=bool(readings),
            places=frozenset({left[at]}),
            own=self._glossary.typed(said, (left[at],)),
            compounds=self._glossary.compounds(said, (left[at],)),
        )

    def _of_foreign(self, said: Sequence[str], place: int) -> Part:
        """Nothing is guessed: what looks like a typing error is only a word of that language."""
        word = said[place]
        if self._vocabulary.lists(word) or stem(word) in self._stages:
            return self._of_word(said, [place], 0)
        return Part((), _UNKNOWN_FOREIGN, known=False, places=frozenset({place}))


def _subjects(found: Sequence[Found]) -> Iterator[Found]:
    """Distress is a subject of its own only where no other was named."""
    kinds = {one.concept.kind for one in found}
    silent = {Kind.SMALLTALK, Kind.DISTRESS} if Kind.TOPIC in kinds else {Kind.SMALLTALK}
    return (one for one in found if one.concept.kind not in silent)


def _distinct(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Each set of stems once, as sure as it was ever meant."""
    weights: dict[Stems, float] = {}
    for reading in readings:
        weights[reading.stems] = max(weights.get(reading.stems, 0.0), reading.weight)
    return tuple(Reading(stems, weight) for stems, weight in weights.items())


def _calmed(parts: Sequence[Part]) -> Iterator[Part]:
    """In a chatty question one unknown word says less."""
    share = min(1.0, _CHATTY / max(len(parts), 1))
    for part in parts:
        yield (part if part.known else replace(part, importance=part.importance * share))
