"""Who has access to more than citizens have, and how others get it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.catalogue.offers import Contact
from bot.i18n import Say
from bot.message import Button, Message, Row
from bot.people.roles import GIVEN, Role
from bot.storage.invitations import Open
from bot.storage.roles import Grant
from handlers.views import buttons, facts

PAGE = 10
"""Entries shown at once."""

INVITE = "i"
END = "e"
SURELY = "y"


def role_name(say: Say, role: str) -> str:
    """What a role is called; people type it as well."""
    names = {
        Role.STAFF.value: say.text("education office"),
        Role.ADMIN.value: say.text("administration"),
        Role.MEMBER.value: say.text("working group"),
        Role.PROVIDER.value: say.text("provider"),
    }
    return names.get(role, role)


Entry = Grant | Open


def overview(say: Say, entries: Sequence[Entry], zone: ZoneInfo, offset: int = 0) -> Message:
    """Everybody with a role, and every open invitation, under their numbers."""
    start = offset if 0 <= offset < len(entries) else 0
    shown = entries[start : start + PAGE]
    lines = [say.html("<b>Who has access</b>")]
    lines += [_entry(say, entry, zone) for entry in shown]
    if not entries:
        lines.append(say.html("Nobody has been invited yet."))
    lines.append(
        "\n" + say.html("To type: <i>/team invite education office</i>, <i>/team end 3</i>")
    )
    return Message(Markup("\n").join(lines), tuple(_rows(say, shown, start, len(entries))))


def _entry(say: Say, entry: Entry, zone: ZoneInfo) -> Markup:
    role, name = role_name(say, entry.role), entry.name and f" {entry.name},"
    if isinstance(entry, Grant):
        day = say.day(entry.since.astimezone(zone).date())
        return say.html(
            "{number}. {role}:{name} since {day}",
            number=entry.number,
            role=role,
            name=name,
            day=day,
        )
    day = say.day(entry.expires_at.astimezone(zone).date())
    return say.html(
        "{number}. {role}:{name} invited, open until {day}",
        number=entry.number,
        role=role,
        name=name,
        day=day,
    )


def _rows(say: Say, shown: Sequence[Entry], start: int, total: int) -> Iterator[Row]:
    ends = [
        Button(say.text("End no. {number}", number=entry.number), _code(END, entry.number))
        for entry in shown
    ]
    for place in range(0, len(ends), 2):
        yield tuple(ends[place : place + 2])
    if turning := buttons.pages(say, start, PAGE, total, f"{buttons.TEAM}:{{offset}}"):
        yield turning
    yield (Button(say.text("Invite somebody"), f"{buttons.TEAM}:{INVITE}"),)


def choose_role(say: Say) -> Message:
    rows = tuple((Button(role_name(say, role), _code(INVITE, role.value)),) for role in GIVEN)
    text = say.html("What shall they have access to?")
    return Message(text, (*rows, (buttons.back(say, buttons.TEAM),)))


def invited(say: Say, role: Role, link: str, until: datetime) -> Message:
    """The link stands here once and is kept nowhere. `until` is local."""
    text = say.html(
        "Invitation: <b>{role}</b>\n{link}\n\n"
        "Send it to this one person only. It works once, until {day} at {time}.",
        role=role_name(say, role),
        link=link,
        day=say.day(until.date()),
        time=f"{until:%H:%M}",
    )
    copy = Button.copy(say.text("Copy link"), link)
    return Message(text, ((copy,), (buttons.back(say, buttons.TEAM),)))


def ask_end(say: Say, entry: Entry, zone: ZoneInfo) -> Message:
    text = say.html("Shall this end at once?\n{entry}", entry=_entry(say, entry, zone))
    yes = Button(say.text("Yes, end it"), _code(SURELY, entry.number))
    return Message(text, ((yes,), (buttons.back(say, buttons.TEAM),)))


def ended(say: Say, number: int) -> Message:
    text = say.html("Number {number} has no access any more.", number=number)
    return Message(text, ((buttons.back(say, buttons.TEAM),),))


def unknown(say: Say, number: int) -> Message:
    text = say.html("There is no number {number} in the list.", number=number)
    return Message(text, ((buttons.back(say, buttons.TEAM),),))


def welcome(say: Say, role: Role) -> Message:
    text = say.html("Welcome! You have access now: <b>{role}</b>.", role=role_name(say, role))
    if role is Role.ADMIN:
        text += "\n" + say.html("Who has access, and invite others: /team")
    return Message(text)


def not_valid(say: Say, office: Contact) -> Message:
    """The same for wrong, used, expired and locked, so that nobody learns which it was."""
    text = say.html(
        "This invitation link does not work (any more). Please ask for a new one, "
        "and wait an hour if you tried often.\nA human helps here: {reach}",
        reach=facts.reach(office),
    )
    return Message(text, ((buttons.human(say),),))


def _code(what: str, value: object) -> str:
    return f"{buttons.TEAM}:{what}:{value}"
