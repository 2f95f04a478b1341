"""Finds the signs of a danger in a question, quickly: only frames whose rarest word is there are tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from bot.matching.crisis_frames import END, Frame, Item, Scene, holds
from bot.matching.crisis_lexicon import NOTHING, Lexicon, Meanings, Repairs
from bot.matching.crisis_tables import Families, Sign

_REPAIRED = 12


class Signs:
    def __init__(self, signs: Sequence[Sign], families: Families) -> None:
        self._signs = signs
        self.lexicon = Lexicon(families, _literal(_names(signs)))
        self._repairs = Repairs(_spelled(_names(sign for sign in signs if sign.danger), families))
        self._by_rarest: defaultdict[str, list[tuple[int, Frame]]] = defaultdict(list)
        rarity = _Rarity(families)
        for number, sign in enumerate(signs):
            for frame in sign.frames:
                for name in rarity.rarest(frame).meanings:
                    self._by_rarest[name].append((number, frame))

    def scene(self, said: Sequence[str], unknown: Container[str]) -> Scene:
        """`unknown` holds the words that may be typing errors."""
        return Scene(list(self._meant(said, unknown)))

    def given(self, scene: Scene) -> list[Sign]:
        """The signs that are found in the scene, in the order of their table."""
        given: set[int] = set()
        for name in scene.all:
            for number, frame in self._by_rarest.get(name, ()):
                if number not in given and holds(frame, scene):
                    given.add(number)
        return [self._signs[number] for number in sorted(given)]

    def _meant(self, said: Sequence[str], unknown: Container[str]) -> Iterator[Meanings]:
        left = _REPAIRED
        for word in (*said, END):
            meant = self.lexicon.meanings(word)
            if not meant and left and word in unknown:
                left -= 1
                meant = self._repaired(word)
            yield meant

    def _repaired(self, word: str) -> Meanings:
        return NOTHING.union(*map(self.lexicon.meanings, self._repairs.of(word)))


class _Rarity:
    """Guesses how often words are said: the shorter, the more often."""

    def __init__(self, families: Families) -> None:
        self._names = {f"<{name}>": _often(words) for name, words in families.items()}
        self._common: dict[Meanings, float] = {}

    def rarest(self, frame: Frame) -> Item:
        return min(frame.items, key=lambda item: self._of(item.meanings))

    def _of(self, meanings: Meanings) -> float:
        if meanings not in self._common:
            known = (self._names.get(name) or _often((name,)) for name in meanings)
            self._common[meanings] = sum(known)
        return self._common[meanings]


def _often(words: Iterable[str]) -> float:
    return float(sum(2.0 ** -len(word) for word in words))


def _names(signs: Iterable[Sign]) -> Meanings:
    distinct = {item.meanings for sign in signs for frame in sign.frames for item in frame.items}
    return NOTHING.union(*distinct)


def _literal(names: Meanings) -> list[str]:
    return [name for name in names if not name.startswith("<")]


def _spelled(names: Meanings, families: Families) -> Iterator[str]:
    for name in sorted(names):
        yield from families[name[1:-1]] if name.startswith("<") else (name,)
