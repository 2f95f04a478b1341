"""Hears when somebody is in danger: self-harm, violence, abuse; and tells it from a professional question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from bot.matching.answer import Danger
from bot.matching.crisis_frames import END, Frame, Item, Scene, holds
from bot.matching.crisis_lexicon import NOTHING, Lexicon, Meanings, Repairs
from bot.matching.crisis_tables import Alarms, Families, Sign

_ENOUGH = 4
_REPAIRED = 12
_OF_AGE = 18
_I_AM = ("bin", "im", "m", "i")


@dataclass(frozen=True, slots=True)
class Heard:
    """`danger` is None when nobody is in danger; `delicate` when the matter is touched all the same.

    `young` says that the speaker seems to be a child or a teenager.
    """

    danger: Danger | None
    delicate: bool
    young: bool = False


class Listener:
    def __init__(self, alarms: Alarms) -> None:
        self._signs = alarms.signs
        self._lexicon = Lexicon(alarms.families, _patterns(alarms.signs))
        self._repairs = Repairs(_dangerous(alarms))
        self._by_rarest: defaultdict[str, list[tuple[int, Frame]]] = defaultdict(list)
        for number, sign in enumerate(alarms.signs):
            for frame in sign.frames:
                for name in _rarest(frame, alarms.families).meanings:
                    self._by_rarest[name].append((number, frame))

    def hear(self, said: Sequence[str], unknown: Container[str] = ()) -> Heard:
        """`unknown` holds the words of the question that may be typing errors."""
        scene = Scene(list(self._scene(said, unknown)))
        signs = self._given(scene)
        speaking = [sign for sign in signs if sign.danger]
        young = _is_young(said, scene)
        if speaking and sum(sign.points for sign in signs) >= _ENOUGH:
            return Heard(_gravest(speaking), delicate=True, young=young)
        return Heard(None, delicate=bool(speaking), young=young)

    def _given(self, scene: Scene) -> list[Sign]:
        given: set[int] = set()
        for name in scene.all:
            for number, frame in self._by_rarest.get(name, ()):
                if number not in given and holds(frame, scene):
                    given.add(number)
        return [self._signs[number] for number in sorted(given)]

    def _scene(self, said: Sequence[str], unknown: Container[str]) -> Iterator[Meanings]:
        left = _REPAIRED
        for word in (*said, END):
            meant = self._lexicon.meanings(word)
            if not meant and left and word in unknown:
                left -= 1
                meant = self._repaired(word)
            yield meant

    def _repaired(self, word: str) -> Meanings:
        return NOTHING.union(*map(self._lexicon.meanings, self._repairs.of(word)))


def _patterns(signs: Sequence[Sign]) -> frozenset[str]:
    names = NOTHING.union(
        *{item.meanings for sign in signs for frame in sign.frames for item in frame.items}
    )
    return frozenset(name for name in names if not name.startswith("<"))


def _dangerous(alarms: Alarms) -> Iterator[str]:
    """Only words of danger are worth a repair: a word against it must be certain."""
    names = NOTHING.union(
        *(
            item.meanings
            for sign in alarms.signs
            if sign.danger
            for frame in sign.frames
            for item in frame.items
        )
    )
    for name in sorted(names):
        yield from alarms.families[name[1:-1]] if name.startswith("<") else (name,)


def _rarest(frame: Frame, families: Families) -> Item:
    return min(frame.items, key=lambda item: sum(_common(name, families) for name in item.meanings))


def _common(name: str, families: Families) -> float:
    """A guess how often a word is said: the shorter, the more often."""
    patterns = families[name[1:-1]] if name.startswith("<") else (name,)
    return float(sum(2.0 ** -len(pattern) for pattern in patterns))


def _gravest(signs: Sequence[Sign]) -> Danger:
    points: defaultdict[Danger, int] = defaultdict(int)
    for sign in signs:
        if sign.danger:
            points[sign.danger] += sign.points
    return max(points, key=points.__getitem__)


def _is_young(said: Sequence[str], scene: Scene) -> bool:
    ages = [int(word) for before, word in zip(said, said[1:], strict=False)
            if before in _I_AM and word.isdecimal() and len(word) <= 2]
    if ages:
        return min(ages) < _OF_AGE
    return "<young>" in scene.all and "<grown>" not in scene.all
