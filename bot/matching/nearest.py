"""Finds what lies closest to something that the catalogue does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.matching.index import Index
from bot.matching.parts import Part
from bot.matching.retrieval import Scores, score

_SHARED = 0.4
_INFORMATIVE = 0.45
_TRUSTED = 0.75
_BESIDE_THE_BEST = 0.7


def nearest(scores: Scores, index: Index) -> Scores:
    """Only documents that share real subject matter with the question: a thing or its neighbourhood.

    That it is a course, too, or for children, brings nothing near.
    """
    parts = list(_subjects(scores.parts))
    found = score(parts, index)
    near = {
        number: value
        for number, value in found.total.items()
        if any(found.held(place, number) >= _SHARED for place in range(len(parts)))
    }
    least = max(near.values(), default=0.0) * _BESIDE_THE_BEST
    return replace(found, total={at: value for at, value in near.items() if value >= least})


def _subjects(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        readings = part.near + tuple(
            one for one in part.readings if part.kind or one.weight >= _TRUSTED
        )
        if part.factor == 1.0 and readings and part.importance >= _INFORMATIVE:
            yield replace(part, readings=readings)
