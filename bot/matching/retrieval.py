"""Finds the documents that hold the parts of a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from bot.matching.index import Index
from bot.matching.parts import Part
from bot.matching.vocabulary import Reading

_MORE = 0.5
_SURELY_HELD, _FAR_BELOW = 0.25, 0.25
_ALL_READ, _RARE_READ = 12_000, 6_000
"""So many entries are read in full; beyond it, so many of the rarest words choose who is looked at."""
_LOOKED_AT = 400

Held = dict[int, float]
"""Document number to how much it holds."""


@dataclass(frozen=True, slots=True)
class Scores:
    """`total` ranks documents, between 0 and 1; `by_part` is how well each part is held.

    `meant` is how much of the total comes from the meaning extra.
    """

    parts: tuple[Part, ...]
    by_part: tuple[Held, ...]
    total: Held
    meant: Held = field(default_factory=dict)

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
        return min(1.0, self.by_part[place].get(document, 0.0) / self._surely(place))

    def best(self, count: int) -> list[tuple[int, float]]:
        """Numbers of documents and their score, the best first, ties in the catalogue's order.

        What scores far below the best could never be shown.
        """
        least = max(self.total.values(), default=0.0) * _FAR_BELOW
        near = [(number, value) for number, value in self.total.items() if value >= least]
        return nlargest(count, near, key=lambda item: (item[1], -item[0]))

    def speaking(self, place: int, least: float) -> Iterator[int]:
        """The documents that hold a part at least so surely."""
        enough = least * self._surely(place)
        return (number for number, value in self.by_part[place].items() if value >= enough)

    def _surely(self, place: int) -> float:
        part = self.parts[place]
        return (part.importance / part.factor or 1.0) * _SURELY_HELD


def score(parts: Sequence[Part], index: Index) -> Scores:
    """In a large catalogue only the documents that hold the rarest words are looked at closely."""
    total: defaultdict[int, float] = defaultdict(float)
    whole = sum(part.importance for part in parts) or 1.0
    among = _promising(parts, index)
    by_part = tuple(_of_part(part, index, among) for part in parts)
    for part, held in zip(parts, by_part, strict=True):
        share = part.factor / whole
        for document, value in held.items():
            total[document] += share * value
    return Scores(tuple(parts), by_part, total)


def _promising(parts: Sequence[Part], index: Index) -> frozenset[int] | None:
    """The documents that hold most of the rarest words; None when all can be read."""
    worth: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for reading in part.readings:
            for stem in reading.stems:
                value = part.factor * reading.weight / len(reading.stems)
                worth[stem] = max(worth[stem], value * index.rarity(stem))
    rarest = sorted(worth, key=lambda stem: len(index[stem]))
    if sum(len(index[stem]) for stem in rarest) <= _ALL_READ:
        return None
    seen: defaultdict[int, float] = defaultdict(float)
    read = 0
    for stem in rarest:
        if read and read + len(index[stem]) > _RARE_READ and len(seen) >= _LOOKED_AT:
            break
        read += len(index[stem])
        for document, held in index[stem]:
            seen[document] += worth[stem] * held
    best = nlargest(_LOOKED_AT, seen.items(), key=lambda item: (item[1], -item[0]))
    return frozenset(document for document, _ in best)


def _of_part(part: Part, index: Index, among: Collection[int] | None) -> Held:
    """Each further reading that a document holds makes it a little surer."""
    missed: Held = {}
    for reading in part.readings:
        for document, value in _of_reading(reading, index, among):
            so_far = missed.get(document)
            missed[document] = 1.0 - value if so_far is None else so_far * (1.0 - _MORE * value)
    return {document: 1.0 - left for document, left in missed.items()}


def _of_reading(
    reading: Reading, index: Index, among: Collection[int] | None
) -> Iterable[tuple[int, float]]:
    share = reading.weight / len(reading.stems)
    if len(reading.stems) == 1:
        weight = share * index.rarity(reading.stems[0])
        found = index[reading.stems[0]].among(among)
        return ((document, weight * held) for document, held in found)
    return _together(reading, share, index, among).items()


def _together(reading: Reading, share: float, index: Index, among: Collection[int] | None) -> Held:
    """Several stems: a document that holds only some of them holds much less than their share."""
    sums: defaultdict[int, float] = defaultdict(float)
    often: defaultdict[int, int] = defaultdict(int)
    for stem in reading.stems:
        weight = share * index.rarity(stem)
        for document, held in index[stem].among(among):
            sums[document] += weight * held
            often[document] += 1
    return {
        document: value * often[document] / len(reading.stems) for document, value in sums.items()
    }
