"""The first message, help and the choice of language."""

from __future__ import annotations

from bot.i18n import LANGUAGES, Say
from bot.message import Button, Message, Row
from handlers.views import buttons


def greeting(say: Say, town: str) -> Message:
    text = say.html(
        "Hello! I find courses and help in {town} for you. I am a computer program.\n\n"
        "Just write, for example: <i>swimming lessons, child aged 6</i>\n\n"
        "Please no names and no illnesses.",
        town=town,
    )
    browse = Button(say.text("All offers by topic"), buttons.TOPICS)
    privacy = Button(say.text("Privacy"), buttons.PRIVACY)
    return Message(text, ((browse,), _languages(), (privacy, buttons.human(say))))


def help_(say: Say, town: str) -> Message:
    text = say.html(
        "<b>This is how it works</b>\n"
        "Write what you are looking for in your own words. An age or a school year helps: "
        "<i>football, 9 years</i>, <i>tutoring year 7</i>.\n\n"
        "/offers – all offers in {town} by topic\n"
        "/language – Deutsch, English\n"
        "/privacy – what happens to your data\n"
        "/delete – delete all my data\n"
        "/imprint – who is responsible",
        town=town,
    )
    return Message(
        text, ((Button(say.text("All offers by topic"), buttons.TOPICS),), (buttons.human(say),))
    )


def languages(say: Say) -> Message:
    return Message(say.html("Which language shall I speak?"), (_languages(),))


def language_chosen(say: Say) -> Message:
    text = say.html(
        "I speak {language} now. What are you looking for?", language=LANGUAGES[say.language]
    )
    return Message(text, ((Button(say.text("All offers by topic"), buttons.TOPICS),),))


def _languages() -> Row:
    return tuple(buttons.language(name, code) for code, name in LANGUAGES.items())
