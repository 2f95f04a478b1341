"""Members without Telegram: staff enter them with their consent, and speak for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.problems import N_, RefusedError
from bot.catalogue.text import line
from bot.groups import joining, notices
from bot.i18n import DEFAULT
from bot.people import consent, register
from bot.people.consent import Purpose
from bot.smtp import is_address
from bot.storage import contacts, groups, meetings, memberships, outbox
from bot.storage.contacts import Contact
from bot.storage.memberships import Member
from bot.storage.outbox import Channel, Owed
from bot.storage.units import Db

WELCOME = "group.welcome"
"""That somebody was entered, by whom, what for and how they leave: told once for each group."""

CONSENT = "2026-11"
"""Which wording staff read out before they enter somebody."""

LENGTH = 100
"""Of a name, or of an organisation."""

_MAIL = re.compile(r"[^\s,;<>]+@[^\s,;<>]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What staff said of somebody; the organisation may be empty. `language` is what they read."""

    name: str
    email: str
    organisation: str = ""
    language: str = DEFAULT


def read(said: str) -> Entry:
    """As "Petra Weber, weber@amt.de, Schulamt"; raises RefusedError."""
    text = line(said)
    found = _MAIL.search(text)
    if found is None:
        raise RefusedError(N_("an e-mail address is missing"))
    if not is_address(found[0]):
        raise RefusedError(N_("“{text}” is no e-mail address"), text=found[0])
    name, organisation = (
        part.strip(" ,;<>:-–") for part in (text[: found.start()], text[found.end() :])
    )
    if not name:
        raise RefusedError(N_("the name before the e-mail address is missing"))
    for part in (name, organisation):
        if len(part) > LENGTH:
            raise RefusedError(
                N_("{length} characters are too many, at most {limit}"),
                length=len(part),
                limit=LENGTH,
            )
    return Entry(name, found[0], organisation)


def enter(db: Db, group: int, said: Entry, now: datetime) -> Contact | None:
    """Make somebody who agreed a member; they are told, and invited to what is planned.

    None where there is no such group. Somebody who belongs to it already stays as they are.
    """
    if groups.lock(db, group) is None:
        return None
    contact = contacts.enter(db, said.name, said.email, now)
    member = Member(
        contact.person, Channel.MAIL, organisation=said.organisation, language=said.language
    )
    if joining.join(db, group, member, now):
        consent.give(db, contact.person, Purpose.MEMBERSHIP, CONSENT, member.language, now)
        outbox.owe(db, [_welcome(group, member, now)])
        for meeting in meetings.coming(db, [group], now):
            if not meeting.cancelled:
                notices.invite(db, meeting, now, member)
    return contact


def remove(db: Db, group: int, person: int, now: datetime) -> bool:
    """Whether they belonged to it until now. Who belongs nowhere any more is forgotten."""
    if not joining.leave(db, group, person, now):
        return False
    outbox.cancel(db, group, [WELCOME], chat=person)
    if not memberships.groups(db, person):
        register.forget(db, person)
    return True


def _welcome(group: int, member: Member, now: datetime) -> Owed:
    key = f"{WELCOME}:{group}:{member.person}:{now:%Y%m%d%H%M%S}"
    return Owed(key, member.person, WELCOME, group, 1, now, channel=member.channel)
