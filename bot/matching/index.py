"""An inverted index of word stems: who holds a word, and how much it says about them."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_SATURATION = 1.6
_LENGTH_COUNTS = 0.5

Document = Mapping[str, float]
"""Each stem of a document with its weighted frequency."""


class Postings:
    """The documents that hold a stem, and the weight it has in each, between 0 and 1."""

    __slots__ = ("documents", "weights")

    def __init__(self) -> None:
        self.documents = array("I")
        self.weights = array("f")

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return zip(self.documents, self.weights, strict=True)

    def __len__(self) -> int:
        return len(self.documents)

    def among(self, chosen: Collection[int] | None) -> Iterable[tuple[int, float]]:
        """The entries of the chosen documents; of all when None are chosen."""
        return self if chosen is None else self._of(chosen)

    def _of(self, chosen: Collection[int]) -> Iterator[tuple[int, float]]:
        documents, weights = self.documents, self.weights
        last = len(documents)
        for document in chosen:
            at = bisect_left(documents, document)
            if at < last and documents[at] == document:
                yield document, weights[at]


_NOWHERE = Postings()


class Index:
    """Built once over a frozen catalogue; documents are numbered in their order."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.size = len(documents)
        self._postings: dict[str, Postings] = {}
        self._never = math.log(2 * self.size + 3)
        for number, weighted in enumerate(_weighted(documents)):
            for stem, weight in weighted:
                postings = self._postings.setdefault(stem, Postings())
                postings.documents.append(number)
                postings.weights.append(weight)

    def __contains__(self, stem: str) -> bool:
        return stem in self._postings

    def __iter__(self) -> Iterator[str]:
        return iter(self._postings)

    def __getitem__(self, stem: str) -> Postings:
        return self._postings.get(stem, _NOWHERE)

    def rarity(self, stem: str) -> float:
        """Between 0 (in every document) and 1 (in none)."""
        held = len(self[stem].documents)
        return math.log((self.size + 1.5) / (held + 0.5)) / self._never


def _weighted(documents: Sequence[Document]) -> Iterator[Iterable[tuple[str, float]]]:
    """Frequencies that saturate, and count less in a long text (BM25)."""
    lengths = [sum(document.values()) for document in documents]
    mean = sum(lengths) / max(len(lengths), 1) or 1.0
    for document, length in zip(documents, lengths, strict=True):
        pivot = _SATURATION * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length / mean)
        yield [(stem, often / (often + pivot)) for stem, often in document.items()]
