"""Reads what something may cost out of a question, and what it costs out of an offer's price."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.offers import Fit
from bot.matching import foreign
from bot.matching.stems import fold

_FREE = re.compile(
    r"\b(?:kostenlos\w*|kostenfrei\w*|gratis|umsonst|unentgeltlich\w*|gebuhrenfrei\w*|freier eintritt"
    rf"|eintritt frei|ohne geld|nichts kost\w*|kostet nichts|kein geld|{foreign.FREE})\b"
)
_AT_MOST = re.compile(
    r"\b(?:unter|bis|hochstens|maximal|max|under|weniger als)\s+(\d{1,4})\s*(?:euro|eur|€)"
)
_AMOUNT = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?\s*(?:euro|eur|€)")


def read_price(folded: str) -> float | None:
    """The most that somebody wants to pay; 0 for free."""
    if _FREE.search(folded):
        return 0.0
    found = _AT_MOST.search(folded)
    return float(found[1]) if found else None


def price_words(folded: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that name a price."""
    for pattern in (_FREE, _AT_MOST):
        yield from (found.span() for found in pattern.finditer(folded))


def price_fit(price: str, most: float) -> Fit:
    folded = fold(price)
    amounts = [float(f"{whole}.{cents or 0}") for whole, cents in _AMOUNT.findall(folded)]
    if _FREE.search(folded):  # beside an amount it is free for some, and who knows for whom
        return Fit.FITS if not amounts or min(amounts) <= most else Fit.UNKNOWN
    if not amounts:
        return Fit.UNKNOWN
    return Fit.FITS if min(amounts) <= most else Fit.DIFFERS
