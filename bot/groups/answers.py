"""Who comes to a meeting: each answer stands for the date it was given for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.catalogue.problems import N_, RefusedError
from bot.groups import reminders
from bot.storage import attendance, contacts, groups, meetings, memberships
from bot.storage.attendance import Attendance, Coming
from bot.storage.meetings import Meeting
from bot.storage.memberships import Member
from bot.storage.units import Db

NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said what to the date that holds; `open` are members who did not say anything."""

    yes: int
    no: int
    unsure: int
    open: int


@dataclass(frozen=True, slots=True)
class Place:
    """A member and what they said; `coming` is None where it stands for no or another date.

    `name` is known of members without Telegram only.
    """

    member: Member
    coming: Coming | None
    note: str
    name: str = ""


def answer(  # noqa: PLR0913 - who says what, to which date
    db: Db,
    number: int,
    person: int,
    coming: Coming | None,
    now: datetime,
    *,
    note: str | None = None,
) -> Attendance | None:
    """What a member says. Without a note, or with nothing but one, the other stays as it was.

    None for who is no member, and for a meeting that began or was cancelled. Raises RefusedError
    for a note that is too long.
    """
    if note is not None and len(note) > NOTE_LENGTH:
        raise RefusedError(
            N_("{length} characters are too many, at most {limit}"),
            length=len(note),
            limit=NOTE_LENGTH,
        )
    meeting = _open(db, number, now)
    if meeting is None or memberships.find(db, meeting.working_group, person) is None:
        return None
    old = attendance.find(db, number, person)
    standing = old.coming if old else Coming.UNSURE
    said = note if note is not None else (old.note if old else "")
    given = Attendance(person, coming or standing, said, meeting.span.start, now)
    attendance.answer(db, number, given)
    reminders.plan(db, meeting, now, person)
    return given


def tally(db: Db, meeting: Meeting) -> Tally:
    said = [place.coming for place in places(db, meeting)]
    return Tally(
        said.count(Coming.YES), said.count(Coming.NO), said.count(Coming.UNSURE), said.count(None)
    )


def places(db: Db, meeting: Meeting) -> Sequence[Place]:
    """Every member, for those who organise: in the order in which they joined."""
    given = attendance.of_meeting(db, meeting.id)
    members = memberships.of_group(db, meeting.working_group)
    known = contacts.those(db, [one.person for one in members])
    named = {person: one.name for person, one in known.items()}
    return [
        replace(_place(one, given.get(one.person), meeting), name=named.get(one.person, ""))
        for one in members
    ]


def _place(member: Member, given: Attendance | None, meeting: Meeting) -> Place:
    stands = given is not None and given.start == meeting.span.start
    return Place(member, given.coming if given and stands else None, given.note if given else "")


def _open(db: Db, number: int, now: datetime) -> Meeting | None:
    found = meetings.find(db, number)
    if found is None or groups.lock(db, found.working_group) is None:
        return None
    meeting = meetings.find(db, number)
    if meeting is None or meeting.cancelled or meeting.span.start <= now:
        return None
    return meeting
