"""Takes a question apart into the things it speaks of, each with the ways to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.matching.answer import Repair
from bot.matching.concepts import Concept, Concepts, Found, Kind, Said, Stems
from bot.matching.index import Index
from bot.matching.stems import stem
from bot.matching.vocabulary import Reading, Vocabulary
from bot.matching.words import Words

_TARGET = 0.7
_UNKNOWN, _UNKNOWN_FOREIGN, _CONCEPT = 0.7, 0.15, 0.8
_WEAK, _STAGE = 0.3, 0.4
_GROUP = 0.8
_CHATTY = 4
_SURE = 0.8
_TOGETHER = 0.8


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
        self._stop, self._weak = curated.stop, curated.weak
        self._german_stop = curated.german_stop
        self._stages = {one: stage.groups for stage in curated.stages for one in stage.stems}
        self._curated = curated.vocabulary
        self._languages = curated.languages
        self._concepts = Concepts(curated.concepts)
        self._vocabulary = vocabulary
        self._index = index

    def concepts(self, said: Sequence[str], used: frozenset[int]) -> list[Found]:
        """`used` are places already understood as an age or the like: alone they mean nothing more."""
        foreign = self._is_foreign(said)
        found = self._concepts.find(
            [Said(self._stands_for(word, foreign), word not in self._stop) for word in said]
        )
        return [
            one
            for one in found
            if any(place not in used and said[place] not in self._stop for place in one.places)
            or not one.concept.targets
        ]

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
        groups = _grouped([one for one in found if one.concept.kind is not Kind.SMALLTALK])
        taken = frozenset(place for one in found for place in one.places)
        left = [
            place
            for place, word in enumerate(said)
            if place not in taken | skipped and word not in self._stop and len(word) > 1
        ]
        first = {said[place]: place for place in reversed(left)}
        left = sorted(first.values())
        parts = [self._of_concepts(said, places, concepts) for places, concepts in groups]
        if self._is_foreign(said):
            parts += [self._of_foreign(said, place) for place in left]
        else:
            parts += [self._of_word(said, left, at, left[at] in asking) for at in range(len(left))]
        return list(_calmed(parts))

    def unknown(self, said: Sequence[str]) -> frozenset[str]:
        """Words that neither the catalogue nor the curated lists hold: typing errors, perhaps."""
        return frozenset(
            word
            for word in said
            if word not in self._stop
            and not self._vocabulary.knows(word)
            and not self._languages.forms(word)
        )

    def repairs(self, said: Sequence[str]) -> tuple[Repair, ...]:
        """The words that were taken for another word of the catalogue."""
        readings = (
            (word, self._vocabulary.repair(word)) for word in said if word not in self._stop
        )
        return tuple(
            Repair(word, meant, sure)
            for word, found in readings
            if found
            for meant, sure in (found,)
        )

    def _stands_for(self, word: str, foreign: bool) -> frozenset[str]:
        """A compound that is itself a curated word is not taken apart."""
        forms = (
            frozenset() if self._is_german(word) and not foreign else self._languages.forms(word)
        )
        if forms or word in self._stop or word in self._curated:
            return forms | {stem(word)}
        readings = self._vocabulary.readings(word)
        sure = [one for reading in readings if reading.weight >= _SURE for one in reading.stems]
        return frozenset({stem(word), *sure})

    def _of_concepts(
        self, said: Sequence[str], places: frozenset[int], found: Sequence[Found]
    ) -> Part:
        readings = self._own(said, sorted(places))
        topics = [one.concept for one in found if one.concept.kind is Kind.TOPIC]
        meant = topics or [one.concept for one in found]
        readings += [Reading(target, _TARGET) for one in meant for target in one.targets]
        kind = Kind.TOPIC if topics else Kind.OFFTOPIC
        return Part(
            _distinct(readings),
            max(_CONCEPT, self._rarest(readings)),
            kind=kind,
            places=places,
            own=self._typed(said, places),
            compounds=self._compounds(said, places),
            near=self._beside(said, places, meant),
        )

    def _typed(self, said: Sequence[str], places: Iterable[int]) -> frozenset[str]:
        """The telling words themselves as stems, a misspelt one as what it was taken for."""
        telling = [said[place] for place in places if said[place] not in self._stop]
        meant = ((self._vocabulary.repair(word) or (word, True))[0] for word in telling)
        return frozenset(map(stem, meant))

    def _compounds(self, said: Sequence[str], places: Iterable[int]) -> frozenset[str]:
        return frozenset(
            stem(said[place])
            for place in places
            if stem(said[place]) in self._index and self._vocabulary.is_compound(said[place])
        )

    def _beside(
        self, said: Sequence[str], places: frozenset[int], meant: Sequence[Concept]
    ) -> tuple[Reading, ...]:
        """What neighbouring concepts look for, and what kind of thing the own words name."""
        heads = [self._vocabulary.head(said[place]) for place in sorted(places)]
        targets = (target for one in meant for target in self._concepts.beside(one))
        return tuple(Reading(stems, _TARGET) for stems in (*filter(None, heads), *targets))

    def _own(self, said: Sequence[str], places: Sequence[int]) -> list[Reading]:
        """What the person's own words say: all of them together, when a concept needs several."""
        telling = [said[place] for place in places if said[place] not in self._stop]
        if len(telling) != 1:
            return [Reading(tuple(map(stem, telling)), _TOGETHER)] if telling else []
        whole = stem(telling[0])
        listed = telling[0] in self._curated or bool(self._languages.forms(telling[0]))
        if whole in self._index or not listed:
            return list(self._vocabulary.readings(telling[0]))
        return [Reading((whole,), 1.0)]

    def _of_word(
        self, said: Sequence[str], left: Sequence[int], at: int, asking: bool = False
    ) -> Part:
        word = said[left[at]]
        readings = list(self._vocabulary.readings(word))
        around = [said[place] for place in left[max(0, at - 1) : at + 2]]
        for first, second in pairwise(around):
            if self._vocabulary.knows(first + second):
                readings.append(Reading((stem(first + second),), 1.0))
        usual = self._rarest(readings) if readings else _UNKNOWN
        readings += [Reading((stem(one),), _GROUP) for one in self._stages.get(stem(word), ())]
        factor = min(self._factor(word), _WEAK if asking else 1.0)
        return Part(
            _distinct(readings),
            usual * factor,
            factor,
            known=bool(readings),
            places=frozenset({left[at]}),
            own=self._typed(said, (left[at],)),
            compounds=self._compounds(said, (left[at],)),
        )

    def _is_foreign(self, said: Sequence[str]) -> bool:
        """Whether more words speak for another language than only for German."""
        foreign = [word for word in said if self._languages.speaks(word)]
        german = [word for word in said if self._is_german(word)]
        return len(set(foreign) - set(german)) > len(set(german) - set(foreign))

    def _is_german(self, word: str) -> bool:
        return word in self._german_stop or self._vocabulary.holds(word)

    def _of_foreign(self, said: Sequence[str], place: int) -> Part:
        """Nothing is guessed: what looks like a typing error is only a word of that language."""
        word = said[place]
        if self._vocabulary.knows(word) or stem(word) in self._stages:
            return self._of_word(said, [place], 0)
        return Part((), _UNKNOWN_FOREIGN, known=False, places=frozenset({place}))

    def _factor(self, word: str) -> float:
        one = stem(word)
        return _WEAK if one in self._weak else _STAGE if one in self._stages else 1.0

    def _rarest(self, readings: Sequence[Reading]) -> float:
        return max(
            (self._index.rarity(one) for reading in readings for one in reading.stems), default=0.0
        )


def _distinct(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Each set of stems once, as sure as it was ever meant."""
    weights: dict[Stems, float] = {}
    for reading in readings:
        weights[reading.stems] = max(weights.get(reading.stems, 0.0), reading.weight)
    return tuple(Reading(stems, weight) for stems, weight in weights.items())


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
        yield (part if part.known else replace(part, importance=part.importance * share))
