"""The language we speak, chosen by the person and remembered."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.i18n import DEFAULT, INFORMAL, LANGUAGES, SIMPLE, SOURCE, base, say_in
from bot.storage import people
from handlers.context import Context
from handlers.presses import word
from handlers.reply import reply
from handlers.routes import command, press, words
from handlers.views import buttons, start

_SPOKEN = {
    INFORMAL: (
        r"(deutsch )?\(?(du|duzen)\)?",
        "(sag|sprich|schreib)( bitte)? du( zu mir)?",
        "(du kannst|kannst du|k[öo]nnen sie|sie k[öo]nnen)( bitte)? (mich duzen|du sagen)",
    ),
    DEFAULT: (
        r"(deutsch )?\(?(sie|siezen)\)?",
        "(sag|sprich|schreib|sagen sie)( bitte)? sie( zu mir)?",
        "(auf|in) deutsch",
        "in german",
    ),
    SIMPLE: (
        r"(in )?(einfache|leichte)[rs]? (sprache|deutsch)",
        "(in )?(simple|easy|plain) (german|language)",
    ),
    SOURCE: ("(in )?english", "auf englisch"),
}
"""How each language is asked for, as regular expressions."""


_LOST = (
    "(ich )?(verstehe?|kapiere?)( das| dich| sie| es)? nicht",
    "(ich )?nicht verstehen?",
    "i (do not|don'?t|cannot|can'?t) understand( it| this| you)?",
    "(bitte )?(langsam|einfach|leicht)(er)?( bitte)?( deutsch)?( bitte)?",
    "(ich )?(kein|wenig|nicht so gut|nicht gut|schlecht) deutsch",
)
"""Who does not understand us may want another language, or an easier one."""


async def ask_language(update: Update, context: Context) -> None:
    await reply(update, context, start.languages(await context.say(update)))


async def choose(update: Update, context: Context) -> None:
    chosen = word(update, 1)
    if chosen in LANGUAGES:
        await speak(update, context, chosen)
    else:
        await ask_language(update, context)


async def hear_german(update: Update, context: Context) -> None:
    """Alone, the word means the language; to those who speak it already it may mean the subject."""
    say = await context.say(update)
    if base(say.language) == DEFAULT:
        await reply(update, context, start.already_german(say))
    else:
        await speak(update, context, DEFAULT)


async def speak(update: Update, context: Context, language: str) -> None:
    if user := update.effective_user:
        today = context.house.today()
        await context.house.storage.write(
            lambda db: people.choose_language(db, user.id, language, today)
        )
    await reply(update, context, start.language_chosen(say_in(language)))


ROUTES = (
    command(("sprache", "language"), ask_language),
    words(("sprache", "language", "englisch", *_LOST), ask_language),
    words(("deutsch", "german"), hear_german),
    *(words(spoken, partial(speak, language=code)) for code, spoken in _SPOKEN.items()),
    press(buttons.LANGUAGES, choose),
)
