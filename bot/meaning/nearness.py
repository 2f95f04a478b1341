"""Which offers of a catalogue mean about the same as a question."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from threading import Thread
from time import sleep
from typing import Any

from bot.catalogue.snapshot import Catalogue
from bot.meaning.embedder import Embedder, installed_embedder
from bot.meaning.vectors import Vectors, key_of, matrix, pack, packaged_vectors, text_of

_NEAREST = 30
_AT_ONCE = 32
"""So few missing vectors may be computed while somebody waits: less than two seconds."""
_BREATH = 0.002
"""Between two texts, so that a question that waits comes first."""


class Nearness:
    """Silent until every offer has its vector: an offer without one would stand back unseen."""

    def __init__(self, embedder: Embedder, texts: list[str], vectors: Vectors) -> None:
        self._embedder = embedder
        self._keys = list(map(key_of, texts))
        self._missing = {
            key: text for key, text in zip(self._keys, texts, strict=True) if key not in vectors
        }
        self._vectors = vectors
        self._matrix: Any = None
        self._join()

    @property
    def missing(self) -> int:
        """How many vectors are still to be computed."""
        return len(self._missing)

    def near(self, text: str) -> Mapping[int, float] | None:
        """By number of the offer: by how many standard deviations it lies nearer than the mean.

        None while vectors are missing. The similarities themselves say little: they lie between
        0.82 and 0.88 whether right or wrong.
        """
        if self._matrix is None or (asked := self._embedder.question(text)) is None:
            return None
        numpy: Any = import_module("numpy")
        alike = self._matrix @ asked
        above = (alike - alike.mean()) / max(float(alike.std()), 1e-9)
        best = numpy.argsort(-above, kind="stable")[:_NEAREST]
        return {int(number): float(above[number]) for number in best}

    def fill(self) -> None:
        """Compute what is missing; others may ask meanwhile."""
        for key, text in list(self._missing.items()):
            vector = self._embedder.passage(text)
            if vector is None:
                return
            self._vectors[key] = pack(vector)
            del self._missing[key]
            sleep(_BREATH)
        self._join()

    def fill_behind(self) -> None:
        if self._missing:
            Thread(target=self.fill, name="meaning", daemon=True).start()

    def _join(self) -> None:
        if self._keys and not self._missing:
            self._matrix = matrix([self._vectors[key] for key in self._keys])


class Meaning:
    """Keeps what was computed, so that an import costs only its new and changed offers."""

    def __init__(self, embedder: Embedder, vectors: Vectors) -> None:
        self._embedder = embedder
        self._vectors = vectors

    def over(self, catalogue: Catalogue) -> Nearness:
        """Silent until `fill` was called, if vectors are missing."""
        texts = [text_of(offer, catalogue) for offer in catalogue.offers]
        return Nearness(self._embedder, texts, self._vectors)

    def soon(self, catalogue: Catalogue) -> Nearness:
        """What is missing is computed behind."""
        nearness = self.over(catalogue)
        nearness.fill_behind()
        return nearness

    def at_once(self, catalogue: Catalogue, *, patient: bool = False) -> Nearness:
        """What is missing is computed now, if it is little or the asker patient."""
        nearness = self.over(catalogue)
        if patient or nearness.missing <= _AT_ONCE:
            nearness.fill()
        return nearness


def installed_meaning(*, wanted: bool) -> Meaning | None:
    """None without the extra, or where it is switched off."""
    embedder = installed_embedder() if wanted else None
    return Meaning(embedder, packaged_vectors(embedder.name)) if embedder else None
