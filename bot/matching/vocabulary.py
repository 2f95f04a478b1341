"""The catalogue's own words, and what a typed word may mean among them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.compounds import Compounds
from bot.matching.stems import stem

_SPLIT_KNOWN = 0.8
_REPAIRABLE, _SHORT = 5, 6
_LONGEST_REPAIRED = 40
_BEHIND_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a word: these stems together, and how sure that is (0 to 1)."""

    stems: tuple[str, ...]
    weight: float


class Vocabulary:
    def __init__(self, words: Iterable[str], compounds: Compounds) -> None:
        self._words = frozenset(words)
        self._stems = frozenset(map(stem, self._words))
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._sorted = sorted(self._words)
        for word in self._sorted:
            self._by_length[len(word)].append(word)
        self._compounds = compounds
        self.readings = lru_cache(maxsize=8192)(self._readings)
        self.repairs = lru_cache(maxsize=8192)(self._repairs)

    def knows(self, word: str) -> bool:
        return stem(word) in self._stems

    def lists(self, word: str) -> bool:
        """Whether it is known just as it is written."""
        return word in self._words

    def holds(self, word: str) -> bool:
        """Whether it is known as a whole or made of known parts."""
        return self.knows(word) or bool(self._compounds.split(word))

    def is_compound(self, word: str) -> bool:
        return bool(self._compounds.split(word))

    def head(self, word: str) -> tuple[str, ...]:
        """What kind of thing a compound is: its last part, unless that names only a form."""
        last = self._compounds.split(word)[-1:]
        return last if stem(word).endswith(last) else ()

    def repair(self, word: str) -> tuple[str, bool] | None:
        """The word that a misspelt one was taken for, and whether only that comes near."""
        if self.knows(word) or not _REPAIRABLE <= len(word) <= _LONGEST_REPAIRED:
            return None
        if self._compounds.split(word) or not (near := self.repairs(word)):
            return None
        return near[0][0], len({stem(meant) for meant, _ in near}) == 1

    def _readings(self, word: str) -> tuple[Reading, ...]:
        found = []
        if self.knows(word):
            found.append(Reading((stem(word),), 1.0))
        if parts := self._compounds.split(word):
            found.append(Reading(parts, _SPLIT_KNOWN if found else 0.9))
        return tuple(found or self._guesses(word))

    def _guesses(self, word: str) -> list[Reading]:
        if not _REPAIRABLE <= len(word) <= _LONGEST_REPAIRED:
            return []
        repaired = [Reading((stem(meant),), weight) for meant, weight in self.repairs(word)]
        return repaired or self._by_ending(word) or self._by_beginning(word)

    def _repairs(self, word: str) -> list[tuple[str, float]]:
        """Words at most a few slips away, the nearest only."""
        most = _slips(word)
        found = process.extract(
            word, self._of_length(len(word), most), scorer=OSA.distance, score_cutoff=most, limit=6
        )
        near = [(meant, slips) for meant, slips, _ in found if _alike(word, meant, int(slips))]
        least = min((slips for _, slips in near), default=0)
        return [(meant, 1 - slips / len(word)) for meant, slips in near if slips == least]

    def _of_length(self, length: int, slack: int) -> list[str]:
        around = range(length - slack, length + slack + 1)
        return [word for size in around for word in self._by_length.get(size, ())]

    def _by_ending(self, word: str) -> list[Reading]:
        """In "fusballverein" the known end is kept, the beginning repaired on its own."""
        for at in range(4, len(word) - 3):
            head, tail = word[:at], word[at:]
            if self.knows(tail):
                if heads := [stem(meant) for meant, _ in self.repairs(head)[:1]]:
                    return [Reading((heads[0],), 0.75)]
                return [] if self._compounds.is_weak(tail) else [Reading((stem(tail),), 0.2)]
        return []

    def _by_beginning(self, word: str) -> list[Reading]:
        """For "singt": words that begin alike, when most of the word is that beginning."""
        begin = word[: max(4, len(word) - 2)]
        first = bisect_left(self._sorted, begin)
        last = bisect_left(self._sorted, begin + _BEHIND_ALL, first)
        around = (known for known in self._sorted[first:last] if abs(len(known) - len(word)) <= 3)
        alike = set(map(stem, around))
        return [Reading((one,), 0.6) for one in sorted(alike)[:6]]


def _slips(word: str) -> int:
    return 1 if len(word) <= 5 else 2 if len(word) <= 11 else 3


def _alike(typed: str, meant: str, slips: int) -> bool:
    """In a short word only one slip after its first letter, or two that leave both its ends alone."""
    if len(typed) <= _SHORT:
        return slips <= 1 and typed[0] == meant[0]
    return slips <= 1 or len(typed) > 9 or (typed[:2] == meant[:2] and typed[-1] == meant[-1])
