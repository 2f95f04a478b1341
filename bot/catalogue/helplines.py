"""First help in a crisis: numbers, and when somebody answers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib.resources.abc import Traversable

from bot.catalogue import cells
from bot.catalogue.folder import folder_with
from bot.catalogue.problems import N_, Problem, Reason
from bot.catalogue.sheets import Entry, entries

FILE = "helplines.csv"
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_LAST = 24 * 60


class Whom(Enum):
    """Whom a line is for. An emergency number comes before all others."""

    EMERGENCY = "emergency"
    ALL = "all"
    ADULTS = "adults"
    YOUNG = "young"


@dataclass(frozen=True, slots=True)
class Helpline:
    """`days` counts from Monday = 0; `opens` and `closes` are minutes of the local day."""

    names: Mapping[str, str]
    phone: str
    hours: Mapping[str, str]
    days: frozenset[int]
    opens: int
    closes: int
    dangers: frozenset[str]
    whom: Whom

    def open_at(self, moment: datetime) -> bool:
        """Whether somebody answers at this local moment."""
        minute = moment.hour * 60 + moment.minute
        return moment.weekday() in self.days and self.opens <= minute < self.closes


def read_helplines(folder: Traversable, problems: list[Problem]) -> tuple[Helpline, ...]:
    """The lines of `helplines.csv`. They are national: a town without the file gets ours."""
    place = folder_with(folder, FILE)
    return tuple(_helpline(entry) for entry in entries(place, FILE, _NEEDED, problems))


_NEEDED = ("id", "de", "en", "phone", "days", "opens", "closes", "danger", "for")


def _helpline(entry: Entry) -> Helpline:
    return Helpline(
        names=entry.names(),
        phone=entry.need("phone", cells.phone),
        hours=entry.names("hours_"),
        days=frozenset(_days(entry)),
        opens=_minute(entry, "opens"),
        closes=_minute(entry, "closes"),
        dangers=frozenset(entry.several("danger")),
        whom=_whom(entry),
    )


def _days(entry: Entry) -> Iterator[int]:
    first, _, last = entry.need("days").partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        entry.refuse("days", Reason(N_("write days as mo-su")))
        return
    yield from range(DAYS.index(first), DAYS.index(last or first) + 1)


def _minute(entry: Entry, column: str) -> int:
    hours, _, minutes = entry.need(column).partition(":")
    if hours.isdigit() and minutes.isdigit() and int(hours) * 60 + int(minutes) <= _LAST:
        return int(hours) * 60 + int(minutes)
    entry.refuse(column, Reason(N_("write a time of day as 14:00")))
    return 0


def _whom(entry: Entry) -> Whom:
    whom = entry.need("for")
    if whom in {kind.value for kind in Whom}:
        return Whom(whom)
    entry.refuse("for", Reason(N_("write one of emergency, all, adults, young")))
    return Whom.ALL
