"""Makes typed text safe and small before anything costly looks at it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 256
MARKS_PER_BASE = 2

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text as it is read from here on; `cut` says that its end was left out."""

    text: str
    cut: bool


def clean(text: str) -> Cleaned:
    """Cut, normalise (NFKC), and drop what nobody can read. Doing it again changes nothing."""
    typed = text.strip()
    cleaned = _clean_once(typed[:LONGEST])
    while (again := _clean_once(cleaned[:LONGEST])) != cleaned:
        cleaned = again
    whole = len(typed) <= LONGEST and len(_clean_once(typed)) <= LONGEST
    return Cleaned(cleaned, cut=not whole)


def _clean_once(text: str) -> str:
    readable = "".join(kept for char in text if (kept := _readable(char)))
    composed = unicodedata.normalize("NFKC", readable)
    return _SPACE.sub(" ", _few_marks(composed)).strip()


def _readable(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _DROPPED else char


def _few_marks(text: str) -> str:
    """At most two combining marks for each letter: more are never a language, only a trick."""
    kept = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
        if marks <= MARKS_PER_BASE:
            kept.append(char)
    return "".join(kept)
