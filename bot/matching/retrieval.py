"""Finds the documents that hold the parts of a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.matching.index import Index
from bot.matching.parts import Part
from bot.matching.vocabulary import Reading

_MORE = 0.5
_SURELY_HELD = 0.25

Held = dict[int, float]
"""Document number to how much it holds."""


@dataclass(frozen=True, slots=True)
class Scores:
    """`total` ranks documents, between 0 and 1; `by_part` is how well each part is held."""

    parts: tuple[Part, ...]
    by_part: tuple[Held, ...]
    total: Held

    def coverage(self, document: int) -> float:
        """How much of the question the document speaks of at all, between 0 and 1."""
        whole = sum(part.importance for part in self.parts) or 1.0
        return (
            sum(
                part.importance * self.held(place, document)
                for place, part in enumerate(self.parts)
            )
            / whole
        )

    def held(self, place: int, document: int) -> float:
        """Whether the document holds a part: 1 when surely, 0 when not."""
        part = self.parts[place]
        usual = part.importance / part.factor or 1.0
        return min(1.0, self.by_part[place].get(document, 0.0) / usual / _SURELY_HELD)


def score(parts: Sequence[Part], index: Index) -> Scores:
    total: defaultdict[int, float] = defaultdict(float)
    whole = sum(part.importance for part in parts) or 1.0
    by_part = tuple(_of_part(part, index) for part in parts)
    for part, held in zip(parts, by_part, strict=True):
        share = part.factor / whole
        for document, value in held.items():
            total[document] += share * value
    return Scores(tuple(parts), by_part, total)


def _of_part(part: Part, index: Index) -> Held:
    """Each further reading that a document holds makes it a little surer."""
    missed: Held = {}
    for reading in part.readings:
        for document, value in _of_reading(reading, index):
            so_far = missed.get(document)
            missed[document] = 1.0 - value if so_far is None else so_far * (1.0 - _MORE * value)
    return {document: 1.0 - left for document, left in missed.items()}


def _of_reading(reading: Reading, index: Index) -> Iterable[tuple[int, float]]:
    share = reading.weight / len(reading.stems)
    if len(reading.stems) == 1:
        weight = share * index.rarity(reading.stems[0])
        return ((document, weight * held) for document, held in index[reading.stems[0]])
    return _together(reading, share, index).items()


def _together(reading: Reading, share: float, index: Index) -> Held:
    """Several stems: a document that holds only some of them holds much less than their share."""
    sums: defaultdict[int, float] = defaultdict(float)
    often: defaultdict[int, int] = defaultdict(int)
    for stem in reading.stems:
        weight = share * index.rarity(stem)
        for document, held in index[stem]:
            sums[document] += weight * held
            often[document] += 1
    return {
        document: value * often[document] / len(reading.stems) for document, value in sums.items()
    }
