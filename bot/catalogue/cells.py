"""One cell each: what may stand in it, and its one canonical spelling.

A canonical cell is what the database keeps: two files that say the same in different formats
become the same cells. Empty cells never come here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from bot.catalogue import text
from bot.catalogue.problems import N_, RefusedError

Kind = Callable[[str], str]

MAX_AGE = 120
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_EMAIL = re.compile(r"[\w.+!#$%&'*/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?(?::\d+)?")
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?")

_YES_NO = {
    **dict.fromkeys(("yes", "ja", "true", "wahr", "1"), "yes"),
    **dict.fromkeys(("no", "nein", "false", "falsch", "0"), "no"),
    **dict.fromkeys(("unknown", "unbekannt", "?"), ""),
}
_CONFIDENCE = {"hoch": "high", "mittel": "medium", "niedrig": "low"}


def prose(limit: int) -> Kind:
    return lambda cell: _within(limit, text.prose(cell))


def line(limit: int) -> Kind:
    return lambda cell: _within(limit, text.line(cell))


def _within(limit: int, cell: str) -> str:
    if len(cell) > limit:
        raise RefusedError(
            N_("{length} characters are too many, at most {limit}"), length=len(cell), limit=limit
        )
    return cell


def age(cell: str) -> str:
    if not _NUMBER.fullmatch(cell):
        raise RefusedError(N_("“{text}” is not an age; write 6 or 6,5"), text=cell)
    years = float(cell.replace(",", "."))
    if not 0 <= years <= MAX_AGE:
        raise RefusedError(N_("nobody is “{text}” years old"), text=cell)
    return f"{years:g}"


def url(cell: str) -> str:
    address = f"https://{cell}" if _BARE.fullmatch(cell) else cell
    try:
        parts = urlsplit(address)
        fine = parts.scheme.lower() in ("http", "https") and _HOST.fullmatch(parts.netloc)
    except ValueError:
        fine = None
    if not fine or re.search(r"[\s<>\"\\]", address):
        raise RefusedError(N_("“{text}” is not an address that begins with https://"), text=cell)
    return _within(2000, address)


def email(cell: str) -> str:
    if not _EMAIL.fullmatch(cell):
        raise RefusedError(N_("“{text}” is not an e-mail address"), text=cell)
    return _within(254, cell)


def phone(cell: str) -> str:
    if sum(sign.isdigit() for sign in cell) < len("110"):
        raise RefusedError(N_("“{text}” is not a phone number"), text=cell)
    return _within(100, cell)


def names(cell: str) -> str:
    """Several ids with semicolons between."""
    parts = dict.fromkeys(part.strip() for part in cell.split(";"))
    return _within(1000, ";".join(part for part in parts if part))


def languages(cell: str) -> str:
    codes = names(cell.lower().replace(",", ";"))
    for code in filter(None, codes.split(";")):
        if not _LANGUAGE.fullmatch(code):
            raise RefusedError(N_("“{text}” is not a language code; write de;en"), text=code)
    return codes


def yes_or_no(cell: str) -> str:
    if (answer := _YES_NO.get(cell.lower())) is None:
        raise RefusedError(N_("“{text}” is neither yes nor no; leave unknown empty"), text=cell)
    return answer


def confidence(cell: str) -> str:
    word = _CONFIDENCE.get(cell.lower(), cell.lower())
    if word not in _CONFIDENCE.values():
        raise RefusedError(N_("“{text}” is none of high, medium, low"), text=cell)
    return word
