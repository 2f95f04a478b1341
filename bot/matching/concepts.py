"""Finds curated expressions in a question: what people say, and what the catalogue calls it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

Stems = tuple[str, ...]


class Kind(Enum):
    TOPIC = "topic"
    OFFTOPIC = "offtopic"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class Concept:
    """`expressions` are what people say; `targets` what offers about it say. All as stems."""

    name: str
    kind: Kind
    expressions: tuple[Stems, ...]
    targets: tuple[Stems, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A concept and the places in the question whose words speak of it."""

    concept: Concept
    places: frozenset[int]


class Concepts:
    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_stem: defaultdict[str, list[tuple[Stems, Concept]]] = defaultdict(list)
        for concept in concepts:
            for expression in concept.expressions:
                self._by_stem[max(expression, key=len)].append((expression, concept))

    def find(self, said: Sequence[frozenset[str]]) -> list[Found]:
        """`said` holds for each word of the question the stems it may stand for.

        Words need not be neighbours: German verbs come apart. An expression within a longer one gives way.
        """
        where: defaultdict[str, list[int]] = defaultdict(list)
        for place, stems in enumerate(said):
            for one in stems:
                where[one].append(place)
        found = {
            (concept.name, frozenset(where[one][0] for one in expression)): concept
            for stem in list(where)
            for expression, concept in self._by_stem.get(stem, ())
            if all(one in where for one in expression)
        }
        return [
            Found(concept, places)
            for (_, places), concept in found.items()
            if not any(places < longer for _, longer in found)
        ]
