"""The way to a human, and friendly words where only a human can help."""

from __future__ import annotations

from markupsafe import Markup

from bot.catalogue.offers import Contact
from bot.i18n import Say
from bot.message import Button, Message, Row
from handlers.views import buttons, facts


def human(say: Say, office: Contact) -> Message:
    """The education office: its number, hours and mail, to be copied."""
    lines = [say.html("<b>Talk to a human</b>"), Markup("{}").format(office.name)]
    lines += [Markup.escape(p) for p in (office.phone, office.email, office.hours) if p]
    lines.append(say.html("They are glad to help with any question, also on the phone."))
    return Message(Markup("\n").join(lines), _ways(say, office))


def _ways(say: Say, office: Contact) -> tuple[Row, ...]:
    ways = []
    if office.phone:
        ways.append((Button.copy(say.text("Copy number"), office.phone),))
    if office.email:
        ways.append((Button.copy(say.text("Copy e-mail"), office.email),))
    if office.url:
        ways.append((Button.link(say.text("Website"), office.url),))
    return tuple(ways)


def only_words(say: Say, office: Contact) -> Message:
    """For photos, voice, stickers, contacts, locations and files."""
    return _friendly(
        say, office, say.html("I can only read written words. I have not kept anything.")
    )


def edited(say: Say, office: Contact) -> Message:
    return _friendly(
        say, office, say.html("I do not see changed messages. Please simply send it again.")
    )


def unknown_command(say: Say, office: Contact) -> Message:
    text = say.html("I do not know this command. Just write what you are looking for.")
    return _friendly(say, office, text)


def not_yours(say: Say, office: Contact) -> Message:
    """For what only some may do; whether they once could is not said."""
    text = say.html(
        "This is for people with a task of their own here, and you have no access to it. "
        "If you should have it, ask for an invitation."
    )
    return _friendly(say, office, text)


def too_much(say: Say) -> Message:
    text = say.html("That was a lot at once. Please wait half a minute, then I read on.")
    return Message(text)


def too_old_to_delete(say: Say) -> Message:
    return Message(
        say.html(
            "I could not delete everything. In your Telegram you can: press long, then delete."
        )
    )


def stale(say: Say) -> Message:
    text = say.html("This button is from an older time. Please ask once more.")
    return Message(text, ((Button(say.text("All offers by topic"), buttons.TOPICS),),))


def broken(say: Say, office: Contact, reference: str) -> Message:
    text = say.html(
        "Sorry, something went wrong on our side. Please try again in a moment. (No. {reference})",
        reference=reference,
    )
    return _friendly(say, office, text)


def _friendly(say: Say, office: Contact, text: Markup) -> Message:
    reach = say.html("A human helps here: {reach}", reach=facts.reach(office))
    return Message(Markup("\n").join([text, reach]), ((buttons.human(say),),))
