"""Reads when something should be out of a question, and when it is out of a schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bot.catalogue.offers import Fit
from bot.matching import foreign
from bot.matching.answer import Daytime, TimeWish
from bot.matching.stems import fold

_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SHORT = ("mo", "di", "mi", "do", "fr", "sa", "so")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = {
    name: number for names in (_DAYS, _SHORT, _ENGLISH) for number, name in enumerate(names)
} | {"sonnabend": 5}
_WEEKEND = frozenset({5, 6})
_WORKDAYS = frozenset(range(5))
_PARTS = {
    Daytime.MORNING: r"\b(?:vormittags?|morgens|am morgen|fruhs?|mornings?)\b",
    Daytime.AFTERNOON: r"\b(?:nachmittags?|mittags?|nach der schule|afternoons?)\b",
    Daytime.EVENING: r"\b(?:abends?|abendkurse?|feierabend|nach der arbeit|evenings?|spatabends?)\b",
}
_HOURS = {Daytime.MORNING: (5, 12), Daytime.AFTERNOON: (12, 17), Daytime.EVENING: (17, 24)}
_HOLIDAYS = re.compile(r"\b(\w*)ferien\b|\bschulfrei\b|\bholidays\b")
_DAY = re.compile(rf"\b({'|'.join((*_DAYS, 'sonnabend', *_ENGLISH))})(?:s|e)?\b")
_DAY_OF_SCHEDULE = re.compile(
    rf"\b({'|'.join((*_DAYS, 'sonnabend', *_SHORT))})s?\b(?:\s*(?:-|bis)\s*({'|'.join((*_DAYS, *_SHORT))})\b)?"
)
_ASKED_PARTS = {
    part: re.compile(rf"{words}|\b(?:{foreign.PARTS[part]})\b") for part, words in _PARTS.items()
}
_ASKED_HOLIDAYS = re.compile(rf"{_HOLIDAYS.pattern}|\b(?:{foreign.HOLIDAYS})\b")
_FOREIGN_DAYS = tuple(re.compile(rf"\b(?:{names})\b") for names in foreign.DAYS)
_ASKED_WEEKEND = re.compile(rf"\bwochenenden?s?\b|\b(?:{foreign.WEEKEND})\b")
_ASKED_TODAY = re.compile(rf"\bheute\b|\b(?:{foreign.TODAY})\b")
_ASKED_TOMORROW = re.compile(rf"(?<!guten )(?<!am )\bmorgen\b|\b(?:{foreign.TOMORROW})\b")
_FROM = re.compile(r"\b(\d{1,2})(?:[.:](\d{2}))?\s*(?:-\s*\d{1,2}(?:[.:]\d{2})?)?\s*uhr")


def read_time(folded: str, today: date) -> TimeWish | None:
    """The days, the time of day and the holidays that a folded question names."""
    wish = TimeWish(
        days=frozenset(_days_asked(folded, today)),
        parts=frozenset(part for part, asked in _ASKED_PARTS.items() if asked.search(folded)),
        holidays=bool(_ASKED_HOLIDAYS.search(folded)),
    )
    return wish if wish != TimeWish() else None


def day_words(folded: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that name days: they say when, not what."""
    for pattern in (_DAY, _ASKED_WEEKEND, _ASKED_TODAY, _ASKED_TOMORROW, *_FOREIGN_DAYS):
        yield from (found.span() for found in pattern.finditer(folded))


def _days_asked(folded: str, today: date) -> Iterator[int]:
    yield from (_NAMES[found[1]] for found in _DAY.finditer(folded))
    yield from (day for day, names in enumerate(_FOREIGN_DAYS) if names.search(folded))
    if _ASKED_WEEKEND.search(folded):
        yield from _WEEKEND
    if _ASKED_TODAY.search(folded):
        yield today.weekday()
    if _ASKED_TOMORROW.search(folded):
        yield (today.weekday() + 1) % 7
    if re.search(r"\bubermorgen\b", folded):
        yield (today.weekday() + 2) % 7


@lru_cache(maxsize=4096)
def read_schedule(schedule: str) -> TimeWish:
    """What a schedule says; nothing where it is silent."""
    folded = fold(schedule)
    starts = [int(found[1]) for found in _FROM.finditer(folded)]
    return TimeWish(
        days=frozenset(_days_held(folded)),
        parts=frozenset(
            part
            for part, (first, last) in _HOURS.items()
            if any(first <= hour < last for hour in starts)
        ),
        holidays=bool(_HOLIDAYS.search(folded)),
    )


def _days_held(folded: str) -> Iterator[int]:
    if "taglich" in folded:
        yield from range(7)
    if "werktag" in folded:
        yield from _WORKDAYS
    for found in _DAY_OF_SCHEDULE.finditer(folded):
        first = _NAMES[found[1]]
        last = _NAMES[found[2]] if found[2] else first
        yield from (day % 7 for day in range(first, last + (1 if last >= first else 8)))


def time_fit(schedule: str, wish: TimeWish) -> Fit:
    """What the schedule leaves open is unknown."""
    held = read_schedule(schedule)
    fits = [
        _overlap(held.days, wish.days),
        _overlap(held.parts, wish.parts),
        Fit.FITS if wish.holidays and held.holidays else Fit.UNKNOWN,
    ]
    if Fit.DIFFERS in fits:
        return Fit.DIFFERS
    asked = (bool(wish.days), bool(wish.parts), wish.holidays)
    answered = all(fit is Fit.FITS for fit, was in zip(fits, asked, strict=True) if was)
    return Fit.FITS if answered else Fit.UNKNOWN


def _overlap(held: frozenset[object], asked: frozenset[object]) -> Fit:
    if not held or not asked:
        return Fit.UNKNOWN
    return Fit.FITS if held & asked else Fit.DIFFERS
