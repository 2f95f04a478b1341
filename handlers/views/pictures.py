"""The words around pictures of the gaps."""

from __future__ import annotations

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message, shorten
from bot.report.picture import Picture
from handlers.views import buttons

_LONGEST = 700
"""Characters of what is to be seen: a caption has room for 1,024."""


def button(say: Say) -> Button:
    return Button(say.text("As pictures"), buttons.PICTURES)


def caption(say: Say, picture: Picture) -> Message:
    """What is to be seen, where it comes from, and that it may be passed on."""
    paragraphs = (
        Markup("<b>{}</b>").format(picture.title),
        Markup.escape(shorten(picture.words, _LONGEST)),
        Markup.escape(picture.notes[-1]),
        say.html("This picture shows no more than an export does: it may be passed on."),
    )
    return Message(Markup("\n\n").join(paragraphs))


def nothing(say: Say) -> Message:
    """In place of pictures that would be empty."""
    text = say.html(
        "There are no pictures of demand yet: they show months that are over, and in these nobody "
        "missed anything so far, or too few to be told."
    )
    return Message(text, ((Button(say.text("Show the gaps"), buttons.GAPS),),))
