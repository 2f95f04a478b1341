"""Joining and leaving a working group."""

from __future__ import annotations

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message
from bot.storage.groups import WorkingGroup
from handlers.views import buttons
from handlers.views.groups.cards import AGREE, SEND


def consent(say: Say, group: WorkingGroup, said: str, token: str) -> Message:
    """Before anything is stored: what is kept, and what for."""
    parts = [say.html("<b>You would like to join: {group}</b>", group=group.about.name)]
    if said:
        parts.append(say.html("Organisation and role: {said}", said=said))
    else:
        parts.append(
            say.html(
                "If you like, write your organisation and your role now, for example: "
                "<i>Parents’ council, speaker</i>. You can leave it out."
            )
        )
    parts.append(
        say.html(
            "With “Send” you agree that the office stores your request and your Telegram number, "
            "to answer you and to invite you. You can leave at any time."
        )
    )
    send = f"{buttons.GROUP}:{group.id}:{SEND}" + (f":{token}" if token else "")
    rows = (
        (Button(say.text("Send"), send),),
        (buttons.back(say, f"{buttons.GROUP}:{group.id}"),),
    )
    return Message(Markup("\n\n").join(parts), rows)


def invited(say: Say, group: WorkingGroup) -> Message:
    """Before somebody who opened a link becomes a member."""
    about = group.about
    parts = [
        say.html(
            "<b>You are invited: {group}</b>\n{purpose}", group=about.name, purpose=about.purpose
        ),
        say.html(
            "With “I will join” you agree that the office stores your Telegram number, to invite "
            "you to the meetings and to remind you of them. You can leave at any time."
        ),
    ]
    rows = (
        (Button(say.text("I will join"), f"{buttons.GROUP}:{group.id}:{AGREE}"),),
        (Button(say.text("Working groups"), buttons.GROUP),),
    )
    return Message(Markup("\n\n").join(parts), rows)


def joined_note(say: Say) -> Markup:
    return say.html("Welcome! I will invite you and remind you of the meetings.")


def sent_note(say: Say) -> Markup:
    return say.html("<b>Your request has been sent.</b>")


def left_note(say: Say) -> Markup:
    return say.html("You have left the group. I will send you nothing more about it.")


def withdrawn_note(say: Say) -> Markup:
    return say.html("Your request is deleted.")
