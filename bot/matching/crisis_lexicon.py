"""What single words can mean in a cry for help: families of words that stand for each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Meanings = frozenset[str]
"""Names of families, as "<hits>"."""

NOTHING: Meanings = frozenset()

_SHORTEST_PART = 2

_Table = defaultdict[str, Meanings]


class Lexicon:
    """A pattern is a folded word; "*" stands for any beginning or end of it."""

    def __init__(self, families: Mapping[str, Iterable[str]]) -> None:
        self._whole: _Table = defaultdict(frozenset)
        self._begin: _Table = defaultdict(frozenset)
        self._end: _Table = defaultdict(frozenset)
        for name, members in families.items():
            for pattern in members:
                self._add(pattern, f"<{name}>")
        self._begin_lengths = _lengths((part[:_SHORTEST_PART], len(part)) for part in self._begin)
        self._end_lengths = _lengths((part[-_SHORTEST_PART:], len(part)) for part in self._end)

    def meanings(self, word: str) -> Meanings:
        """All that a word means."""
        found = self._whole.get(word, NOTHING)
        for length in self._begin_lengths.get(word[:_SHORTEST_PART], ()):
            if beginning := self._begin.get(word[:length]):
                found |= beginning
        for length in self._end_lengths.get(word[-_SHORTEST_PART:], ()):
            if ending := self._end.get(word[-length:]):
                found |= ending
        return found

    def _add(self, pattern: str, name: str) -> None:
        if pattern.endswith("*"):
            self._begin[pattern[:-1]] |= {name}
        elif pattern.startswith("*"):
            self._end[pattern[1:]] |= {name}
        else:
            self._whole[pattern] |= {name}


def _lengths(parts: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """Which lengths are worth a look for a word that begins or ends so."""
    table: defaultdict[str, set[int]] = defaultdict(set)
    for part, length in parts:
        table[part].add(length)
    return dict(table)
