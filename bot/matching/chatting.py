"""Hears when a text asks for no offer at all: a greeting, a human, or nothing that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.matching.answer import Understanding
from bot.matching.concepts import Found, Kind
from bot.matching.stems import is_latin

HUMAN = "mensch"
"""The concept of asking for a human."""
UNSPECIFIC = "irgendein angebot"
"""The concept of asking for some offer, without a word about which."""
UNREADABLE = "unlesbar"
"""No concept: there is no word in the text, or none that could be one."""

_LEAST_FAMILIAR = 0.6
_LENGTH = 3
_SHORT = 4
"""Words; a longer text of small words may hide something serious."""
_VOWELS = frozenset("aeiouy")


def smalltalk(
    said: Sequence[str], found: Sequence[Found], telling: frozenset[int], asked: Understanding
) -> str:
    """The kind of smalltalk in a text that is nothing else; empty when there is a question in it.

    `telling` are the places of the words that carry a meaning and were not used up.
    """
    chats = [one for one in found if one.concept.kind is Kind.SMALLTALK]
    if chats and telling <= frozenset(place for one in chats for place in one.places):
        names = [one.concept.name for one in chats]
        wanted = names if not asked.filtered else [name for name in names if name != UNSPECIFIC]
        return next((name for name in sorted(wanted, key=_least_telling)), "")
    if telling or asked.filtered or any(one.concept.kind is Kind.DISTRESS for one in found):
        return ""
    if not any(len(word) > 1 for word in said):
        return UNREADABLE
    return UNSPECIFIC if len(said) <= _SHORT else ""


def _least_telling(name: str) -> tuple[bool, str]:
    """Who greets and asks for something gets an answer to what was asked."""
    return name == "gruss", name


class Familiar:
    """Knows how words look: "asdf" is none, "didgeridoo" may well be one."""

    def __init__(self, words: Iterable[str]) -> None:
        self._pieces = frozenset(piece for word in words for piece in _pieces(word))

    def could_be(self, word: str) -> bool:
        """Whether a folded word could be a word at all, known or not."""
        if not is_latin(word):
            return True
        if len(word) < _LENGTH or word.isdigit():
            return False
        if len(word) > _LENGTH and _VOWELS.isdisjoint(word):
            return False
        pieces = _pieces(word)
        return sum(piece in self._pieces for piece in pieces) >= _LEAST_FAMILIAR * len(pieces)


def _pieces(word: str) -> list[str]:
    framed = f" {word} "
    return [framed[at : at + _LENGTH] for at in range(len(framed) - _LENGTH + 1)]
