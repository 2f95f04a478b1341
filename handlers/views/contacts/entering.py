"""Members without Telegram: all of a group, and how one is entered."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.groups.contacts import Entry
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.groups import WorkingGroup
from handlers.views import buttons, mistakes
from handlers.views.contacts.codes import ENGLISH, LIST, NEW, ONE, SAVE, Person, code

_MOST = 20


def listed(
    say: Say,
    group: WorkingGroup,
    found: Sequence[Person],
    note: Markup | None = None,
    *,
    mails: bool,
) -> Message:
    parts = [note] if note else []
    parts.append(say.html("<b>Members without Telegram: {group}</b>", group=group.about.name))
    if found:
        lines = [f"{number}. {_called(one)}" for number, one in enumerate(found[:_MOST], 1)]
        parts.append(Markup("{}").format("\n".join(lines)))
    else:
        parts.append(say.html("Nobody yet. They get invitations and reminders by e-mail."))
    if len(found) > _MOST:
        parts.append(say.html("… and {number} more", number=len(found) - _MOST))
    rows: list[Row] = [
        (
            Button(
                shorten(f"{number}. {one.contact.name}"),
                code(ONE, group.id, one.contact.number),
            ),
        )
        for number, one in enumerate(found[:_MOST], 1)
    ]
    if mails:
        rows.append((Button(say.text("Enter somebody"), code(NEW, group.id)),))
    else:
        parts.append(
            say.html(
                "E-mail is not set up on this bot, so nobody can be entered. Whoever runs it sets "
                "BOT_SMTP_URL and BOT_MAIL_FROM."
            )
        )
    rows.append((buttons.back(say, f"{buttons.GROUP}:{group.id}"),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def ask(say: Say, group: WorkingGroup, wrong: Reason | None = None) -> Message:
    parts = [mistakes.sentence(say, wrong)] if wrong else []
    parts.append(
        say.html(
            "Write name, e-mail address and organisation in one line, for example:\n"
            "<i>Petra Weber, weber@schulamt.example, School office</i>"
        )
    )
    return Message(Markup("\n\n").join(parts), ((buttons.back(say, code(LIST, group.id)),),))


def consent(say: Say, group: WorkingGroup, entry: Entry, token: str) -> Message:
    """Nobody is entered who did not agree."""
    who = ", ".join(filter(None, (entry.name, entry.email, entry.organisation)))
    text = say.html(
        "<b>{who}</b>\n\nDid this person agree that the office stores name, e-mail address and "
        "organisation, to invite them to the meetings of “{group}” and to remind them by e-mail? "
        "They can leave at any time; then all of it is deleted.",
        who=who,
        group=group.about.name,
    )
    rows = (
        (Button(say.text("Yes, enter the person"), code(SAVE, token)),),
        (Button(say.text("Yes, with e-mails in English"), code(SAVE, token, ENGLISH)),),
        (Button(say.text("No, do not enter"), code(LIST, group.id)),),
    )
    return Message(text, rows)


def entered(say: Say, name: str) -> Markup:
    return say.html("<b>{name} is entered</b> and is told by e-mail.", name=name)


def _called(one: Person) -> str:
    return ", ".join(filter(None, (one.contact.name, one.organisation)))
