"""Owes the news of a meeting: that it is planned, moved or cancelled, each told once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.groups.plan import KINDS as REMINDERS
from bot.storage import attendance, memberships, outbox
from bot.storage.attendance import Coming
from bot.storage.meetings import Meeting
from bot.storage.memberships import Member
from bot.storage.outbox import Owed
from bot.storage.units import Db

INVITED, MOVED, CANCELLED = "meeting.invited", "meeting.moved", "meeting.cancelled"
DATES = "group.dates"
"""Several new dates of one group at once."""

NEWS = (INVITED, MOVED, CANCELLED)
KINDS = (*REMINDERS, *NEWS)
"""All that tells somebody when a meeting is."""


def invite(db: Db, meeting: Meeting, now: datetime, only: Member | None = None) -> None:
    """Tell every member of a new meeting, or one who is new of a meeting."""
    members = [only] if only else memberships.of_group(db, meeting.working_group)
    outbox.owe(db, [_owed(INVITED, meeting, member, now) for member in members])


def announce(db: Db, group: int, batch: str, until: datetime, now: datetime) -> None:
    """Tell every member of a group of several new dates in one message.

    The same batch is told once, and not after `until`.
    """
    rows = [
        Owed(
            f"{DATES}:{group}:{batch}:{one.person}",
            one.person,
            DATES,
            group,
            1,
            now,
            until,
            one.channel,
        )
        for one in memberships.of_group(db, group)
    ]
    outbox.owe(db, rows)


def moved(db: Db, meeting: Meeting, now: datetime) -> None:
    """Tell everybody who knows another date or place; an unsent invitation tells the new one."""
    outbox.cancel(db, meeting.id, [MOVED, CANCELLED], below=meeting.version)
    outbox.say_anew(db, meeting.id, INVITED, meeting.version, meeting.span.start)
    unaware = _uninvited(db, meeting)
    told = [one for one in _members(db, meeting) if one.person not in unaware]
    outbox.owe(db, [_owed(MOVED, meeting, member, now) for member in told])


def cancelled(db: Db, meeting: Meeting, now: datetime) -> None:
    """Tell everybody who may still think of coming.

    Invitations stay planned, and are no longer due: it may take place after all.
    """
    unaware = _uninvited(db, meeting)
    outbox.cancel(db, meeting.id, [MOVED])
    answers = attendance.of_meeting(db, meeting.id)
    away = {who for who, one in answers.items() if one.coming is Coming.NO}
    told = [one for one in _members(db, meeting) if one.person not in unaware | away]
    outbox.owe(db, [_owed(CANCELLED, meeting, member, now) for member in told])


def _members(db: Db, meeting: Meeting) -> Collection[Member]:
    return memberships.of_group(db, meeting.working_group)


def _uninvited(db: Db, meeting: Meeting) -> set[int]:
    """Those whose invitation lies here yet: they know of no date."""
    return {one.chat for one in outbox.planned(db, meeting.id, [INVITED])}


def _owed(kind: str, meeting: Meeting, member: Member, now: datetime) -> Owed:
    # An invitation is one, whatever becomes of the meeting; of news each version has its own.
    which = "" if kind == INVITED else f":{meeting.version}"
    return Owed(
        f"{kind}:{meeting.id}{which}:{member.person}",
        member.person,
        kind,
        meeting.id,
        meeting.version,
        now,
        meeting.span.start,
        member.channel,
    )
