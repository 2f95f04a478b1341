"""What a cry for help is known by: groups of letters, and families of words that stand near each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.matching.crisis_lexicon import Meanings

_SHORTEST, _LONGEST = 3, 6
_NEAR = 3
"""So many words further on a second family still belongs to the first."""


def traits(said: Sequence[str], meant: Sequence[Meanings]) -> set[str]:
    """Of folded words and what each of them means.

    Groups of letters reach from word to word; a typing error spoils only a few of them.
    """
    text = f" {' '.join(said)} "
    found = {
        text[at : at + length]
        for length in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(text) - length + 1)
    }
    found.update(name for names in meant for name in names)
    found.update(_pairs(meant))
    return found


def _pairs(meant: Sequence[Meanings]) -> Iterator[str]:
    for place, names in enumerate(meant):
        for name in names:
            for others in meant[place + 1 : place + 1 + _NEAR]:
                for other in others:
                    yield f"{name} {other}"
