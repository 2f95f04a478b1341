"""Forgetting a person, on one tap and a confirmation."""

from __future__ import annotations

import re

from telegram import Update
from telegram.ext import filters

from bot.people.erasure import forget
from handlers.context import Context
from handlers.presses import word
from handlers.reply import reply, send
from handlers.routes import command, message, press
from handlers.views import buttons, notices

_WORDS = re.compile(
    r"^\W*(alle meine daten l[öo]e?schen|l[öo]e?schen|stopp?|abmelden|delete( all)?( my data)?)\W*$",
    re.IGNORECASE,
)


async def ask_first(update: Update, context: Context) -> None:
    await send(update, context, notices.confirm_erasure(await context.say(update)))


async def erase(update: Update, context: Context) -> None:
    say, user = await context.say(update), update.effective_user
    if word(update, 1) != "1" or user is None:
        await ask_first(update, context)
        return
    await context.house.storage.write(lambda db: forget(db, user.id))
    await reply(update, context, notices.erased(say))


ROUTES = (
    command(("loeschen", "delete"), ask_first),
    press(buttons.ERASE, erase),
    message(filters.Regex(_WORDS) & ~filters.UpdateType.EDITED_MESSAGE, ask_first),
)
