"""What is said above a card after a step: done, too late, or not possible."""

from __future__ import annotations

from markupsafe import Markup

from bot.desk.acting import Conflict, Refused
from bot.desk.drafting import LONGEST
from bot.i18n import Say
from bot.message import Button, Message
from handlers.views import buttons
from handlers.views.desk import names
from handlers.views.scene import Scene


def done(say: Say, action: str) -> Markup:
    return Markup("✓ <i>{}</i>").format(names.action(say, action))


def already(say: Say) -> Markup:
    return say.html("<i>That was done already. This is how it stands:</i>")


def last(say: Say) -> Markup:
    return say.html("<i>That was the last one.</i>")


def long(say: Say, number: int) -> Markup:
    return say.html(
        "These are {number} characters, at most {most} fit. Please make it shorter.",
        number=number,
        most=LONGEST,
    )


def unnamed(say: Say) -> Markup:
    return say.html("<i>Nothing here has this name, or several have it.</i>")


def overtaken(scene: Scene, conflict: Conflict, me: int) -> Markup:
    """Somebody acted meanwhile: who, what, when; then the card as it is now."""
    say = scene.say
    if conflict.action is None or conflict.at is None:
        return say.html(
            "<b>This has changed meanwhile.</b> Nothing of yours was done. "
            "This is how it stands now:"
        )
    by = conflict.by
    who = say.text("me") if by and by.person == me else names.colleague(scene, by)
    return say.html(
        "<b>Somebody was faster:</b> {action} ({who}, {time}). Nothing of yours was done. "
        "This is how it stands now:",
        action=names.action(say, conflict.action),
        who=who,
        time=names.clock(scene, conflict.at),
    )


def refused(say: Say, why: Refused) -> Markup:
    named = {
        Refused.WRONG_KIND: say.html("That does not go with this kind."),
        Refused.INCOMPLETE: say.html("Something is missing: words, a number, or to whom."),
        Refused.NUMBER: say.html("Please write a number from 1 on, for example: <i>8</i>."),
        Refused.LONG: say.html("That is too long, at most {number} characters.", number=LONGEST),
        Refused.NOTHING: say.html("There is no step to undo."),
        Refused.SEALED: say.html("There is no way back behind the last step."),
    }
    return named.get(why) or say.html("It is no longer there.")


def gone(say: Say) -> Message:
    """It was taken back, is over, or never was."""
    text = say.html("There is no such number (any more). Perhaps it was taken back.")
    return Message(text, ((Button(say.text("To the inbox"), buttons.DESK),),))


def stale(say: Say) -> Message:
    """A draft whose day is over."""
    text = say.html("This answer is older than a day and was not kept. Please begin once more.")
    return Message(text, ((Button(say.text("To the inbox"), buttons.DESK),),))


def unknown(say: Say) -> Message:
    text = say.html(
        "I did not understand that. For example: <i>/inbox</i>, <i>/inbox 12</i>, "
        "<i>/inbox question 3</i>, <i>/inbox wishes older 14</i>"
    )
    return Message(text, ((Button(say.text("To the inbox"), buttons.DESK),),))
