"""Days and months as people and spreadsheets write them, turned into ISO."""

from __future__ import annotations

import re
from datetime import date

from bot.catalogue.problems import N_, RefusedError

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
_SLASHES = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}")
_SERIAL = re.compile(r"\d{5}(?:[.,]0+)?")

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<m>\d{1,2})[./](?P<y>\d{4})")
_NAMED = re.compile(r"([A-Za-zä]{3})[a-zä]*\.?[ -](\d{4}|\d{2})")
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_ALSO = {"mrz": 3, "mar": 3, "may": 5, "oct": 10, "dec": 12}
"""Excel turns "2015-06" into "Jun 15" on its own."""

EARLIEST, LATEST = 1900, 2199


def day(text: str) -> str:
    """A day in ISO."""
    if found := _ISO.fullmatch(text):
        return _day(text, *found.groups())
    if found := _GERMAN.fullmatch(text):
        return _day(text, *reversed(found.groups()))
    if _SLASHES.fullmatch(text):
        raise RefusedError(
            N_("“{text}” may be day/month or month/day; write 24.12.2026"), text=text
        )
    if _SERIAL.fullmatch(text):
        raise RefusedError(
            N_("“{text}” is a spreadsheet's number for a day; format the column as a date"),
            text=text,
        )
    raise RefusedError(N_("“{text}” is not a day; write 24.12.2026 or 2026-12-24"), text=text)


def day_or_part(text: str) -> str:
    """A year, a month or a day, whatever is known, in ISO."""
    if _YEAR.fullmatch(text):
        return _year(text, text)
    if found := _MONTH.fullmatch(text):
        month = found["month"] or found["m"]
        return _day(text, found["year"] or found["y"], month, "1")[:7]
    if (found := _NAMED.fullmatch(text)) and (number := _month_number(found[1])):
        return _day(text, found[2], str(number), "1")[:7]
    return day(text)


def _month_number(name: str) -> int | None:
    short = name.lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else _ALSO.get(short)


def _day(text: str, year: str, month: str, of_month: str) -> str:
    try:
        return date(int(_year(text, year)), int(month), int(of_month)).isoformat()
    except ValueError as error:
        raise RefusedError(N_("there is no such day: “{text}”"), text=text) from error


def _year(text: str, year: str) -> str:
    full = f"20{year}" if len(year) == len("26") else year
    if not EARLIEST <= int(full) <= LATEST:
        raise RefusedError(N_("“{text}” is not within our time"), text=text)
    return full
