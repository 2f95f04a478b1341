"""Into a working group and out of it again."""

from __future__ import annotations

from datetime import datetime

from bot import outbox
from bot.groups import notices, reminders
from bot.people import invitations
from bot.storage import applications, attendance, groups, meetings, memberships
from bot.storage import outbox as stored
from bot.storage.applications import Application, ApplicationState
from bot.storage.groups import WorkingGroup
from bot.storage.memberships import Member
from bot.storage.units import Db

ANSWERED = "group.answered"
"""What staff said to an application."""


def apply(  # noqa: PLR0913 - what an application says
    db: Db,
    group: int,
    person: int,
    now: datetime,
    *,
    organisation: str = "",
    role: str = "",
    language: str = "de",
) -> Application | None:
    """Somebody would like to join: one open application, however often it is said.

    None for who is a member already, and where the group takes nobody.
    """
    found = groups.lock(db, group)
    if found is None or not found.about.active or memberships.find(db, group, person):
        return None
    return applications.ask(db, group, person, organisation, role, language, now)


def accept(db: Db, number: int, answer: str, now: datetime) -> Application | None:
    """Make somebody a member and tell them; None where it was decided already."""
    application = _decide(db, number, ApplicationState.ACCEPTED, answer, now)
    if application:
        member = Member(
            application.person,
            organisation=application.organisation,
            role=application.role,
            language=application.language,
        )
        join(db, application.working_group, member, now)
    return application


def decline(db: Db, number: int, answer: str, now: datetime) -> Application | None:
    """Tell somebody why not, or not yet; None where it was decided already."""
    return _decide(db, number, ApplicationState.DECLINED, answer, now)


def join(db: Db, group: int, member: Member, now: datetime) -> bool:
    """Whether the person was no member yet. Reminders whose time has passed are not owed."""
    if groups.lock(db, group) is None or not memberships.join(db, group, member, now):
        return False
    applications.withdraw(db, group, member.person)
    for meeting in meetings.coming(db, [group], now):
        reminders.plan(db, meeting, now, member.person)
    return True


def join_by_link(  # noqa: PLR0913, PLR0917 - who comes by which link
    db: Db, carried: str, person: int, update: int, language: str, now: datetime
) -> WorkingGroup | None:
    """The group that a one-time link brings a person into; None where it brings them nowhere.

    Seen again, the same link answers the same person the same.
    """
    number = invitations.into(db, carried)
    if number is None or invitations.join(db, carried, person, update, now) is None:
        return None
    join(db, number, Member(person, language=language), now)
    return groups.find(db, number)


def leave(db: Db, group: int, person: int, now: datetime) -> bool:
    """Whether the person was a member until now. Nothing more is sent to them."""
    groups.lock(db, group)
    if not memberships.leave(db, group, person):
        return False
    for meeting in meetings.coming(db, [group], now):
        stored.cancel(db, meeting.id, notices.KINDS, chat=person)
        attendance.withdraw(db, meeting.id, person)
    stored.cancel(db, group, [notices.DATES], chat=person)
    return True


def _decide(
    db: Db, number: int, state: ApplicationState, answer: str, now: datetime
) -> Application | None:
    if not applications.decide(db, number, state, answer, now):
        return None
    application = applications.find(db, number)
    if application:
        key = f"{ANSWERED}:{number}"
        outbox.owe(db, key, application.person, ANSWERED, number, 1, now)
    return application
