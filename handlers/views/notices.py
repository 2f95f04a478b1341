"""What the law wants said: privacy, imprint, erasure."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.catalogue.town import Names, Town
from bot.i18n import Say
from bot.message import Button, Message
from handlers.views import buttons


def privacy(say: Say, town: Town) -> Message:
    mine = Button(say.text("What is stored about me?"), buttons.MYDATA)
    rows = ((mine,), (buttons.erase(say),), (buttons.human(say),))
    return Message(_notice(say, town.privacy), rows)


def imprint(say: Say, town: Town) -> Message:
    return Message(_notice(say, town.imprint), ((buttons.human(say),),))


def _notice(say: Say, wording: Names) -> Markup:
    return Markup.escape(say.name(wording))


def confirm_erasure(say: Say, *, with_access: bool) -> Message:
    """`with_access`: they have a role, which ends with the rest."""
    text = say.html(
        "Shall I delete everything I have stored about you, your wishes, too? A wish that others "
        "want as well stays for them, without you. You can look at it first: /mydata."
    )
    if with_access:
        text += say.html(" <b>Your access ends with it.</b>")
    yes = Button(say.text("Yes, delete everything"), f"{buttons.ERASE}:1")
    return Message(text, ((yes,), (Button(say.text("No, keep it"), f"{buttons.ERASE}:0"),)))


def kept(say: Say) -> Message:
    return Message(say.html("All right, everything stays as it is."))


def erased(say: Say, entries: int, moment: datetime) -> Message:
    """The receipt: how much and when, never whose. `moment` is local."""
    number = say.plural("{number} entry", "{number} entries", entries)
    receipt = say.html(
        "Receipt: {number} deleted on {day} at {time}.",
        number=number,
        day=say.day(moment.date()),
        time=f"{moment:%H:%M}",
    )
    text = say.html(
        "Done. Nothing is stored about you any more, and your wishes are gone, except where others "
        "want the same. This chat itself lies with Telegram: you can delete it there."
    )
    return Message(text + "\n\n" + receipt)
