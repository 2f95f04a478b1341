"""What cannot be a wish, and what must not stand in one: ways to reach a person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from bot.matching.clean import LONGEST

FEWEST = 3
"""Letters of a wish."""


class Refusal(Enum):
    EMPTY = "empty"
    SHORT = "short"
    LONG = "long"
    FORWARDED = "forwarded"
    """Somebody else's words."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A text as it may be kept; `hidden` says that a way to reach somebody was taken out."""

    text: str
    hidden: bool


_SPACE = re.compile(r"\s+")
_DATE = r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?"
_CLOCK = r"\d{1,2}[.:]\d{2}"
_DATES = re.compile(rf"(?:{_DATE}|{_CLOCK}|\d{{1,4}})(?:[\s/–-]+(?:{_DATE}|{_CLOCK}|\d{{1,4}}))?")
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]*[^\s@<>.,;:!?)]")
_LINK = re.compile(
    r"(?:https?://|www\.|t\.me/)\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|info|eu|me|io|at|ch|tv|shop|app)\b(?:/\S*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<!\w)@\w{3,}")
_PHONE = re.compile(r"(?<![\w.])(?:\+|00?)?\(?\d(?:[\s/().–-]{0,3}\d){5,}(?!\w)")
_FEWEST_DIGITS = 7

_LED = r"an|bei|unter|auf|über|via|per|oder|und|mit|an mich|mich|mir|wie|siehe|s\.|von|at|on|or|and|by|me|to|see"
_LABEL = r"tel\.?|telefon|telefonnummer|nummer|handy|mobil|fon|e-?mail|mail|mailadresse|whats-?app|telegram|insta(?:gram)?|link|phone|meine?|ist|lautet"
_ASKING = r"bitte|meldet|melden|euch|sie|sich|anrufen|schreiben|rufen|ruft|antwort(?:en)?|infos?|please|call|write"
_CUT = "\0"
_GAP = rf"\s,;:.(–{_CUT}-"
_LEFTOVER = re.compile(
    rf"(?:(?:^|[{_GAP}]+)(?:{_LED}|{_LABEL}|{_ASKING})(?=[{_GAP}]))*[{_GAP}]*{_CUT}"
    rf"(?:[{_GAP}]*(?:{_ASKING})\b)*[{_GAP}).!?]*$",
    re.IGNORECASE,
)
"""What led to a way to reach somebody at the end, and hangs in the air without it."""
_TAIL = 200
"""Characters looked at for that: looking costs their square."""


def refuse(text: str) -> Refusal | None:
    """Why this cannot be a wish; None when it can."""
    letters = sum(char.isalpha() for char in text)
    if not letters:
        return Refusal.EMPTY
    if letters < FEWEST:
        return Refusal.SHORT
    return Refusal.LONG if len(_tidy(text)) > LONGEST else None


def word(text: str) -> Worded:
    """The text without links, mail addresses, names on Telegram and phone numbers."""
    tidy = _tidy(text)
    bare = tidy
    for pattern in (_MAIL, _LINK, _HANDLE):
        bare = pattern.sub(_CUT, bare)
    bare = _PHONE.sub(_without_phone, bare)
    if bare == tidy:
        return Worded(tidy, hidden=False)
    whole = (bare[:-_TAIL] + _LEFTOVER.sub("", bare[-_TAIL:])).replace(_CUT, " ")
    return Worded(_SPACE.sub(" ", whole).strip(" ,;:-"), hidden=True)


def _without_phone(found: re.Match[str]) -> str:
    """Dates and hours are numbers, too."""
    digits = sum(char.isdigit() for char in found[0])
    is_phone = digits >= _FEWEST_DIGITS and not _DATES.fullmatch(found[0].strip())
    return _CUT if is_phone else found[0]


def _tidy(text: str) -> str:
    readable = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFKC", text)
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return _SPACE.sub(" ", readable).strip()
