"""Frames: who does what to whom, found among the words of a question in whatever order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from bot.matching.crisis_lexicon import NOTHING, Meanings

END = "$"
"""Stands after the last word of a question."""

_GAP = 2
_WINDOW = 12


class Item(NamedTuple):
    """One place in a frame: the meanings that may stand there, and how many words may come before."""

    meanings: Meanings
    gap: int = _GAP


class Frame(NamedTuple):
    """Parts that stand near each other in any order; the items of one part keep theirs."""

    parts: tuple[tuple[Item, ...], ...]

    @property
    def items(self) -> Iterator[Item]:
        return (item for part in self.parts for item in part)


@dataclass(frozen=True)
class Scene:
    """The meanings of every word of a question in its order."""

    words: Sequence[Meanings]

    @cached_property
    def all(self) -> Meanings:
        return NOTHING.union(*self.words)


class Reader:
    """Reads frames as they stand in the table.

    "+" parts that may come in any order, "_" words close together, "|" one of them.
    """

    def __init__(self) -> None:
        self._read: dict[str, tuple[Item, ...]] = {}

    def read(self, text: str) -> Iterator[Frame]:
        for written in product(*map(_ways, text.split())):
            parts = " ".join(written).split(" + ")
            yield Frame(tuple(tuple(self._items(part)) for part in parts))

    def _items(self, part: str) -> Iterator[Item]:
        for loose in part.split():
            if loose not in self._read:
                self._read[loose] = tuple(_close(loose))
            yield from self._read[loose]


def _close(loose: str) -> Iterator[Item]:
    for at, item in enumerate(loose.split("_")):
        yield Item(frozenset(item.split("|")), 0 if at or item == END else _GAP)


def _ways(item: str) -> list[str]:
    """Single words stay one item with its choices; each longer choice becomes a frame of its own."""
    if "_" not in item or "|" not in item:
        return [item]
    choices = item.split("|")
    single = "|".join(choice for choice in choices if "_" not in choice)
    return [way for way in (single, *(one for one in choices if "_" in one)) if way]


def holds(frame: Frame, scene: Scene) -> bool:
    """Whether the frame is found in the scene."""
    if any(item.meanings.isdisjoint(scene.all) for item in frame.items):
        return False
    first, *others = frame.parts
    return any(all(_near(part, scene, place) for part in others) for place in _places(first, scene))


def _near(part: tuple[Item, ...], scene: Scene, place: int) -> bool:
    return any(abs(there - place) <= _WINDOW for there in _places(part, scene))


def _places(part: tuple[Item, ...], scene: Scene) -> Iterator[int]:
    wanted = part[0].meanings
    for place, meant in enumerate(scene.words):
        if not wanted.isdisjoint(meant) and _follows(part, scene.words, place):
            yield place


def _follows(part: tuple[Item, ...], words: Sequence[Meanings], place: int) -> bool:
    for item in part[1:]:
        reach = range(place + 1, min(place + 2 + item.gap, len(words)))
        place = next((at for at in reach if not item.meanings.isdisjoint(words[at])), -1)
        if place < 0:
            return False
    return True
