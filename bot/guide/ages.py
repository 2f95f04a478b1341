"""Reads an age that somebody types when they are asked for one: "4", "viereinhalb", "Klasse 7"."""

from __future__ import annotations

import re

from bot.catalogue.offers import AgeRange
from bot.matching.ages import read_age
from bot.matching.stems import fold

OLDEST = 110
LAST_CLASS = 13

_FILLERS = re.compile(
    r"\b(?:ich|er|sie|es|wir|mein|meine|meiner|der|die|das|kind|sohn|tochter|enkel|enkelin|bin|ist|sind"
    r"|wird|jetzt|schon|erst|gerade|fast|etwa|ca|alt|jahre?n?|old|years?|in|i|am|is|he|she|my|son"
    r"|daughter|child|year)\b"
)
_HALF_WORD = re.compile(r"\b(\w{2,}?)(?:und)?einhalb\b|\b(\w{2,}) and a half\b")
_HALF_SIGN = re.compile(r"\b(\d{1,3})\s*(?:½|1/2|und (?:ein )?halb\w*)")
_TENS = {
    name: 10 * number
    for number, name in enumerate(
        ["zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig"], 2
    )
}
_TEENS = {
    f"{name}zehn": number
    for number, name in enumerate(["funf", "sech", "sieb", "acht", "neun"], 15)
}
_LONG = re.compile(rf"\b(?:(\w{{3,6}})und)?({'|'.join(_TENS)})\b|\b({'|'.join(_TEENS)})\b")
_WORD = re.compile(r"[a-z]{3,}")
_ENGLISH_CLASS = re.compile(r"\byears? (?=\d)")
_BELOW_ZERO = re.compile(r"[-–−]|minus\b")
_NEWBORN = re.compile(
    r"(?:fur )?(?:1 |ein |mein |unser )?(?:baby|saugling|neugeborenes?|newborn)s?"
    r"|unter (?:einem jahr|1)|noch kein jahr|under one"
)
_NUMBER = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?")
_MEANT = re.compile(
    r"(?:[-–−]|minus)?\s*\d+(?:[.,]\d+)?(?:\s*(?:-|–|bis|to)\s*\d+)?"
    r"(?:\s*(?:jahre?|years?)(?:\s*(?:alt|old))?)?|(?:klasse\s*\d+|\d+\.?\s*klasse)"
)


def read_years(text: str) -> AgeRange | None:
    """The age, when the text is an age and nothing else; None for any other text."""
    folded = _digits(text)
    if _BELOW_ZERO.match(folded):
        return None
    if _NEWBORN.fullmatch(folded):
        return AgeRange(0, 1)
    if number := _NUMBER.fullmatch(_bare(folded)):
        return _one(float(f"{number[1]}.{number[2] or 0}"))
    for form in (folded, f"{folded} jahre"):
        found = read_age(form)
        if found and not _bare(form[: found.start] + " " + form[found.end :]):
            there = found.classes is None or all(1 <= one <= LAST_CLASS for one in found.classes)
            return found.ages if there else None
    return None


def is_meant_as_age(text: str) -> bool:
    """Whether a text looks like an age, even one that nobody has: "-3", "200"."""
    return bool(_MEANT.fullmatch(_digits(text)))


def _digits(text: str) -> str:
    """Folded, with numbers as digits: "viereinhalb" and "4 1/2" are "4.5", "siebzig" is "70"."""
    folded = re.sub(r"\b(?:anderthalb|eineinhalb)\b", "1.5", fold(text).strip(" .!?"))
    folded = _HALF_WORD.sub(_half, _HALF_SIGN.sub(r"\1.5", folded))
    return _ENGLISH_CLASS.sub("klasse ", _WORD.sub(_short, _LONG.sub(_long, folded)))


def _half(found: re.Match[str]) -> str:
    whole = _spelled(found[1] or found[2])
    return found[0] if whole is None else f"{whole}.5"


def _short(found: re.Match[str]) -> str:
    whole = _spelled(found[0])
    return found[0] if whole is None else str(whole)


def _long(found: re.Match[str]) -> str:
    ones = _spelled(found[1]) if found[1] else 0
    return found[0] if ones is None else str(ones + (_TENS.get(found[2]) or _TEENS[found[3]]))


def _spelled(word: str) -> int | None:
    """A number word that `read_age` knows."""
    found = read_age(f"{word} jahre")
    if found is None or found.start or found.ages.low is None:
        return None
    return int(found.ages.low)


def _bare(folded: str) -> str:
    return _FILLERS.sub(" ", folded).strip(" ,.:")


def _one(years: float) -> AgeRange | None:
    return AgeRange(years, years) if years <= OLDEST else None
