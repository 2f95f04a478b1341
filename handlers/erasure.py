"""Forgetting a person: on one tap and a confirmation, or some time after they blocked us."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.ext import ChatMemberHandler

from bot.message import Message
from bot.people.leaving import come_back, leave
from bot.people.register import forget
from bot.people.roles import Role, held
from handlers import menu
from handlers.context import Context
from handlers.opened import find
from handlers.presses import part, word
from handlers.reply import reply, send
from handlers.routes import Route, Scope, at_first_hand, command, maybe, press, words
from handlers.views import buttons, notices
from handlers.views.cards import labelled

_SPOKEN = (
    "(alle )?(meine )?(daten|alles)( von mir)?( bitte)? l[öo]e?schen( bitte)?",
    "l[öo]e?sche?( sie| du)?( bitte)?( alle)?( meine)?( daten| alles)?",
    "l[öo]e?schen( bitte)?",
    "stopp?",
    "abmelden",
    "delete( all)?( my)?( data)?",
)


async def ask_first(update: Update, context: Context) -> None:
    await context.keep_card(update, buttons.ERASE)
    await send(update, context, await _question(update, context))


async def pressed(update: Update, context: Context) -> None:
    await _answered(update, context, word(update, 1))


async def typed(update: Update, context: Context) -> bool:
    """Yes or no, or the words of a button, just below the question."""
    opened = await find(update, context, buttons.ERASE)
    if opened is None or not opened.near or not at_first_hand(update):
        return False
    text = (update.message.text if update.message else "") or ""
    button = labelled(await _question(update, context), text)
    if button is None:
        await context.keep_card(update, "")
        return False
    await _answered(update, context, part(button.value, 1))
    return True


async def _answered(update: Update, context: Context, answer: str) -> None:
    say, user, house = await context.say(update), update.effective_user, context.house
    if answer == "0":
        await context.keep_card(update, "")
        await reply(update, context, notices.kept(say))
    elif answer != "1" or user is None:
        await send(update, context, await _question(update, context))
    else:
        had_access = await context.roles(update)
        entries = await house.storage.write(lambda db: forget(db, user.id))
        await house.storage.tidy()
        if had_access:
            await menu.show(context.bot, user.id, say, await context.roles(update))
        await reply(update, context, notices.erased(say, entries, house.local()))


async def _question(update: Update, context: Context) -> Message:
    say, user = await context.say(update), update.effective_user
    person = user.id if user else 0
    given = await context.house.storage.read(lambda db: held(db, person))
    return notices.confirm_erasure(say, with_access=bool(given))


async def come_or_go(update: Update, context: Context) -> None:
    """Somebody blocks us, or lets us in again."""
    change, house = update.my_chat_member, context.house
    if change is None:
        return
    person, now = change.chat.id, house.now()
    if change.new_chat_member.status == ChatMemberStatus.BANNED:
        await house.storage.write(lambda db: leave(db, person, now))
    else:
        await house.storage.write(lambda db: come_back(db, person))


ROUTES = (
    command(("loeschen", "delete"), ask_first),
    press(buttons.ERASE, pressed),
    maybe(typed),
    words(_SPOKEN, ask_first),
    Route(ChatMemberHandler(come_or_go), Role.CITIZEN, Scope.PRIVATE),
)
