"""Hears when somebody is in danger: self-harm, violence, abuse; and tells it from a professional question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.answer import Danger

Phrase = tuple[str, ...]
"""Folded words in their order; "*" stands for any beginning or end of a word, "$" for the end of the question."""

Meant = frozenset[str]
"""What one typed word may stand for."""

_GAP = 3
_REPAIRED_FROM = 4


@dataclass(frozen=True, slots=True)
class Alarms:
    """What people in danger say. `acute` is always meant; `topic` gives way to a professional context."""

    acute: tuple[tuple[Phrase, Danger], ...]
    topic: tuple[tuple[Phrase, Danger], ...]
    professional: tuple[Phrase, ...]
    harmless: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """`danger` is None when nobody is in danger; `delicate` when the matter is touched all the same."""

    danger: Danger | None
    delicate: bool


class Listener:
    def __init__(self, alarms: Alarms) -> None:
        self._acute = _by_first(alarms.acute)
        self._topic = _by_first(alarms.topic)
        self._professional = alarms.professional
        self._harmless = alarms.harmless
        dangerous = (*alarms.acute, *alarms.topic)
        self._words = frozenset(word for phrase, _ in dangerous for word in phrase)

    def hear(self, said: Sequence[str], unknown: Container[str] = ()) -> Heard:
        """`unknown` holds the words of the question that may be typing errors."""
        meant = [self._meant(word) if word in unknown else frozenset({word}) for word in said]
        acute, touched = _first(self._acute, meant), _first(self._topic, meant)
        if not acute and not touched:
            return Heard(None, delicate=False)
        typed = [frozenset({word}) for word in said]
        excused = _any(self._harmless, typed)
        if not acute:
            excused = excused or _any(self._professional, typed)
        return Heard(None if excused else acute or touched, delicate=True)

    def _meant(self, word: str) -> frozenset[str]:
        """The word, and the words of danger that are one slip away."""
        if word in self._words or len(word) < _REPAIRED_FROM:
            return frozenset({word})
        near = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=1, limit=len(self._words)
        )
        return frozenset({word, *(meant for meant, _, _ in near if len(meant) >= _REPAIRED_FROM)})


_Table = dict[str, list[tuple[Phrase, Danger]]]


def _by_first(phrases: Iterable[tuple[Phrase, Danger]]) -> _Table:
    table: defaultdict[str, list[tuple[Phrase, Danger]]] = defaultdict(list)
    for phrase, danger in phrases:
        table[phrase[0].rstrip("*")].append((phrase, danger))
    return dict(table)


def _first(table: _Table, said: Sequence[Meant]) -> Danger | None:
    """The first danger in the order of the words; a table's key is a word or how it begins."""
    for place, meant in enumerate(said):
        for key in sorted({word[:end] for word in meant for end in range(2, len(word) + 1)}):
            for phrase, danger in table.get(key, ()):
                if _follows(phrase, said, place):
                    return danger
    return None


def _any(phrases: Sequence[Phrase], said: Sequence[Meant]) -> bool:
    return any(_follows(phrase, said, place) for phrase in phrases for place in range(len(said)))


def _follows(phrase: Phrase, said: Sequence[Meant], place: int) -> bool:
    """The phrase begins here, with at most a few words between its own."""
    if not _same(phrase[0], said[place]):
        return False
    for wanted in phrase[1:]:
        if wanted == "$":
            return place == len(said) - 1
        reach = range(place + 1, min(place + 2 + _GAP, len(said)))
        place = next((at for at in reach if _same(wanted, said[at])), -1)
        if place < 0:
            return False
    return True


def _same(wanted: str, meant: Meant) -> bool:
    if wanted.endswith("*"):
        return any(word.startswith(wanted[:-1]) for word in meant)
    if wanted.startswith("*"):
        return any(word.endswith(wanted[1:]) for word in meant)
    return wanted in meant
