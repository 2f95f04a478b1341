"""Finds the documents that hold the parts of a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.matching.index import Index
from bot.matching.parts import Part
from bot.matching.vocabulary import Reading


def score(parts: Sequence[Part], index: Index) -> dict[int, float]:
    """How well each document answers, between 0 and 1; documents that hold nothing are left out."""
    total: defaultdict[int, float] = defaultdict(float)
    whole = sum(part.importance for part in parts) or 1.0
    for part in parts:
        for document, value in _of_part(part, index).items():
            total[document] += value / whole
    return total


def _of_part(part: Part, index: Index) -> dict[int, float]:
    """The best reading counts for each document."""
    best: dict[int, float] = {}
    for reading in part.readings:
        for document, value in _of_reading(reading, index):
            if value > best.get(document, 0.0):
                best[document] = value
    return best


def _of_reading(reading: Reading, index: Index) -> Iterable[tuple[int, float]]:
    share = reading.weight / len(reading.stems)
    if len(reading.stems) == 1:
        weight = share * index.rarity(reading.stems[0])
        return ((document, weight * held) for document, held in index[reading.stems[0]])
    sums: defaultdict[int, float] = defaultdict(float)
    for stem in reading.stems:
        weight = share * index.rarity(stem)
        for document, held in index[stem]:
            sums[document] += weight * held
    return sums.items()
