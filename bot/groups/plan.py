"""When a meeting reminds: `7d@17:00;1d@17:00;2h`, read, printed and turned into moments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.catalogue.problems import N_, RefusedError
from bot.groups.wall import days_before

DEFAULT = "7d@17:00;1d@17:00;2h"
MOST = 5
"""Reminders of one meeting: more would only disturb."""

LONGEST_DAYS = 60
LONGEST_HOURS = 23

ASK, DAY, HOURS = "meeting.ask", "meeting.day", "meeting.hours"
KINDS = (ASK, DAY, HOURS)
"""Far ahead, when answers still help; the day before or the day itself; shortly before."""

_ENTRY = re.compile(r"(?P<days>\d{1,2})d@(?P<at>\d{1,2}:\d{2})|(?P<hours>\d{1,2})h")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """So many days before, at a time on the wall; or so many hours before, by the sun."""

    days: int = 0
    at: time = time()
    hours: int = 0

    @property
    def kind(self) -> str:
        if self.hours:
            return HOURS
        return ASK if self.days > 1 else DAY

    def due(self, start: datetime, zone: ZoneInfo) -> datetime:
        """In UTC."""
        if self.hours:
            return start - timedelta(hours=self.hours)
        return days_before(start, self.days, self.at, zone)

    def __str__(self) -> str:
        return f"{self.hours}h" if self.hours else f"{self.days}d@{self.at:%H:%M}"


Plan = tuple[Entry, ...]
"""The earliest first, each once."""


def read_plan(text: str) -> Plan:
    """Nothing, "-" and "keine" are no reminders; raises RefusedError that names what is wrong."""
    if text.strip().lower() in ("", "-", "keine", "none"):
        return ()
    found = ordered(_entry(part.strip()) for part in text.split(";") if part.strip())
    if len(found) > MOST:
        raise RefusedError(
            N_("{number} reminders are too many, at most {most}"), number=len(found), most=MOST
        )
    return found


def ordered(entries: Iterable[Entry]) -> Plan:
    return tuple(sorted(set(entries), key=_when))


def _when(entry: Entry) -> tuple[bool, int, time]:
    return bool(entry.hours), -(entry.hours or entry.days), entry.at


def print_plan(plan: Plan) -> str:
    return ";".join(map(str, plan))


def _entry(text: str) -> Entry:
    found = _ENTRY.fullmatch(text.replace(" ", "").lower())
    if found is None:
        raise RefusedError(N_("“{text}” is no reminder; write 7d@17:00 or 2h"), text=text)
    if found["hours"]:
        return Entry(hours=_within(text, int(found["hours"]), 1, LONGEST_HOURS))
    hour, minute = map(int, found["at"].split(":"))
    if hour > 23 or minute > 59:
        raise RefusedError(N_("“{text}”: there is no such time of day"), text=text)
    return Entry(_within(text, int(found["days"]), 0, LONGEST_DAYS), time(hour, minute))


def _within(text: str, number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise RefusedError(
            N_("“{text}” is too long or too short before; from {least} to {most}"),
            text=text,
            least=least,
            most=most,
        )
    return number
