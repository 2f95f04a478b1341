"""Prefers the offer whose whole title is asked for: the library before its courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.matching.index import Index
from bot.matching.retrieval import Scores

_WORTH, _COMPOUND = 0.4, 0.1
_LOOKED_AT = 120


class Titles:
    def __init__(
        self,
        titles: Sequence[Sequence[str]],
        names: Sequence[Sequence[str]],
        begun: Sequence[frozenset[str]],
        index: Index,
    ) -> None:
        """The stems of each document's title, of what its provider is called, and of what the
        compounds in its title begin with.
        """
        self._weights = [{one: index.rarity(one) for one in title} for title in titles]
        self._names = [frozenset(name) for name in names]
        self._begun = begun
        self._rarity = index.rarity

    def prefer(self, scores: Scores) -> Scores:
        """The same scores, the best of them raised by how much of their title is asked for.

        A compound that stands there whole, in the title or in a name, beats its parts elsewhere.
        """
        asked = frozenset(
            one for part in scores.parts for reading in part.readings for one in reading.stems
        )
        whole = frozenset(one for part in scores.parts for one in part.compounds)
        raised = {
            number: value * (1.0 + _WORTH * self._share(number, asked) + self._named(number, whole))
            for number, value in scores.best(_LOOKED_AT)
        }
        return replace(scores, total={**scores.total, **raised})

    def name(self, number: int, stems: frozenset[str]) -> bool:
        """Whether the document's title has one of these words."""
        return not stems.isdisjoint(self._weights[number])

    def speak_of(self, number: int, stems: Sequence[str]) -> bool:
        """Whether the title has the most telling of these words: "Mülltrennung" is about "Müll"."""
        telling = max(stems, key=self._rarity)
        return telling in self._weights[number] or telling in self._begun[number]

    def _share(self, number: int, asked: frozenset[str]) -> float:
        weights = self._weights[number]
        whole = sum(weights.values()) or 1.0
        return sum(weight for one, weight in weights.items() if one in asked) / whole

    def _named(self, number: int, compounds: frozenset[str]) -> float:
        there = compounds and (
            self.name(number, compounds) or not compounds.isdisjoint(self._names[number])
        )
        return _COMPOUND if there else 0.0
