"""Tips: one line about an offer that we do not know."""

from __future__ import annotations

from enum import Enum

from bot.matching.clean import clean
from bot.wishes import refusals

FEWEST = 3
"""Letters of a tip, beside links and numbers."""


class Refusal(Enum):
    EMPTY = "empty"
    LINK = "link"
    """A link or a number alone says nothing."""
    FORWARDED = "forwarded"


def word(text: str) -> str:
    """The tip in one line, as it is kept; how to reach an offer may stand in it."""
    return clean(text).text


def refuse(text: str) -> Refusal | None:
    """Why this is no tip; None when it is one."""
    if not any(char.isalnum() for char in text):
        return Refusal.EMPTY
    bare = refusals.word(text)
    if sum(char.isalpha() for char in bare.text) >= FEWEST:
        return None
    return Refusal.LINK if bare.hidden else Refusal.EMPTY
