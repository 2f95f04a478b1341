"""What a member says to a meeting: whether they come, and a note."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.catalogue.problems import RefusedError
from bot.groups import answers
from bot.message import Message
from bot.storage.attendance import Coming
from bot.storage.units import Db
from handlers.context import Context
from handlers.meetings.seen import is_staff, mine, shown
from handlers.reply import reply
from handlers.views import buttons
from handlers.views.meetings import card


async def answer(
    update: Update, context: Context, number: int, coming: Coming, version: int | None
) -> None:
    """Say so, if the date is still the one that was read."""
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, staff = user.id if user else 0, house.now(), await is_staff(update, context)

    def work(db: Db) -> Message:
        found = shown(db, number, person, staff=staff)
        if found is None:
            return card.gone(say)
        above: Markup | None = card.changed(say)
        if found.meeting.version == version or not found.member or found.meeting.cancelled:
            answers.answer(db, number, person, coming, now)
            found, above = shown(db, number, person, staff=staff) or found, None
        return card.card(say, found, now, above)

    message = await house.storage.write(work)
    await context.keep_card(update, f"{buttons.MEETING}:{number}")
    await reply(update, context, message)


async def ask_note(update: Update, context: Context, number: int) -> None:
    say, found = await context.say(update), await mine(update, context, number)
    if found is None or not found.member:
        gone = card.gone(say) if found is None else card.card(say, found, context.house.now())
        await reply(update, context, gone)
        return
    await context.keep_card(update, f"{buttons.MEETING}:{number}:{card.NOTE}")
    await reply(update, context, card.ask_note(say, found))


async def note(update: Update, context: Context, number: int, text: str) -> bool:
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, staff = user.id if user else 0, house.now(), await is_staff(update, context)

    def work(db: Db) -> Message:
        answers.answer(db, number, person, None, now, note=text)
        found = shown(db, number, person, staff=staff)
        return card.card(say, found, now) if found else card.gone(say)

    try:
        message = await house.storage.write(work)
    except RefusedError:
        await reply(update, context, card.too_long(say, len(text)))
        return True
    await context.keep_card(update, f"{buttons.MEETING}:{number}")
    await reply(update, context, message)
    return True
