"""Finds curated expressions in a question: what people say, and what the catalogue calls it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

_APART, _LEANING = 9, 2

Stems = tuple[str, ...]


class Kind(Enum):
    TOPIC = "topic"
    OFFTOPIC = "offtopic"
    SMALLTALK = "smalltalk"
    DISTRESS = "distress"


@dataclass(frozen=True, slots=True)
class Concept:
    """`expressions` are what people say; `targets` what offers about it say. All as stems.

    `near` names concepts next to it, whose offers come closest when a town has none of its own.
    `from_age` is how old somebody is at least who asks for it.
    """

    name: str
    kind: Kind
    expressions: tuple[Stems, ...]
    targets: tuple[Stems, ...]
    near: tuple[str, ...] = ()
    from_age: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A concept and the places in the question whose words speak of it."""

    concept: Concept
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """A word of the question: the stems it may stand for, and whether it can carry a meaning alone."""

    stems: frozenset[str]
    alone: bool


class Concepts:
    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_stem: defaultdict[str, list[tuple[Stems, Concept]]] = defaultdict(list)
        self._by_name: dict[str, Concept] = {}
        for concept in concepts:
            self._by_name[concept.name] = concept
            for expression in concept.expressions:
                self._by_stem[max(expression, key=len)].append((expression, concept))

    def beside(self, concept: Concept) -> Iterator[Stems]:
        """What offers about its neighbours say."""
        for name in concept.near:
            if name in self._by_name:
                yield from self._by_name[name].targets

    def find(self, said: Sequence[Said]) -> list[Found]:
        """Words of an expression need not be neighbours: German verbs come apart.

        An expression gives way to one that holds all its telling words and more.
        """
        where: dict[str, list[int]] = {}
        for place, word in enumerate(said):
            for one in sorted(word.stems):
                where.setdefault(one, []).append(place)
        found: dict[tuple[str, frozenset[int]], Concept] = {}
        for one in where:
            for expression, concept in self._by_stem.get(one, ()):
                if places := _places(expression, where, said, concept.kind is Kind.SMALLTALK):
                    found[concept.name, places] = concept
        telling = {places: _telling(places, said) for _, places in found}
        return [
            Found(concept, places)
            for (_, places), concept in found.items()
            if not any(telling[places] < longer for longer in telling.values())
        ]


def _places(
    expression: Stems, where: Mapping[str, list[int]], said: Sequence[Said], small: bool
) -> frozenset[int]:
    """Where the expression stands: near together, and in its order when it leans on small words."""
    if any(one not in where for one in expression):
        return frozenset()
    if len(expression) == 1:
        return frozenset(place for place in where[expression[0]][:1] if small or said[place].alone)
    places = _nearest(expression, where)
    leans = any(not said[place].alone for place in places)
    near = max(places) - min(places) < len(expression) + (_LEANING if leans else _APART)
    return frozenset(places) if near and (not leans or places == sorted(places)) else frozenset()


def _telling(places: frozenset[int], said: Sequence[Said]) -> frozenset[int]:
    """Those of the places whose words carry a meaning; all of them when none does."""
    return frozenset(place for place in places if said[place].alone) or places


def _nearest(expression: Stems, where: Mapping[str, list[int]]) -> list[int]:
    """One place for each word, as near to the first word's as can be."""
    first = where[expression[0]][0]
    return [min(where[one], key=lambda place: abs(place - first)) for one in expression]


def grouped(found: Sequence[Found]) -> list[tuple[frozenset[int], list[Found]]]:
    """Concepts that share a word of the question are one thing."""
    groups: list[tuple[frozenset[int], list[Found]]] = []
    for one in found:
        apart = [group for group in groups if not group[0] & one.places]
        touching = [group for group in groups if group[0] & one.places]
        places = one.places.union(*(places for places, _ in touching))
        groups = [*apart, (places, [*(each for _, members in touching for each in members), one])]
    return groups
