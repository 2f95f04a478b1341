"""Recognises curated words of other languages, whatever their endings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.matching.stems import fold, is_latin, stem

_TOKEN = re.compile(r"[^\W_]+\*?")
_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل")
_SHORTEST, _LONGEST_ENDING = 3, 6
_APART = "~"

Stems = tuple[str, ...]


def read_phrases(text: str) -> Iterator[Stems]:
    """Phrases parted by ";", their words as stems; "школ*" stays what a word begins with."""
    for phrase in text.split(";"):
        if tokens := tuple(
            token if token.endswith("*") else listed(token)
            for token in _TOKEN.findall(fold(phrase))
        ):
            yield tokens


def listed(word: str) -> str:
    """The stem of a folded word, told apart from the same stem of a German word."""
    return _APART + stem(word)


class Languages:
    """The words of all other languages together: nobody has to say which one it is."""

    def __init__(self, phrases: Iterable[Stems] = (), stop: frozenset[str] = frozenset()) -> None:
        """`stop` are their words that say nothing."""
        self._held = frozenset(one for phrase in phrases for one in phrase)
        self._stop = stop
        self.spellings = frozenset(one.strip("~*") for one in self._held)
        """How words of these languages look, without their endings."""
        self.forms = lru_cache(maxsize=8192)(self._forms)

    def speaks(self, word: str) -> bool:
        """Whether a folded word can only come from another language."""
        return not is_latin(word) or word in self._stop or bool(self.forms(word))

    def _forms(self, word: str) -> frozenset[str]:
        """The stems and beginnings under which a folded word is listed."""
        tried = set(_bare(word))
        begun = {f"{one[:end]}*" for one in tried for end in _beginnings(one)}
        return self._held & (begun | set(map(listed, tried)))


def _beginnings(word: str) -> range:
    return range(max(2, len(word) - _LONGEST_ENDING), len(word) + 1)


def _bare(word: str) -> Iterator[str]:
    """An Arabic word also without its article or a particle written together with it."""
    yield word
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            yield word.removeprefix(prefix)
