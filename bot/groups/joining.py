"""Into a working group and out of it again."""

from __future__ import annotations

from datetime import datetime

from bot import outbox
from bot.groups import notices, reminders
from bot.people import consent, invitations
from bot.people.consent import Purpose
from bot.storage import applications, attendance, groups, meetings, memberships
from bot.storage import outbox as stored
from bot.storage.applications import Application, ApplicationState
from bot.storage.groups import WorkingGroup
from bot.storage.memberships import Member
from bot.storage.units import Db

ANSWERED = "group.answered"
"""What staff said to an application."""

CONSENT = "2026-11"
"""Which wording people agree to before they ask to join, or join by a link."""


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
    """Somebody agreed and would like to join: one open application, however often it is said.

    None for who is a member already, and where the group takes nobody.
    """
    found = groups.lock(db, group)
    if found is None or not found.about.active or memberships.find(db, group, person):
        return None
    consent.give(db, person, Purpose.MEMBERSHIP, CONSENT, language, now)
    return applications.ask(db, group, person, organisation, role, language, now)


def take_back(db: Db, group: int, person: int, now: datetime) -> bool:
    """Whether somebody had asked to join and was not answered yet; nobody is told."""
    asked = applications.withdraw(db, group, person)
    _end_consent(db, person, now)
    return asked


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


def open_link(db: Db, carried: str, person: int, update: int, now: datetime) -> WorkingGroup | None:
    """The group that a one-time link invites into; None where it is no good.

    The link belongs to this person from now on; a member they become by `join_invited`.
    """
    number = invitations.into(db, carried)
    if number is None or invitations.join(db, carried, person, update, now) is None:
        return None
    return groups.find(db, number)


def join_invited(db: Db, group: int, person: int, language: str, now: datetime) -> bool:
    """Whether somebody who opened a link into the group and agreed belongs to it now."""
    if not invitations.opened(db, group, person):
        return False
    consent.give(db, person, Purpose.MEMBERSHIP, CONSENT, language, now)
    join(db, group, Member(person, language=language), now)
    return True


def leave(db: Db, group: int, person: int, now: datetime) -> bool:
    """Whether the person was a member until now. Nothing more is sent to them."""
    groups.lock(db, group)
    if not memberships.leave(db, group, person):
        return False
    for meeting in meetings.coming(db, [group], now):
        stored.cancel(db, meeting.id, notices.KINDS, chat=person)
        attendance.withdraw(db, meeting.id, person)
    stored.cancel(db, group, [notices.DATES], chat=person)
    _end_consent(db, person, now)
    return True


def _end_consent(db: Db, person: int, now: datetime) -> None:
    """Nothing is kept for it any more once they belong nowhere and ask for nothing."""
    asks = any(one.state is ApplicationState.ASKED for one in applications.of_person(db, person))
    if not asks and not memberships.groups(db, person):
        consent.withdraw(db, person, Purpose.MEMBERSHIP, now)


def _decide(
    db: Db, number: int, state: ApplicationState, answer: str, now: datetime
) -> Application | None:
    if not applications.decide(db, number, state, answer, now):
        return None
    application = applications.find(db, number)
    if application:
        if state is ApplicationState.DECLINED:
            _end_consent(db, application.person, now)
        key = f"{ANSWERED}:{number}"
        outbox.owe(db, key, application.person, ANSWERED, number, 1, now)
    return application
