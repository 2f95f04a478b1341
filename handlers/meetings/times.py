"""When a member wants to be reminded: of every meeting, fewer or other times than usual."""

from __future__ import annotations

import re

from telegram import Update

from bot.catalogue.problems import Reason, RefusedError
from bot.groups import plan, reminders
from bot.groups.plan import Plan
from bot.groups.spoken import read_reminder
from bot.message import Message
from bot.storage import memberships
from bot.storage.units import Db
from handlers.context import Context
from handlers.reply import reply
from handlers.routes import at_first_hand
from handlers.spoken import is_own
from handlers.views import cards
from handlers.views.meetings import times as view

_SPOKEN = re.compile(r"\W*((meine )?erinnerungen|(my )?reminders)\W*", re.IGNORECASE)
_BEFORE = re.compile(r"\b(vorher|davor|vor|before|tage?|stunden?|days?|hours?)\b", re.IGNORECASE)
"""What is written about a time of reminding; anything else is a question."""


async def act(update: Update, context: Context, step: str) -> None:
    """What a code says, which anybody could have made up: it says what is to be."""
    wanted = None if step == view.USUAL else _toggled(step)
    if step == view.USUAL or wanted is not None:
        await _choose(update, context, step, wanted)
    else:
        await _show(update, context)


async def open_spoken(update: Update, context: Context) -> bool:
    """As "Erinnerungen", to who belongs to a group; to others it is a question."""
    text = ((update.message.text if update.message else "") or "").strip()
    user = update.effective_user
    if user is None or not _SPOKEN.fullmatch(text) or not at_first_hand(update):
        return False
    if not await context.house.storage.read(lambda db: memberships.groups(db, user.id)):
        return False
    await _show(update, context)
    return True


async def typed(update: Update, context: Context, text: str) -> bool:
    """The words of a button, or another time in words."""
    shown = await _screen(update, context)
    chosen = cards.called(shown, view.CODE, text)
    if chosen and chosen.startswith(view.CODE):
        await act(update, context, chosen.removeprefix(view.CODE).removeprefix(":"))
        return True
    if chosen or is_own(text) or not _BEFORE.search(text):
        return False
    held = await _current(update, context)
    try:
        entry = read_reminder(text)
        plan.read_plan(plan.print_plan((*held, entry)))
    except RefusedError as error:
        await _show(update, context, error.reason)
    else:
        await _choose(update, context, str(entry), (str(entry), True))
    return True


async def _choose(
    update: Update, context: Context, step: str, wanted: tuple[str, bool] | None
) -> None:
    user, now = update.effective_user, context.house.now()

    def work(db: Db) -> None:
        if user is None:
            return
        if step == view.USUAL or wanted is None:
            reminders.choose(db, user.id, None, now)
            return
        name, on = wanted
        held = {str(one) for one in _of(db, user.id)} - {name} | ({name} if on else set())
        reminders.choose(db, user.id, plan.read_plan(";".join(held)), now)

    await context.house.storage.write(work)
    await _show(update, context)


async def _show(update: Update, context: Context, wrong: Reason | None = None) -> None:
    await context.keep_card(update, view.CODE)
    await reply(update, context, await _screen(update, context, wrong))


async def _screen(update: Update, context: Context, wrong: Reason | None = None) -> Message:
    user = update.effective_user
    person = user.id if user else 0
    own = await context.house.storage.read(lambda db: reminders.chosen(db, person))
    return view.times(await context.say(update), own, wrong)


async def _current(update: Update, context: Context) -> Plan:
    user = update.effective_user
    person = user.id if user else 0
    return await context.house.storage.read(lambda db: _of(db, person))


def _of(db: Db, person: int) -> Plan:
    own = reminders.chosen(db, person)
    return plan.read_plan(plan.DEFAULT) if own is None else own


def _toggled(step: str) -> tuple[str, bool] | None:
    """As "a1": the first of the usual ones, on."""
    if own := view.read_own(step):
        return own, False
    entry = view.LETTERS.get(step[:1])
    return (entry, step[1:] == "1") if entry and step[1:] in {"0", "1"} else None
