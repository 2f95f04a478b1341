"""The digest: once a week, what came in, what waits too long and what many people want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import outbox
from bot.desk import clustering, figures, pairing
from bot.desk.figures import Counts
from bot.desk.readers import Appointed, readers
from bot.storage import desk_events
from bot.storage.desk_events import Event
from bot.storage.units import Db

KIND = "digest.week"

ALONE = 1
"""Only its author wants a wish."""

SEVEN_DAYS = timedelta(days=7)
AT = time(8)
"""On Monday, by the clock on the wall."""

PATIENCE = timedelta(days=14)
"""After that an item waits too long."""

SHOWN = 5
"""Wishes that the digest names."""

UNTIL = timedelta(days=2), time(20)
"""On Wednesday: what is later waits for the next one."""


def plan(db: Db, now: datetime, zone: ZoneInfo, appointed: Appointed) -> int:
    """Owe the digest of this week, once it is time, to everybody who reads it; to how many anew.

    A week is planned once, so that who asks to be forgotten does not get it again.
    """
    monday = monday_of(now, zone)
    due, ends = starts(monday, zone), _at(monday + UNTIL[0], UNTIL[1], zone)
    week = number_of(monday)
    if not due <= now < ends or not desk_events.note(db, Event.WEEK, week, now):
        return 0
    return sum(
        outbox.owe(db, f"{KIND}:{_name(week)}:{person}", person, KIND, week, 0, due, ends)
        for person in readers(db, appointed, KIND)
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wish by its number and its topic."""

    number: int
    topic: str | None
    interested: int


@dataclass(frozen=True, slots=True)
class Week:
    """The week before a Monday: what came in, what waits too long, which wishes many want."""

    monday: date
    new: Counts
    waiting: Counts
    wanted: Sequence[Wanted]
    fitting: int = 0
    """Wishes that new offers may fit."""
    alike: int = 0
    """Clusters of wishes that may mean the same."""


def read(db: Db, week: int, zone: ZoneInfo) -> Week:
    """As of the Monday of a week, so that a digest that comes late counts nothing twice."""
    monday = monday_of_number(week)
    since, until = starts(monday - SEVEN_DAYS, zone), starts(monday, zone)
    return Week(
        monday,
        figures.came(db, since, until),
        figures.unanswered(db, until - PATIENCE),
        [
            Wanted(one.number, one.topic, one.interested)
            for one in figures.most_supported(db, SHOWN)
            if one.interested > ALONE
        ],
        sum(one.wishes for one in pairing.waiting(db)),
        len(clustering.waiting(db)),
    )


def monday_of(now: datetime, zone: ZoneInfo) -> date:
    """The Monday of the week it is in the town."""
    today = now.astimezone(zone).date()
    return today - timedelta(days=today.weekday())


def starts(monday: date, zone: ZoneInfo) -> datetime:
    """The moment at which the digest of this Monday is due, and the week before it is over."""
    return _at(monday, AT, zone)


def number_of(monday: date) -> int:
    """A week as one number: 202648 is the 48th of 2026."""
    year, week, _ = monday.isocalendar()
    return year * 100 + week


def monday_of_number(week: int) -> date:
    return date.fromisocalendar(week // 100, week % 100, 1)


def _name(week: int) -> str:
    return f"{week // 100}-{week % 100:02}"


def _at(day: date, moment: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, moment, zone).astimezone(UTC)
