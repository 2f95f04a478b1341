"""What is known of the words of a question: German or not, telling or not, and what they may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.matching.answer import Repair
from bot.matching.index import Index
from bot.matching.stems import is_latin, stem
from bot.matching.vocabulary import Reading, Vocabulary
from bot.matching.words import Words

WEAK, STAGE = 0.3, 0.4
_SURE = 0.8
_TOGETHER = 0.8
_STRANGE = 6
"""Unknown words that are looked at in one question."""


class Glossary:
    def __init__(self, curated: Words, vocabulary: Vocabulary, index: Index) -> None:
        self._stop, self._weak = curated.stop, curated.weak
        self._german_stop = curated.german_stop
        self._stages = curated.stage_stems
        self._curated = curated.vocabulary
        self._languages = curated.languages
        self._vocabulary = vocabulary
        self._index = index

    def readable(self, said: Sequence[str]) -> tuple[str, ...]:
        """The words, of the unknown ones only the first few: to repair one is costly.

        The others become empty, so that all keep their places.
        """
        left = _STRANGE
        kept = []
        for word in said:
            strange = word not in self._stop and not (
                self._vocabulary.knows(word) or self._languages.speaks(word)
            )
            left -= strange
            kept.append("" if strange and left < 0 else word)
        return tuple(kept)

    def repairs(self, said: Sequence[str]) -> tuple[Repair, ...]:
        """The words that were taken for another word of the catalogue."""
        if self.is_foreign(said):
            return ()
        readings = (
            (word, self._vocabulary.repair(word)) for word in said if word not in self._stop
        )
        return tuple(
            Repair(word, meant, sure)
            for word, found in readings
            if found
            for meant, sure in (found,)
        )

    def stands_for(self, word: str, foreign: bool) -> frozenset[str]:
        """A compound that is itself a curated word is not taken apart."""
        forms = (
            frozenset() if self._is_german(word) and not foreign else self._languages.forms(word)
        )
        if foreign and not self._vocabulary.lists(word):
            return forms
        if forms or word in self._stop or word in self._curated:
            return forms | {stem(word)}
        readings = self._vocabulary.readings(word)
        sure = [one for reading in readings if reading.weight >= _SURE for one in reading.stems]
        return frozenset({stem(word), *sure})

    def own(self, said: Sequence[str], places: Sequence[int]) -> list[Reading]:
        """What the person's own words say: all of them together, when a concept needs several."""
        telling = [said[place] for place in places if said[place] not in self._stop]
        if len(telling) != 1:
            return [Reading(tuple(map(stem, telling)), _TOGETHER)] if telling else []
        whole = stem(telling[0])
        listed = telling[0] in self._curated or bool(self._languages.forms(telling[0]))
        if whole in self._index or not listed:
            return list(self._vocabulary.readings(telling[0]))
        return [Reading((whole,), 1.0)]

    def typed(self, said: Sequence[str], places: Iterable[int]) -> frozenset[str]:
        """The telling words themselves as stems, a misspelt one as what it was taken for."""
        telling = [said[place] for place in places if said[place] not in self._stop]
        meant = ((self._vocabulary.repair(word) or (word, True))[0] for word in telling)
        return frozenset(map(stem, meant))

    def compounds(self, said: Sequence[str], places: Iterable[int]) -> frozenset[str]:
        return frozenset(
            stem(said[place])
            for place in places
            if stem(said[place]) in self._index and self._vocabulary.is_compound(said[place])
        )

    def is_weak(self, word: str) -> bool:
        return stem(word) in self._weak

    def only_people(self, said: Sequence[str], places: Iterable[int]) -> bool:
        """Whether all telling words among them name a stage of life."""
        telling = [said[place] for place in places if said[place] not in self._stop]
        return all(stem(word) in self._stages for word in telling)

    def factor(self, word: str) -> float:
        one = stem(word)
        return WEAK if one in self._weak else STAGE if one in self._stages else 1.0

    def rarest(self, readings: Sequence[Reading]) -> float:
        return max(
            (self._index.rarity(one) for reading in readings for one in reading.stems), default=0.0
        )

    def is_foreign(self, said: Sequence[str]) -> bool:
        """Whether more words speak for another language than only for German."""
        foreign = [word for word in said if self._speaks(word)]
        german = [word for word in said if self._is_german(word)]
        return len(set(foreign) - set(german)) > len(set(german) - set(foreign))

    def _speaks(self, word: str) -> bool:
        """What only begins like a foreign word and is near a German one may be a typing error."""
        if not self._languages.speaks(word):
            return False
        begins = all(form.endswith("*") for form in self._languages.forms(word))
        latin = is_latin(word) and word not in self._stop
        return not (latin and begins and self._vocabulary.repair(word))

    def _is_german(self, word: str) -> bool:
        return word in self._german_stop or self._vocabulary.holds(word)
