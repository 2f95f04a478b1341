"""What single words can mean in a cry for help: families of words, spelled as people spell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

Meanings = frozenset[str]
"""Names of patterns and of "<families>"."""

NOTHING: Meanings = frozenset()

_REPAIRED_FROM = 5
_SHORTEST_PART = 2
_LONGER = 3

_Table = defaultdict[str, Meanings]


class Lexicon:
    """A pattern is a folded word; "*" stands for any beginning or end of it."""

    def __init__(self, families: Mapping[str, Iterable[str]], patterns: Iterable[str]) -> None:
        self._whole: _Table = defaultdict(frozenset)
        self._begin: _Table = defaultdict(frozenset)
        self._end: _Table = defaultdict(frozenset)
        for name, members in families.items():
            for pattern in members:
                self._add(pattern, f"<{name}>")
        for pattern in patterns:
            self._add(pattern, pattern)
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


class Repairs:
    """What a mistyped word may mean: what words one slip away mean."""

    def __init__(self, spelled: Iterable[str]) -> None:
        """`spelled` are the patterns worth a repair."""
        self._whole: defaultdict[str, list[str]] = defaultdict(list)
        self._begin: defaultdict[str, list[str]] = defaultdict(list)
        for pattern in spelled:
            bare = pattern.strip("*")
            if len(bare) >= _REPAIRED_FROM and not pattern.startswith("*"):
                table = self._begin if pattern.endswith("*") else self._whole
                table[bare[0]].append(bare)

    def of(self, word: str) -> list[str]:
        """The words it may have been; nobody mistypes the first letter."""
        if len(word) < _REPAIRED_FROM:
            return []
        first = word[0]
        begun = [
            bare
            for bare in self._begin.get(first, ())
            if len(bare) <= len(word) + 1 <= len(bare) + 1 + _LONGER and _begins(word, bare)
        ]
        return begun + _near(word, self._whole.get(first, ()))


def _begins(word: str, bare: str) -> bool:
    """A letter may be missing, swapped, wrong or too many."""
    ends = (len(bare) - 1, len(bare), len(bare) + 1)
    return any(OSA.distance(word[:end], bare, score_cutoff=1) <= 1 for end in ends)


def _near(word: str, choices: Iterable[str]) -> list[str]:
    return [near for near in choices if OSA.distance(word, near, score_cutoff=1) <= 1]


def _lengths(parts: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """Which lengths are worth a look for a word that begins or ends so."""
    table: defaultdict[str, set[int]] = defaultdict(set)
    for part, length in parts:
        table[part].add(length)
    return dict(table)
