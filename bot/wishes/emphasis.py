"""How much each word of a wish counts, by the sentence around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.stems import fold
from bot.wishes.lexicon import is_foreign, is_listed, tells

ASIDE = 0.3
"""What stands in a clause that gives a reason."""

_PURPOSE, _SMALL, _FOREIGN = 0.5, 0.3, 0.25
_REASONS = frozenset(["weil", "damit", "denn", "falls", "obwohl", "because"])
_WITHOUT = "ohne"
"""Behind a comma it begins a clause; else only the next word counts less."""

_FOR = frozenset(["fur", "for"])
_MARKS = '.,!?;:()"„“”'


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Between 0 and 1: of the clause that a word stands in, and of the word where no list knows it.

    `whom` says that it stands right behind "for".
    """

    clause: float
    word: float
    whom: bool


def emphases(text: str, spoken: Sequence[str]) -> list[Emphasis]:
    """Of each of the folded words of a text; less behind a purpose ("für den Urlaub") or a reason."""
    foreign = is_foreign(spoken)
    typed = [word.strip(_MARKS) for word in text.split()]
    nouns = frozenset(fold(word) for word in typed if word[:1].isupper())
    first = fold(typed[0]) if typed else ""
    found: list[Emphasis] = []
    apart = f", {_WITHOUT} " in text.casefold()
    clause, begun, before = 1.0, False, ""
    for word in spoken:
        whom = before in _FOR
        if begun and (word in _REASONS or (word == _WITHOUT and apart)):
            clause = ASIDE
        elif begun and whom and word not in nouns:
            clause = min(clause, _PURPOSE)
        begun = begun or (tells(word) and (not nouns or word in nouns))
        small = word not in nouns if nouns else False
        small = small or (len(nouns) < 2 and word != first)
        own = _FOREIGN if foreign and not is_listed(word) else _SMALL if small else 1.0
        own = min(own, ASIDE) if before == _WITHOUT else own
        found.append(Emphasis(clause, min(clause, own), whom))
        before = word
    return found
