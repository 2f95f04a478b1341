"""An invitation into a working group: a link, as text and as a picture."""

from __future__ import annotations

from datetime import datetime

from bot.i18n import Say
from bot.message import Button, Message
from bot.storage.groups import WorkingGroup
from handlers.views import buttons


def invitation(say: Say, group: WorkingGroup, link: str, until: datetime) -> Message:
    """A link that brings one person into a group, once."""
    text = say.html(
        "<b>Invitation to “{group}”</b>\n{link}\n\nGive this link to one person. "
        "It works once, until {day}, {time}. Whoever opens it is asked first.",
        group=group.about.name,
        link=link,
        day=say.day(until.date()),
        time=f"{until:%H:%M}",
    )
    back = buttons.back(say, f"{buttons.GROUP}:{group.id}")
    return Message(text, ((Button.copy(say.text("Copy the link"), link),), (back,)))


def picture_name(say: Say) -> str:
    return say.text("invitation") + ".png"


def picture_caption(
    say: Say, group: WorkingGroup, town: str, link: str, until: datetime
) -> Message:
    """Below the same link as a picture."""
    text = say.html(
        "<b>Invitation to “{group}”, {town}</b>\nOne person opens the camera and holds it on the "
        "code. It works once, until {day}, {time}.\n{link}",
        group=group.about.name,
        town=town,
        day=say.day(until.date()),
        time=f"{until:%H:%M}",
        link=link,
    )
    return Message(text)


def not_valid(say: Say) -> Message:
    text = say.html("This link is used up or too old. Please ask for a new one.")
    return Message(text, ((Button(say.text("Working groups"), buttons.GROUP),),))
