"""Notices to staff: what they are told of at once, one message a day at most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import outbox
from bot.desk import figures
from bot.desk.figures import Counts
from bot.desk.readers import Appointed, readers
from bot.outbox import QUIET_FROM, waking
from bot.storage import deliveries, desk_events, wishes
from bot.storage.desk_events import Event, Happened
from bot.storage.units import Db
from bot.wishes.wish import is_open

KIND = "desk.notice"

KEPT = timedelta(days=730)
"""How long it is known what was told, so that it is not told again."""

NEWS = timedelta(days=3)
"""After that nobody is told any more: it stands in the digest."""


@dataclass(frozen=True, slots=True)
class Enough:
    """A wish that enough people want."""

    number: int
    interested: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What one person is told; `new` is what is pending, if it came to an empty desk."""

    new: Counts
    enough: Sequence[Enough]
    locks: int


def notice(db: Db, person: int, about: int) -> Notice | None:
    """What the notice of a day tells a person; None when nothing of it matters any more."""
    day = date.fromordinal(about)
    happened = untold(db, person, day, before=day)
    kinds = Counter(one.kind for one in happened)
    told = Notice(
        figures.unanswered(db) if kinds[Event.ARRIVED] else {},
        [
            Enough(wish.id, wish.interested)
            for wish in wishes.those(db, [e.about for e in happened if e.kind is Event.ENOUGH])
            if is_open(wish)
        ],
        kinds[Event.LOCKED],
    )
    return told if told.new or told.enough or told.locks else None


def watch(db: Db, now: datetime) -> None:
    """Notice when something comes in after nothing was pending."""
    if not figures.unanswered(db):
        desk_events.note(db, Event.EMPTY, 0, now)
    elif desk_events.unnote(db, Event.EMPTY, 0):
        desk_events.note(db, Event.ARRIVED, int(now.timestamp()), now)


def plan(db: Db, now: datetime, zone: ZoneInfo, appointed: Appointed) -> int:
    """Owe today's notice to everybody who was not told of something yet; to how many.

    What happens after the notice of a day waits for the next day's.
    """
    due = waking(now, zone)
    today = _day(due, zone)
    if desk_events.undated(db):
        taken = due <= now and desk_events.is_noted(db, Event.DAY, today.toordinal())
        desk_events.put_on(db, today + timedelta(days=1) if taken else today)
    if not desk_events.between(db, today - NEWS, today):
        return 0
    return sum(_owe(db, person, today, due, zone) for person in readers(db, appointed, KIND))


def _owe(db: Db, person: int, today: date, due: datetime, zone: ZoneInfo) -> bool:
    if not untold(db, person, today, before=today + timedelta(days=1)):
        return False
    ends = datetime.combine(today, QUIET_FROM, zone).astimezone(UTC)
    about, key = today.toordinal(), f"{KIND}:{today}:{person}"
    desk_events.note(db, Event.DAY, about, due)
    return outbox.owe(db, key, person, KIND, about, 0, due, ends)


def untold(db: Db, person: int, until: date, *, before: date) -> Sequence[Happened]:
    """What happened until a day, and no notice to this person `before` another day told of."""
    told = deliveries.told(db, person, KIND, before.toordinal())
    oldest = until - NEWS
    return desk_events.between(db, max(oldest, date.fromordinal(told)) if told else oldest, until)


def forget(db: Db, now: datetime) -> int:
    """Drop what happened long ago; how much."""
    return desk_events.purge(db, now - KEPT)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
