"""The language we speak, chosen by the person and remembered."""

from __future__ import annotations

from telegram import Update

from bot.i18n import LANGUAGES, say_in
from bot.storage import people
from handlers.context import Context
from handlers.presses import word
from handlers.reply import reply
from handlers.routes import command, press, words
from handlers.views import buttons, start


async def ask_language(update: Update, context: Context) -> None:
    await reply(update, context, start.languages(await context.say(update)))


async def choose(update: Update, context: Context) -> None:
    chosen, user = word(update, 1), update.effective_user
    if chosen not in LANGUAGES or user is None:
        await ask_language(update, context)
        return
    today = context.house.today()
    await context.house.storage.write(lambda db: people.choose_language(db, user.id, chosen, today))
    await reply(update, context, start.language_chosen(say_in(chosen)))


ROUTES = (
    command(("sprache", "language"), ask_language),
    words(("sprache", "language", "deutsch", "english", "englisch"), ask_language),
    press(buttons.LANGUAGES, choose),
)
