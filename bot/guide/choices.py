"""What somebody chose in the guide so far, and the short code in which a button carries it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Self
from zlib import crc32

from bot.catalogue.offers import AgeRange
from bot.guide.ages import OLDEST

ANY = "-"
"""In a code: nothing was chosen here, everything is wanted."""

_AGE = r"\d{1,3}(?:\.\d{1,2})?"
_CODE = re.compile(
    rf"""
    (?:(?P<whom>\d{{1,4}}|-)
    (?::(?P<age>s\d{{1,4}}|{_AGE}(?:_{_AGE})?|-)
    (?::(?P<topic>\d{{1,6}}|-)
    (?::(?P<filters>[a-z0-9]{{1,24}}|-)
    (?::(?P<offset>\d{{1,5}}|m))?)?)?)?)?
    """,
    re.VERBOSE | re.ASCII,
)
_FILTERS = re.compile(r"(f)?(b)?(?:t(\d))?(?:p([0-9a-f]{8}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the results.

    `time` is the key of a time of `bot.guide.fitting.TIMES`, `place` the key of a place.
    """

    free: bool = False
    access: bool = False
    time: int | None = None
    place: str = ""

    @property
    def code(self) -> str:
        free, access = "f" if self.free else "", "b" if self.access else ""
        time = f"t{self.time}" if self.time is not None else ""
        return f"{free}{access}{time}{f'p{self.place}' if self.place else ''}" or ANY


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Choices:
    """One answer after the other; the first that is None has not been given.

    Keys are those of the town's data, 0 means that everything is wanted. An age is the key of a
    stage or typed `years`. `menu` shows the filters instead of the results.
    """

    whom: int | None = None
    stage: int | None = None
    years: AgeRange | None = None
    topic: int | None = None
    filters: Filters = NO_FILTERS
    offset: int = 0
    menu: bool = False

    @property
    def aged(self) -> bool:
        """Whether the question of age is answered."""
        return self.stage is not None or self.years is not None

    @property
    def code(self) -> str:
        """As it stands behind the letter of a button: `1:s3:12:f:6`, `1:4.5`, or nothing."""
        if self.whom is None:
            return ""
        parts = [_key(self.whom)]
        if self.aged:
            parts.append(self._age)
            if self.topic is not None:
                parts += [_key(self.topic), self.filters.code]
                parts.append("m" if self.menu else str(self.offset))
        return ":".join(parts)

    @property
    def _age(self) -> str:
        if self.years is None:
            return f"s{self.stage}" if self.stage else ANY
        low, high = self.years.low or 0, OLDEST if self.years.high is None else self.years.high
        return "_".join(dict.fromkeys(f"{end:g}" for end in (low, high)))

    @property
    def before(self) -> Self:
        """One answer less; out of the filters, back to the results."""
        if self.menu:
            return replace(self, menu=False)
        if self.topic is not None:
            return replace(self, topic=None, filters=NO_FILTERS, offset=0)
        if self.aged:
            return replace(self, stage=None, years=None)
        return replace(self, whom=None)

    @classmethod
    def read(cls, code: str) -> Self | None:
        """The choices of a code; None where it is not one of ours."""
        found = _CODE.fullmatch(code)
        if found is None:
            return None
        age, filters = found["age"], _filters(found["filters"] or ANY)
        if filters is None:
            return None
        chosen = cls(
            whom=_number(found["whom"]),
            stage=_stage(age),
            years=_years(age),
            topic=_number(found["topic"]),
            filters=filters,
            offset=0 if found["offset"] in {None, "m"} else int(found["offset"]),
            menu=found["offset"] == "m",
        )
        return chosen if chosen.years is None or _sound(chosen.years) else None


def place_key(name: str) -> str:
    """Places have no number in the data; theirs must stay the same over imports."""
    return f"{crc32(name.encode()):08x}"


def _key(key: int) -> str:
    return str(key) if key else ANY


def _number(part: str | None) -> int | None:
    return None if part is None else 0 if part == ANY else int(part)


def _stage(part: str | None) -> int | None:
    if part is None or part[0].isdigit():
        return None
    return 0 if part == ANY else int(part[1:])


def _years(part: str | None) -> AgeRange | None:
    if part is None or not part[0].isdigit():
        return None
    low, _, high = part.partition("_")
    is_open = low != high and high == str(OLDEST)
    return AgeRange(float(low), None if is_open else float(high or low))


def _sound(years: AgeRange) -> bool:
    return years.high is None or (years.low or 0) <= years.high


def _filters(part: str) -> Filters | None:
    if part == ANY:
        return NO_FILTERS
    found = _FILTERS.fullmatch(part)
    if found is None:
        return None
    free, access, time, place = found.groups()
    return Filters(bool(free), bool(access), int(time) if time else None, place or "")
