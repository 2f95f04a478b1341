"""The month in which somebody was born, or the class somebody is in, as people type it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.growing import FIRST_CLASS, LAST_CLASS

OLDEST = 110
"""Years; nobody older asks."""

_NAMES = (
    "jan(?:uar|uary)?|feb(?:ruar|ruary)?|m(?:ä|ae|a)rz|mrz|march|apr(?:il)?|mai|may|jun[ie]?|jul[iy]?"
    "|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?"
)
_STARTS = {
    **{name: number for number, name in enumerate(
        ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"), 1
    )},
    "mae": 3, "mar": 3, "mrz": 3, "may": 5, "oct": 10, "dec": 12,
}  # fmt: skip
MONTH = rf"(?:\d{{1,2}}\. ?)?(?:{_NAMES}|\d{{1,2}})\.?[ ./-] ?\d{{4}}"
"""What may be a month of birth, as a regular expression; a day before it is not kept."""
CLASS = r"(?:(?:klasse|kl\.?|class|year|grade) ?\d{1,3}|\d{1,3}\.? ?klasse)"
"""What may be a school year."""

_READ = re.compile(rf"({_NAMES}|\d{{1,2}})\.?[ ./-] ?(\d{{4}})(?!\d)", re.IGNORECASE)


class Refused(Enum):
    """Why something typed or pressed is no month of birth and no class."""

    NO_SUCH_MONTH = "month"
    NOT_BORN = "future"
    TOO_LONG_AGO = "past"
    NO_SUCH_CLASS = "class"


@dataclass(frozen=True, slots=True)
class Birth:
    year: int
    month: int


def month_in(text: str) -> tuple[int, int] | None:
    """Year and month of the first thing that looks like a month of birth, possible or not."""
    found = _READ.search(text)
    if found is None:
        return None
    name = found[1].casefold()
    return int(found[2]), int(name) if name.isdecimal() else _STARTS[name[:3]]


def class_in(text: str) -> int | None:
    """The first number in a text, which need not be a class there is."""
    found = re.search(r"\d{1,4}", text)
    return int(found[0]) if found else None


def birth(year: int, month: int, today: date) -> Birth | Refused:
    if not 1 <= month <= 12:
        return Refused.NO_SUCH_MONTH
    if (year, month) > (today.year, today.month):
        return Refused.NOT_BORN
    return Birth(year, month) if year >= today.year - OLDEST else Refused.TOO_LONG_AGO


def school_class(number: int) -> int | Refused:
    return number if FIRST_CLASS <= number <= LAST_CLASS else Refused.NO_SUCH_CLASS
