"""Takes German compounds apart, with the catalogue's own words as the parts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.matching.stems import stem

_SHORTEST_PART = 4
_LONGEST = 48
_SHORT_PARTS = frozenset({"ort", "rad", "tag", "zug", "amt", "arzt", "see", "bad", "tee", "ohr"})
_BETWEEN = frozenset({"fur", "und", "mit", "zum", "zur", "von"})
_LINKS = ("", "s", "es", "n", "en", "er", "e")


class Compounds:
    """Knows parts (stems) and splits a folded word into two or more of them."""

    def __init__(self, words: Iterable[str], weak: frozenset[str] = frozenset()) -> None:
        """`weak` are stems, such as "kurs", that no compound is split for alone."""
        self._weak = weak
        self._parts = {stem(word) for word in words if _can_be_part(word)}
        self.split = lru_cache(maxsize=16384)(self._split)
        self._apart = lru_cache(maxsize=16384)(self._take_apart)  # else long words cost 2 ** length

    def is_weak(self, word: str) -> bool:
        """Whether a word names only a form, and says nothing alone."""
        return stem(word) in self._weak

    def _split(self, word: str) -> tuple[str, ...]:
        """The telling stems that make up the word, or nothing when it is no compound we know."""
        parts = self._apart(word) if len(word) <= _LONGEST else ()
        return tuple(part for part in parts if part not in self._weak) or parts

    def _take_apart(self, word: str) -> tuple[str, ...]:
        for at in range(len(word) - 3, 2, -1):
            head = self._part(word[:at])
            if head and (rest := self._rest(word[at:])):
                return (head, *rest)
        return ()

    def _rest(self, word: str) -> tuple[str, ...]:
        if part := self._whole(word):
            return (part,)
        if word[:3] in _BETWEEN and (rest := self._whole(word[3:])):
            return (rest,)
        return self._apart(word) if len(word) >= 2 * _SHORTEST_PART else ()

    def _whole(self, word: str) -> str:
        part = stem(word)
        return part if _can_be_part(word) and part in self._parts else ""

    def _part(self, word: str) -> str:
        """A first part, with or without the sound that links it to the next."""
        for link in _LINKS:
            bare = word[: len(word) - len(link)]
            if word.endswith(link) and (part := self._whole(bare)):
                return part
        return ""


def _can_be_part(word: str) -> bool:
    return (len(word) >= _SHORTEST_PART and not word.isdigit()) or word in _SHORT_PARTS
