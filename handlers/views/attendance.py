"""The words around the list of attendance."""

from __future__ import annotations

from bot.i18n import Say
from bot.message import Button, Message
from handlers.views import buttons


def button(say: Say, meeting: int) -> Button:
    return Button(say.text("List to sign (PDF)"), f"{buttons.SHEET}:{meeting}")


def file_name(say: Say) -> str:
    return say.text("attendance") + ".pdf"


def caption(say: Say, name: str) -> Message:
    return Message(
        say.html(
            "List to sign for “{name}”. Whoever said no is not on it. "
            "Keep it in the office: it says who belongs to the group.",
            name=name,
        )
    )


def gone(say: Say) -> Message:
    text = say.html("This meeting is not there any more.")
    return Message(text, ((Button(say.text("Planned meetings"), buttons.PLANNING),),))
