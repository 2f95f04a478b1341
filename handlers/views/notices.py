"""What the law wants said: privacy, imprint, erasure."""

from __future__ import annotations

from markupsafe import Markup

from bot.catalogue.town import Names, Town
from bot.i18n import Say
from bot.message import Button, Message
from handlers.views import buttons


def privacy(say: Say, town: Town) -> Message:
    erase = Button(say.text("Delete all my data"), buttons.ERASE)
    return Message(_notice(say, town.privacy), ((erase,), (buttons.human(say),)))


def imprint(say: Say, town: Town) -> Message:
    return Message(_notice(say, town.imprint), ((buttons.human(say),),))


def _notice(say: Say, wording: Names) -> Markup:
    return Markup.escape(say.name(wording))


def confirm_erasure(say: Say) -> Message:
    text = say.html(
        "Shall I delete everything I have stored about you? "
        "I keep no more than your language and what is needed to answer you."
    )
    yes = Button(say.text("Yes, delete everything"), f"{buttons.ERASE}:1")
    return Message(text, ((yes,), (Button(say.text("No, keep it"), f"{buttons.ERASE}:0"),)))


def kept(say: Say) -> Message:
    return Message(say.html("All right, everything stays as it is."))


def erased(say: Say) -> Message:
    return Message(
        say.html(
            "Done. Nothing is stored about you any more. "
            "This chat itself lies with Telegram: you can delete it there."
        )
    )
