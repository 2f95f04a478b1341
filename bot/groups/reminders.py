"""Owes the reminders of a meeting: exactly those that its members still want, no others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.groups.plan import HOURS, KINDS, Plan, print_plan, read_plan
from bot.outbox import waking
from bot.storage import attendance, groups, meetings, memberships, outbox, reminders
from bot.storage.attendance import Coming
from bot.storage.meetings import Meeting
from bot.storage.memberships import Member
from bot.storage.outbox import Owed
from bot.storage.units import Db

LOUD_HOURS = timedelta(hours=2)
"""A reminder so shortly before comes at night too."""

EVENING = time(19)


@dataclass(frozen=True, slots=True)
class Moment:
    """One reminder of a meeting, whoever gets it."""

    entry: str
    kind: str
    due: datetime


def moments(meeting: Meeting, plan: Plan) -> tuple[Moment, ...]:
    """The earliest first. What a plan puts behind the start is none."""
    zone = ZoneInfo(meeting.span.zone)
    found = [
        Moment(str(entry), entry.kind, _awake(entry.kind, due, meeting, zone))
        for entry in plan
        if (due := entry.due(meeting.span.start, zone)) < meeting.span.start
    ]
    return tuple(sorted(found, key=lambda one: one.due))


def _awake(kind: str, due: datetime, meeting: Meeting, zone: ZoneInfo) -> datetime:
    """The evening before, where waiting for the end of the night would be too late."""
    if is_loud(kind, meeting, due) or waking(due, zone) < meeting.span.start:
        return due
    night = waking(due, zone).astimezone(zone)
    return datetime.combine(night.date() - timedelta(days=1), EVENING, zone).astimezone(UTC)


def plan(db: Db, meeting: Meeting, now: datetime, person: int | None = None) -> None:
    """Bring what is owed in line with the meeting, its members and their wishes.

    Of all members, or of one person only. What was due already is not owed anew.
    """
    wanted = _Wanted(db, meeting, person)
    members = _members(db, meeting.working_group, person)
    owed = [one for member in members for one in wanted.of(member)]
    keys = {one.key for one in owed}
    planned = outbox.planned(db, meeting.id, KINDS, person)
    outbox.cancel_those(db, [one.id for one in planned if one.key not in keys])
    outbox.replan(db, [one for one in owed if one.due_at > now])


def choose(db: Db, person: int, chosen: Plan | None, now: datetime) -> None:
    """Remind this person so, of every meeting; with None as each meeting plans."""
    mine = memberships.groups(db, person)
    for group in mine:
        groups.lock(db, group)
    if chosen is None:
        reminders.erase(db, person)
    else:
        reminders.choose(db, person, print_plan(chosen))
    for meeting in meetings.coming(db, mine, now):
        plan(db, meeting, now, person)


def chosen(db: Db, person: int) -> Plan | None:
    """None: as each meeting plans."""
    choice = reminders.choice(db, person)
    return None if choice is None else read_plan(choice)


class _Wanted:
    """Which reminders of a meeting each member wants."""

    def __init__(self, db: Db, meeting: Meeting, person: int | None) -> None:
        self._meeting = meeting
        self._choices = _choices(db, person)
        answers = attendance.of_meeting(db, meeting.id)
        self._away = {who for who, one in answers.items() if one.coming is Coming.NO}
        self._moments: dict[str, Sequence[Moment]] = {}

    def of(self, member: Member) -> Iterator[Owed]:
        meeting = self._meeting
        if meeting.cancelled or member.person in self._away:
            return
        for moment in self._planned(self._choices.get(member.person, meeting.reminders)):
            yield Owed(
                f"meeting:{meeting.id}:{meeting.version}:{member.person}:{moment.entry}",
                member.person,
                moment.kind,
                meeting.id,
                meeting.version,
                moment.due,
                meeting.span.start,
                member.channel,
            )

    def _planned(self, text: str) -> Sequence[Moment]:
        if text not in self._moments:
            self._moments[text] = moments(self._meeting, read_plan(text))
        return self._moments[text]


def _choices(db: Db, person: int | None) -> Mapping[int, str]:
    if person is None:
        return reminders.choices(db)
    choice = reminders.choice(db, person)
    return {} if choice is None else {person: choice}


def _members(db: Db, group: int, person: int | None) -> Collection[Member]:
    if person is None:
        return memberships.of_group(db, group)
    member = memberships.find(db, group, person)
    return [member] if member else []


def is_loud(kind: str, meeting: Meeting, due: datetime) -> bool:
    """Whether a reminder comes at night too."""
    return kind == HOURS and meeting.span.start - due <= LOUD_HOURS
