"""Looks at a meeting again at the moment of sending: is this still to be said, and may it now?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.groups.notices import CANCELLED, INVITED, KINDS, MOVED
from bot.groups.plan import KINDS as REMINDERS
from bot.groups.reminders import is_loud
from bot.outbox import waking
from bot.storage import attendance, deliveries, groups, meetings, memberships
from bot.storage.attendance import Attendance, Coming
from bot.storage.deliveries import Delivery
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting, Version
from bot.storage.memberships import Member
from bot.storage.units import Db

EARLY = time(10)
"""News of a meeting that begins before this hour, the morning after, comes at night too."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a message about a meeting is made of.

    `attendance` is what the person said to any of its dates; `before` is what they were told last,
    where that is another date or place.
    """

    meeting: Meeting
    group: WorkingGroup
    member: Member
    attendance: Attendance | None
    before: Version | None
    called_off: bool = False
    """Whether they were told last that it does not take place."""

    @property
    def coming(self) -> Coming | None:
        """The answer that stands for this date; None asks for one."""
        given = self.attendance
        if given is None or given.start != self.meeting.span.start:
            return None
        return given.coming


def still_due(db: Db, delivery: Delivery) -> Due | None:
    """None when it is not to be said any more: moved on, called off, left, answered."""
    meeting = meetings.find(db, delivery.object)
    if meeting is None or meeting.cancelled != (delivery.kind == CANCELLED):
        return None
    group = groups.find(db, meeting.working_group)
    member = memberships.find(db, meeting.working_group, delivery.chat)
    if group is None or member is None:
        return None
    if delivery.kind != INVITED and meeting.version != delivery.version:
        return None
    due = Due(
        meeting,
        group,
        member,
        attendance.find(db, meeting.id, delivery.chat),
        before(db, meeting, delivery, KINDS) if delivery.kind in {MOVED, CANCELLED} else None,
        delivery.kind == MOVED and was_called_off(db, meeting, delivery, KINDS, CANCELLED),
    )
    return due if _wanted(due, delivery.kind) else None


def _wanted(due: Due, kind: str) -> bool:
    if kind == MOVED:
        return due.before is not None or due.called_off
    if kind == INVITED:
        return due.attendance is None
    return due.attendance is None or due.attendance.coming is not Coming.NO


def before(db: Db, meeting: Meeting, delivery: Delivery, kinds: Collection[str]) -> Version | None:
    """What the chat was told last by these kinds, unless it is just what holds now."""
    versions = meetings.versions(db, meeting.id)
    told = deliveries.last_told(db, delivery, kinds, below=meeting.version)
    found = versions.get(told or meeting.version - 1)
    if found is None or (found.span, found.location) == (meeting.span, meeting.location):
        return None
    return found


def was_called_off(
    db: Db, meeting: Meeting, delivery: Delivery, kinds: Collection[str], cancelled: str
) -> bool:
    """Whether what the chat was told last by these kinds was that it does not take place."""
    told = deliveries.last_told(db, delivery, kinds, below=meeting.version)
    off = deliveries.last_told(db, delivery, [cancelled], below=meeting.version)
    return told is not None and told == off


def is_urgent(db: Db, delivery: Delivery, now: datetime) -> bool:
    """Whether a message about a meeting comes in quiet hours too."""
    meeting = meetings.find(db, delivery.object)
    if meeting is None:
        return False
    if delivery.kind in REMINDERS:
        return is_loud(delivery.kind, meeting, delivery.due_at)
    if delivery.kind not in {MOVED, CANCELLED}:
        return False
    return begins_early(meeting, before(db, meeting, delivery, KINDS), now)


def begins_early(meeting: Meeting, before: Version | None, now: datetime) -> bool:
    """Whether it begins, or was to begin, so early that its news cannot wait for the morning."""
    zone = ZoneInfo(meeting.span.zone)
    early = datetime.combine(waking(now, zone).astimezone(zone).date(), EARLY, zone)
    starts = [meeting.span.start, *([before.span.start] if before else [])]
    return any(now < start < early for start in starts)
