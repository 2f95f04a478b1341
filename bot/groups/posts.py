"""Owes what is posted in the Telegram group of a working group: dates, changes, minutes; never a name.

Nothing is posted for a working group that staff have linked with no Telegram group.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.groups import due
from bot.groups.wall import days_before
from bot.storage import groups, meetings, outbox
from bot.storage.deliveries import Delivery
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting, Version
from bot.storage.outbox import Owed
from bot.storage.units import Db

DATED, MOVED, CANCELLED = "post.dated", "post.moved", "post.cancelled"
REMINDER, MINUTES = "post.reminder", "post.minutes"
DATES = "post.dates"
"""Several new dates at once."""

ABOUT_MEETING = (DATED, MOVED, CANCELLED, REMINDER, MINUTES)
KINDS = (*ABOUT_MEETING, DATES)

_TOLD = (DATED, MOVED, CANCELLED, REMINDER)
"""What tells when a meeting is."""

DAYS, AT = 1, time(17)
"""The one reminder: the day before, by the clock on the wall."""


@dataclass(frozen=True, slots=True)
class Post:
    """What a post about a meeting is made of.

    `before` is what the Telegram group read last, where that is another date or place.
    """

    kind: str
    meeting: Meeting
    group: WorkingGroup
    before: Version | None = None


def invite(db: Db, meeting: Meeting, now: datetime) -> None:
    """A new meeting."""
    _owe(db, DATED, meeting, now)


def announce(db: Db, group: int, batch: str, until: datetime, now: datetime) -> None:
    """Several new dates in one post; the same batch once, and not after `until`."""
    if chat := _chat(db, group):
        outbox.owe(db, [Owed(f"{DATES}:{group}:{batch}:{chat}", chat, DATES, group, 1, now, until)])


def moved(db: Db, meeting: Meeting, now: datetime) -> None:
    """Another date or place; a post of the old one that nobody read yet tells the new one."""
    outbox.cancel(db, meeting.id, [MOVED, CANCELLED], below=meeting.version)
    outbox.say_anew(db, meeting.id, DATED, meeting.version, meeting.span.start)
    if not outbox.planned(db, meeting.id, [DATED]):
        _owe(db, MOVED, meeting, now)
    remind(db, meeting, now)


def cancelled(db: Db, meeting: Meeting, now: datetime) -> None:
    """It does not take place, for those who read of it."""
    outbox.cancel(db, meeting.id, [MOVED, REMINDER])
    if not outbox.planned(db, meeting.id, [DATED]):
        _owe(db, CANCELLED, meeting, now)


def remind(db: Db, meeting: Meeting, now: datetime) -> None:
    """Once before each date; what was due already is not owed anew."""
    outbox.cancel(db, meeting.id, [REMINDER])
    at = days_before(meeting.span.start, DAYS, AT, ZoneInfo(meeting.span.zone))
    chat = _chat(db, meeting.working_group)
    if chat and at > now and not meeting.cancelled:
        outbox.replan(db, [_owed(chat, REMINDER, meeting, at)])


def tell_minutes(db: Db, meeting: Meeting, now: datetime) -> None:
    """The minutes are there; where they are, members read in their own chat."""
    if chat := _chat(db, meeting.working_group):
        key = f"{MINUTES}:{meeting.id}:{chat}"
        outbox.owe(db, [Owed(key, chat, MINUTES, meeting.id, meeting.version, now)])


def still_due(db: Db, delivery: Delivery) -> Post | None:
    """None when it is not to be posted any more: moved on, called off, linked with another chat."""
    meeting, kind = meetings.find(db, delivery.object), delivery.kind
    group = groups.find(db, meeting.working_group) if meeting else None
    if meeting is None or group is None or group.telegram_group != delivery.chat:
        return None
    if kind == MINUTES:
        return Post(kind, meeting, group) if meeting.minutes_url else None
    if meeting.cancelled != (kind == CANCELLED):
        return None
    if kind != DATED and meeting.version != delivery.version:
        return None
    return _post(db, delivery, meeting, group)


def is_urgent(db: Db, delivery: Delivery, now: datetime) -> bool:
    """Whether a change comes in quiet hours too, as it does to members."""
    meeting = meetings.find(db, delivery.object)
    if meeting is None or delivery.kind not in {MOVED, CANCELLED}:
        return False
    return due.begins_early(meeting, due.before(db, meeting, delivery, _TOLD), now)


def _post(db: Db, delivery: Delivery, meeting: Meeting, group: WorkingGroup) -> Post | None:
    kind = delivery.kind
    if kind not in {MOVED, CANCELLED}:
        return Post(kind, meeting, group)
    before = due.before(db, meeting, delivery, _TOLD)
    called_off = due.was_called_off(db, meeting, delivery, _TOLD, CANCELLED)
    if kind == MOVED and before is None and not called_off:
        return None
    return Post(kind, meeting, group, before)


def _owe(db: Db, kind: str, meeting: Meeting, now: datetime) -> None:
    if chat := _chat(db, meeting.working_group):
        outbox.owe(db, [_owed(chat, kind, meeting, now)])


def _owed(chat: int, kind: str, meeting: Meeting, due_at: datetime) -> Owed:
    # A new date is one, whatever becomes of it; of news each version has its own.
    which = "" if kind == DATED else f":{meeting.version}"
    key = f"{kind}:{meeting.id}{which}:{chat}"
    return Owed(key, chat, kind, meeting.id, meeting.version, due_at, meeting.span.start)


def _chat(db: Db, group: int) -> int | None:
    found = groups.find(db, group)
    return found.telegram_group if found else None
