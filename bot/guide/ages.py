"""Reads an age that somebody types when they are asked for one: "4", "viereinhalb", "Klasse 7"."""

from __future__ import annotations

import re

from bot.catalogue.offers import AgeRange
from bot.matching.ages import read_age
from bot.matching.stems import fold

OLDEST = 110
_FILLERS = re.compile(
    r"\b(?:ich|er|sie|es|wir|mein|meine|meiner|der|die|das|kind|sohn|tochter|enkel|enkelin|bin|ist|sind"
    r"|wird|jetzt|schon|erst|gerade|fast|etwa|ca|alt|jahre?n?|old|years?|in|i|am|is|he|she|my|son"
    r"|daughter|child|year)\b"
)
_HALF_WORD = re.compile(r"\b(\w{2,})(?:und)?einhalb\b")
_HALF_SIGN = re.compile(r"\b(\d{1,3})\s*(?:½|1/2|und (?:ein )?halb\w*)")
_NUMBER = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?")
_MEANT = re.compile(
    r"[-–]?\s*\d+(?:[.,]\d+)?(?:\s*(?:-|–|bis|to)\s*\d+)?(?:\s*(?:jahre?|years?)(?:\s*(?:alt|old))?)?"
)


def read_years(text: str) -> AgeRange | None:
    """The age, when the text is an age and nothing else; None for any other text."""
    folded = _halves(fold(text).strip(" .!?"))
    if folded.startswith(("-", "–")):
        return None
    if number := _NUMBER.fullmatch(_bare(folded)):
        return _one(float(f"{number[1]}.{number[2] or 0}"))
    for form in (folded, f"{folded} jahre"):
        found = read_age(form)
        if found and not _bare(form[: found.start] + " " + form[found.end :]):
            return found.ages
    return None


def is_meant_as_age(text: str) -> bool:
    """Whether a text looks like an age, even one that nobody has: "-3", "200"."""
    return bool(_MEANT.fullmatch(fold(text).strip(" .!?")))


def _halves(folded: str) -> str:
    """Writes "viereinhalb" and "4 1/2" as "4.5"."""
    folded = re.sub(r"\b(?:anderthalb|eineinhalb)\b", "1.5", folded)
    folded = _HALF_SIGN.sub(r"\1.5", folded)
    return _HALF_WORD.sub(_half, folded)


def _half(found: re.Match[str]) -> str:
    whole = read_age(f"{found[1]} jahre")
    return f"{whole.ages.low:.0f}.5" if whole and whole.ages.low is not None else found[0]


def _bare(folded: str) -> str:
    return _FILLERS.sub(" ", folded).strip(" ,.:")


def _one(years: float) -> AgeRange | None:
    return AgeRange(years, years) if years <= OLDEST else None
