"""Words without their spelling: one form for ß and ss, ä, ae and a, and for every inflection."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_SPELLED_OUT = re.compile(r"(?<![aeqAEQ])([aou])e(?!u)")
_ENDINGS = ("erinnen", "innen", "erin", "ern", "em", "en", "er", "es", "e")
_PERSONS = ("burger", "schuler")  # without their ending they would be a castle and a school
_PERSON_ENDINGS = ("", "s", "n", "in", "innen")
_BEFORE_S = frozenset("bdfghklmnt")
_BEFORE_T = frozenset("bdfgklmnprz")
_DOUBLE = re.compile(r"([a-z])\1")
_SHORTEST = 3
_LATIN, _ARABIC_ARTICLE, _BEGINNING = "\u024f", "\u0627\u0644", 5
_SAME_LETTER = str.maketrans(
    {
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "\u02bc": "'",  # the apostrophe of Ukrainian
        "\u0640": "",  # a line that only stretches an Arabic word
        "\u0629": "\u0647",  # teh marbuta: heh
        "\u0649": "\u064a",  # alef maksura: yeh
        "\u06cc": "\u064a",  # the yeh of Farsi
        "\u06a9": "\u0643",  # the kaf of Farsi
    }
)


def words(text: str) -> list[str]:
    """The folded words of a text in their order."""
    return _WORD.findall(fold(text))


def placed_words(folded: str) -> list[tuple[int, str]]:
    """The words of a folded text, each with where it begins."""
    return [(found.start(), found[0]) for found in _WORD.finditer(folded)]


def fold(text: str) -> str:
    """Lower case without accents; "Füße", "Fuesse" and "fusse" become the same."""
    lowered = text.casefold()
    if not lowered.isascii():
        lowered = _without_marks(lowered)
    return _SPELLED_OUT.sub(r"\1", lowered)


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return bare.translate(_SAME_LETTER)


def is_latin(word: str) -> bool:
    return word[:1] <= _LATIN


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its German ending; of other scripts the beginning."""
    if not is_latin(word):
        return word.removeprefix(_ARABIC_ARTICLE)[:_BEGINNING]
    person = next((person for person in _PERSONS if word.startswith(person)), "")
    if person and word.removeprefix(person) in _PERSON_ENDINGS:
        return person
    bare = _without_s(word)
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            return _without_doubles(bare[: -len(ending)])
    return _without_doubles(_without_t(bare))


def _without_s(word: str) -> str:
    ends = len(word) > _SHORTEST + 1 and word[-1] == "s" and word[-2] in _BEFORE_S
    return word[:-1] if ends else word


def _without_t(word: str) -> str:
    """A verb: "hilft" is "hilf"; but "Sucht", "Kunst" and "Stadtrat" stay whole."""
    ends = len(word) > _SHORTEST + 1 and word[-1] == "t" and word[-2] in _BEFORE_T
    return word[:-1] if ends else word


def _without_doubles(word: str) -> str:
    """Swimming is "schwim": people double letters as they like."""
    return _DOUBLE.sub(r"\1", word)
