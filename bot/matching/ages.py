"""Reads an age out of a question: years, school classes, months."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.catalogue.offers import AgeRange
from bot.matching import foreign
from bot.matching.stems import fold

_OLDEST = 110
SPELLED = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "funf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwolf",
    "dreizehn",
    "vierzehn",
]
"""German numbers from 0 on, folded."""

_NUMBERS = {name: number for number, name in enumerate(SPELLED)} | dict(foreign.NUMBERS)
_N = r"(\d{1,3})"
_IS = r"(?:bin|ist|wird|werde|alter|geworden|turns|am|is)"
_BARELY = r"(?:(?:jetzt|schon|erst|gerade|bald|fast|noch|ca|etwa)\s+)?"
_YEARS = rf"(?:jahre?n?|jahrige[rsnm]?|jahrig|jahr|j|{foreign.YEARS})"
_BETWEEN = rf"(?:bis|und|oder|u|{foreign.BETWEEN})"


def _one(years: float) -> AgeRange:
    return AgeRange(years, years)


def of_class(number: float) -> AgeRange:
    """German pupils of class 1 are 6 or 7 years old."""
    return AgeRange(number + 5, number + 6)


def of_classes(first: float, last: float) -> AgeRange:
    return AgeRange(of_class(first).low, of_class(last).high)


_CLASSES = (of_class, of_classes)
_Read = Callable[..., AgeRange]
_RULES: tuple[tuple[str, _Read], ...] = (
    (rf"\b{_N}\s*(?:-|–|{_BETWEEN})\s*{_N}[\s-]*{_YEARS}\b", AgeRange),
    (rf"\b(?:klassen?|kl)\s*{_N}\s*(?:-|bis|und|oder)\s*{_N}\b", of_classes),
    (rf"\b{_N}[\s-]*{_YEARS}\b", _one),
    (rf"\b{_N}\s*(?:monate?n?|monatig\w*|months?)\b", lambda months: _one(round(months / 12, 1))),
    (rf"\b{_N}\s*(?:wochen|wochig\w*)\s+alt", lambda _: _one(0)),
    (rf"\b{_N}\s*\.?\s*(?:klasse|kl|klassler\w*|schuljahr)\b", of_class),
    (rf"\b(?:klassen?|klassenstufe|kl|class|grade)\s*{_N}\b", of_class),
    (rf"\bu\s?{_N}\b", lambda below: AgeRange(None, below - 1)),
    (rf"\b(?:unter)\s+{_N}\b(?!\s*(?:euro|eur))", lambda below: AgeRange(None, below - 1)),
    (rf"\b(?:uber)\s+{_N}\b(?!\s*(?:euro|eur))", lambda above: AgeRange(above, None)),
    (rf"\b{_N}\s*\+", lambda above: AgeRange(above, None)),
    (rf"\bab\s+{_N}\b(?!\s*(?:uhr|euro|eur|[.:]\d))", lambda least: AgeRange(least, None)),
    (
        rf"\b(?:bin|ist|sind|wird|werde|werden|alter|geworden|turns|am|is)\s+{_N}\s+(?:und|oder|u)\s+{_N}\b",
        AgeRange,
    ),
    (
        rf"\b{_IS}\s+{_BARELY}{_N}\b(?!\s*(?:uhr|euro|eur|km|prozent|[.:]\d))",
        _one,
    ),
    (rf"\bmit\s+{_N}\b(?!\s*(?:uhr|euro|eur|personen|leuten|kindern|schulern|[.:]\d))", _one),
    (rf"\({_N}\)", _one),
    (rf"\b{_N}{foreign.ORDINAL}\s*(?:{foreign.CLASS_AFTER})\b", of_class),
    (rf"\b(?:{foreign.CLASS_BEFORE})\s*{_N}\b", of_class),
    (rf"\b{foreign.OF_AGE_BEFORE}\s+(?:is\s+)?{_N}\b", _one),
)
_FROM_TO = re.compile(rf"\b{_N}\s*(?:-|–|bis)\s*{_N}[\s-]*(?:jahren?|jahrige[nrsm]?|j)\b")
_FROM_AGE = re.compile(rf"\bab\s+{_N}\s*(?:jahren?|j)\b")
_OF_AGE = 18
_GROWN = re.compile(
    r"\b(?:nur|ausschliesslich) fur erwachsene\b|\bu18 verboten\b|\bkein zutritt unter 18\b"
)
_COMPILED = tuple((re.compile(pattern), read) for pattern, read in _RULES)
_SPELLED = re.compile(
    rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?=[\s-]?{_YEARS}\b)"
)


@dataclass(frozen=True, slots=True)
class ReadAge:
    """An age, and where in the text it was read.

    `classes` are the first and the last school class, where the text speaks of classes.
    """

    ages: AgeRange
    start: int
    end: int
    classes: tuple[int, int] | None = None


def read_age(folded: str) -> ReadAge | None:
    """The age that is named in a folded text; None when there is none."""
    text = _SPELLED.sub(lambda found: f"{_NUMBERS[found[0]]}".ljust(len(found[0])), folded)
    for pattern, read in _COMPILED:
        if found := pattern.search(text):
            numbers = [float(number) for number in found.groups()]
            ages = _sound(read(*numbers))
            classes = (int(numbers[0]), int(numbers[-1])) if read in _CLASSES else None
            return ReadAge(ages, *found.span(), classes) if ages else None
    return None


@lru_cache(maxsize=4096)
def ages_of(text: str) -> AgeRange:
    """Whom an offer's own words are for: all ages they name, from the least to the highest."""
    folded = fold(text)
    spans = [AgeRange(float(low), float(high)) for low, high in _FROM_TO.findall(folded)]
    spans += [AgeRange(float(low), None) for low in _FROM_AGE.findall(folded)]
    if not spans and _GROWN.search(folded):
        spans = [AgeRange(_OF_AGE, None)]
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    whole = AgeRange(min(lows), max(highs) if len(highs) == len(spans) else None) if spans else None
    return (_sound(whole) if whole else None) or AgeRange()


def _sound(ages: AgeRange) -> AgeRange | None:
    ends = [end for end in (ages.low, ages.high) if end is not None]
    if any(not 0 <= end <= _OLDEST for end in ends) or ends != sorted(ends):
        return None
    return ages
