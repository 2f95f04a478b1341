"""The first message, help and the choice of language."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from bot.i18n import DEFAULT, INFORMAL, LANGUAGES, SIMPLE, Say, base
from bot.message import Button, Message, Row
from bot.people.roles import Role
from handlers.views import buttons, commands


def greeting(say: Say, town: str) -> Message:
    text = say.html(
        "Hello! I find courses and help in {town} for you. I am a computer program.\n\n"
        "Just write, for example: <i>swimming lessons, child aged 6</i>\n\n"
        "Please no names and no illnesses.",
        town=town,
    )
    browse = Button(say.text("All offers by topic"), buttons.TOPICS)
    privacy = Button(say.text("Privacy"), buttons.PRIVACY)
    return Message(
        text,
        ((buttons.guide(say),), (browse,), _other_languages(say), (privacy, buttons.human(say))),
    )


def help_(say: Say, held: Collection[Role]) -> Message:
    """All commands of somebody with these roles."""
    how = say.html(
        "<b>This is how it works</b>\n"
        "Write what you are looking for in your own words. An age or a school year helps: "
        "<i>football, 9 years</i>, <i>tutoring year 7</i>."
    )
    named = [one for one in commands.listed(say) if one[0] != say.text("help")]
    lines = [Markup("/{} – {}").format(*one) for one in (*named, *commands.of_roles(say, held))]
    text = how + "\n\n" + Markup("\n").join(lines)
    browse = Button(say.text("All offers by topic"), buttons.TOPICS)
    return Message(text, ((browse,), (buttons.paths(say),), (buttons.human(say),)))


def languages(say: Say) -> Message:
    text = say.html(
        "Which language shall I speak?\n\n"
        "You can also write: <i>sie</i>, <i>du</i>, <i>einfache Sprache</i>, <i>English</i>."
    )
    return Message(text, tuple((_language(code),) for code in LANGUAGES))


def already_german(say: Say) -> Message:
    """For "Deutsch" in German: the other ways to speak it, and what else may be meant."""
    text = say.html(
        "I speak German with you already. Shall I speak another German?\n\n"
        "Are you looking for a German course? Just write: <i>German course</i>"
    )
    others = [code for code in LANGUAGES if base(code) == DEFAULT and code != say.language]
    return Message(text, tuple((_language(code),) for code in sorted(others, key=_simple_first)))


def _simple_first(code: str) -> bool:
    return code != SIMPLE


def language_chosen(say: Say) -> Message:
    text = say.html(
        "I speak {language} now. What are you looking for?", language=LANGUAGES[say.language]
    )
    browse = Button(say.text("All offers by topic"), buttons.TOPICS)
    return Message(text, ((buttons.guide(say),), (browse,)))


def _other_languages(say: Say) -> Row:
    """Those not spoken already; how people are addressed is chosen under /language."""
    own = DEFAULT if say.language == INFORMAL else say.language
    return tuple(_language(code) for code in LANGUAGES if code not in {own, INFORMAL})


def _language(code: str) -> Button:
    return buttons.language(LANGUAGES[code], code)
