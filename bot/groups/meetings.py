"""Meetings: planned, moved and cancelled once, with everything that this owes to the members."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.catalogue.problems import N_, RefusedError
from bot.groups import notices, posts, reminders
from bot.groups.wall import Absent, Twice, resolve, shown
from bot.storage import agenda, groups, meetings
from bot.storage.meetings import Draft, Location, Meeting, Span
from bot.storage.units import Db


class OvertakenError(Exception):
    """Somebody else changed the meeting meanwhile; nothing was done."""


def span(
    begins: datetime, ends: datetime | None, zone: ZoneInfo, *, second: bool | None = None
) -> Span | Absent | Twice:
    """From one wall time to another. A time that never is, or is twice, has to be asked back.

    `second` answers which of two is meant. Raises RefusedError when it ends before it begins.
    """
    start = _chosen(begins, zone, second=second)
    if not isinstance(start, datetime):
        return start
    end = _chosen(ends, zone, second=second) if ends else None
    if isinstance(end, Absent | Twice):
        return end
    if end is not None and end <= start:
        raise RefusedError(N_("it ends before it begins"))
    return Span(shown(begins), zone.key, start, shown(ends) if ends else None, end)


def _chosen(wall: datetime, zone: ZoneInfo, *, second: bool | None) -> datetime | Absent | Twice:
    found = resolve(wall, zone)
    if isinstance(found, Twice) and second is not None:
        return found.second if second else found.first
    return found


def create(db: Db, draft: Draft, now: datetime, *, invite: bool = True) -> Meeting | None:
    """Plan a meeting; the same origin gives the meeting it made before.

    None where there is no such group. What waits for the next meeting is put on its agenda.
    Raises RefusedError for a time that has passed.
    """
    if groups.lock(db, draft.working_group) is None:
        return None
    if draft.origin and (made := meetings.of_origin(db, draft.origin)):
        return made
    _ahead(draft.span, now)
    meeting = meetings.keep(db, draft, now)
    for item in agenda.waiting(db, draft.working_group):
        agenda.put(db, item, meeting.id)
    reminders.plan(db, meeting, now)
    posts.remind(db, meeting, now)
    if invite:
        notices.invite(db, meeting, now)
        posts.invite(db, meeting, now)
    return meeting


def copied(meeting: Meeting, at: Span, origin: str | None = None) -> Draft:
    """The same meeting on another date. Its agenda is not copied."""
    return Draft(
        meeting.working_group, meeting.name, at, meeting.location, meeting.reminders, origin
    )


def move(  # noqa: PLR0913 - a date, a place, and who knows what
    db: Db,
    number: int,
    to: Span,
    location: Location,
    now: datetime,
    *,
    seen: int | None = None,
) -> Meeting | None:
    """Another date or place: old reminders die, everybody is told once, new ones are planned.

    One that was cancelled takes place again. None where there is no such meeting. Raises
    OvertakenError when it is no longer the version that was `seen`, RefusedError for a time that
    has passed.
    """
    meeting = _locked(db, number)
    if meeting is None:
        return None
    if (meeting.span, meeting.location, meeting.cancelled) == (to, location, False):
        return meeting
    _same(meeting, seen)
    _ahead(to, now)
    moved = meetings.move(db, number, to, location, now)
    if moved:
        reminders.plan(db, moved, now)
        notices.moved(db, moved, now)
        posts.moved(db, moved, now)
    return moved


def cancel(db: Db, number: int, now: datetime, *, seen: int | None = None) -> Meeting | None:
    """It does not take place: nobody is reminded, everybody is told once.

    Wishes on its agenda wait for the next meeting.
    """
    meeting = _locked(db, number)
    if meeting is None or meeting.cancelled:
        return meeting
    _same(meeting, seen)
    cancelled = meetings.cancel(db, number, now)
    if cancelled:
        reminders.plan(db, cancelled, now)
        notices.cancelled(db, cancelled, now)
        posts.cancelled(db, cancelled, now)
        for item in agenda.of_meeting(db, number):
            if item.wish is not None:
                agenda.put(db, item, None)
    return cancelled


def rename(db: Db, number: int, name: str, now: datetime) -> Meeting | None:
    if meeting := _locked(db, number):
        meetings.rewrite(db, number, now, name=name)
        return replace(meeting, name=name, changed_at=now)
    return None


def remind(db: Db, number: int, plan: str, now: datetime) -> Meeting | None:
    """Remind as in `1d@17:00;2h` from now on, everybody who did not choose otherwise."""
    if meeting := _locked(db, number):
        meetings.rewrite(db, number, now, reminders=plan)
        planned = replace(meeting, reminders=plan, changed_at=now)
        reminders.plan(db, planned, now)
        return planned
    return None


def _locked(db: Db, number: int) -> Meeting | None:
    """The meeting as it is while nobody else changes it."""
    found = meetings.find(db, number)
    if found is None or groups.lock(db, found.working_group) is None:
        return None
    return meetings.find(db, number)


def _same(meeting: Meeting, seen: int | None) -> None:
    if seen is not None and seen != meeting.version:
        raise OvertakenError


def _ahead(at: Span, now: datetime) -> None:
    if at.start <= now:
        raise RefusedError(N_("this time has passed"))
