"""What staff press and type about members without Telegram."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Update

from bot.people.roles import Role, may
from bot.storage.units import Db
from handlers.contacts import steps
from handlers.contacts.steps import Seen, Step
from handlers.context import Context
from handlers.following import follow, leads
from handlers.opened import find
from handlers.presses import code, whole
from handlers.reply import reply
from handlers.routes import at_first_hand, maybe, press
from handlers.spoken import is_own
from handlers.views import buttons, cards
from handlers.views.contacts.codes import ANSWER, NEW


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, buttons.without_back(code(update))[0])


async def typed(update: Update, context: Context) -> bool:
    """The words of a button, somebody's name and address, or the note of an answer."""
    opened = await find(update, context, buttons.CONTACTS)
    text = ((update.message.text if update.message else "") or "").strip()
    if opened is None or not opened.near or not text or not at_first_hand(update):
        return False
    if not may(await context.roles(update), Role.STAFF) or is_own(text):
        return False
    own = ":".join(filter(None, (buttons.CONTACTS, opened.step, opened.token, opened.value)))
    step, first = await _step(update, context), whole(opened.token) or 0
    message, _ = await context.house.storage.read(lambda db: steps.screen(step, db, own))
    chosen = cards.called(message, own, text)
    if chosen:
        return await follow(update, context, chosen)
    if opened.step == NEW:
        await _show(update, context, lambda db: steps.take(step, db, first, text))
    elif opened.step == ANSWER:
        meeting = whole(opened.value) or 0
        await _show(update, context, lambda db: steps.remark(step, db, first, meeting, text))
    else:
        return False
    return True


async def _act(update: Update, context: Context, code_: str) -> None:
    step = await _step(update, context)
    await _show(update, context, lambda db: steps.do(step, db, code_))


async def _show(update: Update, context: Context, work: Callable[[Db], Seen]) -> None:
    message, own = await context.house.storage.write(work)
    await context.keep_card(update, own)
    await reply(update, context, message)


async def _step(update: Update, context: Context) -> Step:
    house, user = context.house, update.effective_user
    return Step(
        await context.say(update),
        user.id if user else None,
        house.now(),
        update.update_id,
        mails=house.mails,
    )


leads(buttons.CONTACTS, _act, Role.STAFF)

ROUTES = (press(buttons.CONTACTS, pressed, Role.STAFF), maybe(typed))
