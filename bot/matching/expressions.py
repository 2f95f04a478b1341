"""Reads the expressions of the query words: alternatives and families of words are spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from bot.matching.concepts import Stems
from bot.matching.stems import stem, words

Families = Mapping[str, Sequence[str]]
"""Words that may stand for each other in an expression, by the name it calls them."""

_NAMED = re.compile(r"<\w+>")


def read_expressions(text: str, families: Families | None = None) -> Iterator[Stems]:
    """Expressions parted by ";", as stems.

    "<Kind> redet/spricht kaum" is each word of the family with each of the two.
    """
    for expression in text.split(";"):
        choices = [_choices(token, families or {}) for token in expression.split()]
        said = dict.fromkeys(tuple(map(stem, words(" ".join(one)))) for one in product(*choices))
        yield from filter(None, said)


def without_families(text: str) -> str:
    """The words that stand there themselves."""
    return _NAMED.sub(" ", text)


def _choices(token: str, families: Families) -> Sequence[str]:
    alternatives = (families.get(one.strip("<>"), (one,)) for one in token.split("/"))
    return [one for alternative in alternatives for one in alternative]
