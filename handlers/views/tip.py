"""Asking for a tip, and thanks for it."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from bot.catalogue.offers import Contact
from bot.i18n import Say
from bot.message import Message
from bot.tips import Refusal
from handlers.views import buttons, facts


def prompt(say: Say, refusal: Refusal | None = None, *, asked: bool = False) -> Message:
    """Ask for one line, after saying what was wrong with the one before; `asked` a question first."""
    ask = say.html(
        "Good that you know something! What is it, and where? One line is enough, for example:\n"
        "<i>Chess club in the library, on Thursdays</i>"
    )
    where = (
        say.html("It goes to the education office with your question, without your name.")
        if asked
        else say.html("It goes to the education office, without your name.")
    )
    where += " " + say.html("Please no names of private people.")
    parts = [*_refused(say, refusal), ask, where]
    return Message(Markup("\n\n").join(parts), ((buttons.human(say),),))


def thanks(say: Say, office: Contact) -> Message:
    text = say.html(
        "Thank you for the tip! {office} looks at it and adds it to the list if it fits. "
        "Nobody knows who wrote it, so nobody can answer you. If you want to tell more: {reach}",
        office=office.name,
        reach=facts.reach(office),
    )
    return Message(text, ((buttons.human(say),),))


def never_mind(say: Say) -> Message:
    return Message(say.html("All right. Nothing was sent or kept."), ((buttons.human(say),),))


def _refused(say: Say, refusal: Refusal | None) -> Iterator[Markup]:
    match refusal:
        case Refusal.EMPTY:
            yield say.html("I could not read a word in it.")
        case Refusal.LINK:
            yield say.html(
                "A link or a number alone is not enough for us. Two words help: what it is."
            )
        case Refusal.FORWARDED:
            yield say.html("Please write it in your own words. I keep nothing that is forwarded.")
        case None:
            pass
