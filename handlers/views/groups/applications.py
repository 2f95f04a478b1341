"""Requests to join, for staff; and the answer, for whoever asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.applications import Application, ApplicationState
from bot.storage.groups import WorkingGroup
from handlers.views import buttons

ASKED, ACCEPT, DECLINE = "a", "y", "n"


def answered(say: Say, application: Application, group: WorkingGroup) -> Message:
    """What staff said, told to whoever asked."""
    if application.state is ApplicationState.ACCEPTED:
        head = say.html("You now belong to the working group “{name}”.", name=group.about.name)
        row: Row = (Button(say.text("Next meetings"), buttons.MEETING),)
    else:
        head = say.html(
            "You cannot join the working group “{name}” right now.", name=group.about.name
        )
        row = (Button(say.text("Working groups"), buttons.GROUP), buttons.human(say))
    answer = [Markup("„{}“").format(application.answer)] if application.answer else []
    return Message(Markup("\n\n").join([head, *answer]), (row,))


def applications(
    say: Say, waiting: Sequence[Application], named: Mapping[int, str], note: Markup | None = None
) -> Message:
    """All that wait, for staff."""
    parts = [note] if note else []
    parts.append(say.html("<b>Who would like to join</b>"))
    if not waiting:
        parts.append(say.html("Nobody is waiting for an answer."))
    rows: list[Row] = []
    for number, one in enumerate(waiting[:20], 1):
        parts.append(Markup("{}. {}").format(number, _who(say, one, named)))
        label = shorten(f"{number}. {named.get(one.working_group, '')}")
        rows.append((Button(label, f"{buttons.GROUPS}:{ASKED}:{one.id}"),))
    rows.append((Button(say.text("Working groups"), buttons.GROUP),))
    return Message(Markup("\n").join(parts), tuple(rows))


def application(say: Say, one: Application, named: Mapping[int, str]) -> Message:
    parts = [
        say.html("<b>Would like to join</b>") + "\n" + Markup("{}").format(_who(say, one, named)),
        say.html(
            "You can add a word to the person: <i>accept: Welcome!</i> or <i>decline: The group is full.</i>"
        ),
    ]
    rows: tuple[Row, ...] = (
        (
            Button(say.text("Accept"), f"{buttons.GROUPS}:{ACCEPT}:{one.id}"),
            Button(say.text("Decline"), f"{buttons.GROUPS}:{DECLINE}:{one.id}"),
        ),
        (buttons.back(say, buttons.GROUPS),),
    )
    return Message(Markup("\n\n").join(parts), rows)


def decided_note(say: Say, one: Application | None) -> Markup:
    if one is None:
        return say.html("That was answered already.")
    if one.state is ApplicationState.ACCEPTED:
        return say.html("Accepted. The person is told.")
    return say.html("Declined. The person is told.")


def _who(say: Say, one: Application, named: Mapping[int, str]) -> str:
    about = ", ".join(filter(None, (one.organisation, one.role)))
    who = about or say.text("without organisation")
    return f"{named.get(one.working_group, '')}: {who} ({say.day(one.asked_at.date())})"
