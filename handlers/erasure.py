"""Forgetting a person, on one tap and a confirmation."""

from __future__ import annotations

from telegram import Update

from bot.people.erasure import forget
from handlers.context import Context
from handlers.presses import word
from handlers.reply import reply, send
from handlers.routes import command, press, words
from handlers.views import buttons, notices

_SPOKEN = (
    "(alle )?(meine )?(daten|alles)( von mir)?( bitte)? l[öo]e?schen( bitte)?",
    "l[öo]e?sche?( sie| du)?( bitte)?( alle)?( meine)?( daten| alles)?",
    "l[öo]e?schen( bitte)?",
    "stopp?",
    "abmelden",
    "delete( all)?( my)?( data)?",
)


async def ask_first(update: Update, context: Context) -> None:
    await send(update, context, notices.confirm_erasure(await context.say(update)))


async def erase(update: Update, context: Context) -> None:
    say, user = await context.say(update), update.effective_user
    if word(update, 1) == "0":
        await reply(update, context, notices.kept(say))
        return
    if word(update, 1) != "1" or user is None:
        await ask_first(update, context)
        return
    await context.house.storage.write(lambda db: forget(db, user.id))
    await reply(update, context, notices.erased(say))


ROUTES = (
    command(("loeschen", "delete"), ask_first),
    press(buttons.ERASE, erase),
    words(_SPOKEN, ask_first),
)
