"""Takes a question apart into the things it speaks of, each with the ways to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.matching.concepts import Concepts, Found, Kind
from bot.matching.index import Index
from bot.matching.stems import stem
from bot.matching.vocabulary import Reading, Vocabulary
from bot.matching.words import Words

_TARGET = 0.85
_UNKNOWN, _CONCEPT = 0.7, 0.8
_WEAK, _STAGE = 0.3, 0.4
_CHATTY = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a question speaks of. `importance` is how much it counts, `known` whether we know the word."""

    readings: tuple[Reading, ...]
    importance: float
    known: bool = True


class Reader:
    def __init__(self, curated: Words, vocabulary: Vocabulary, index: Index) -> None:
        self._stop, self._weak = curated.stop, curated.weak
        self._stages = frozenset(one for stage in curated.stages for one in stage.stems)
        self._concepts = Concepts(curated.concepts)
        self._vocabulary = vocabulary
        self._index = index

    def concepts(self, said: Sequence[str]) -> list[Found]:
        return self._concepts.find([self._stands_for(word) for word in said])

    def parts(
        self, said: Sequence[str], found: Sequence[Found], skipped: frozenset[int]
    ) -> list[Part]:
        """`skipped` are places whose words were understood as an age, a time or a price."""
        groups = _grouped([one for one in found if one.concept.kind is Kind.TOPIC])
        taken = frozenset(place for places, _ in groups for place in places)
        left = [
            place
            for place, word in enumerate(said)
            if place not in taken | skipped and word not in self._stop and len(word) > 1
        ]
        parts = [self._of_concepts(said, places, concepts) for places, concepts in groups]
        parts += [self._of_word(said, left, at) for at in range(len(left))]
        return list(_calmed(parts))

    def _stands_for(self, word: str) -> frozenset[str]:
        if word in self._stop:
            return frozenset({stem(word)})
        readings = self._vocabulary.readings(word)
        sure = [one for reading in readings if reading.weight >= 0.7 for one in reading.stems]
        return frozenset({stem(word), *sure})

    def _of_concepts(
        self, said: Sequence[str], places: frozenset[int], found: Sequence[Found]
    ) -> Part:
        readings = [
            reading
            for place in places
            if said[place] not in self._stop
            for reading in self._vocabulary.readings(said[place])
        ]
        own = 1.0 if len(places) == 1 else 0.6
        readings = [Reading(reading.stems, reading.weight * own) for reading in readings]
        readings += [Reading(target, _TARGET) for one in found for target in one.concept.targets]
        return Part(tuple(dict.fromkeys(readings)), max(_CONCEPT, self._rarest(readings)))

    def _of_word(self, said: Sequence[str], left: Sequence[int], at: int) -> Part:
        word = said[left[at]]
        readings = list(self._vocabulary.readings(word))
        around = [said[place] for place in left[max(0, at - 1) : at + 2]]
        for first, second in zip(around, around[1:], strict=False):
            if self._vocabulary.knows(first + second):
                readings.append(Reading((stem(first + second),), 1.0))
        return Part(tuple(readings), self._importance(word, readings), known=bool(readings))

    def _importance(self, word: str, readings: Sequence[Reading]) -> float:
        usual = self._rarest(readings) if readings else _UNKNOWN
        one = stem(word)
        return usual * (_WEAK if one in self._weak else _STAGE if one in self._stages else 1.0)

    def _rarest(self, readings: Sequence[Reading]) -> float:
        return max(
            (self._index.rarity(one) for reading in readings for one in reading.stems), default=0.0
        )


def _grouped(found: Sequence[Found]) -> list[tuple[frozenset[int], list[Found]]]:
    """Concepts that share a word of the question are one thing."""
    groups: list[tuple[frozenset[int], list[Found]]] = []
    for one in found:
        apart = [group for group in groups if not group[0] & one.places]
        touching = [group for group in groups if group[0] & one.places]
        places = one.places.union(*(places for places, _ in touching))
        groups = [*apart, (places, [*(each for _, members in touching for each in members), one])]
    return groups


def _calmed(parts: Sequence[Part]) -> Iterator[Part]:
    """In a chatty question one unknown word says less."""
    share = min(1.0, _CHATTY / max(len(parts), 1))
    for part in parts:
        yield part if part.known else Part(part.readings, part.importance * share, known=False)
