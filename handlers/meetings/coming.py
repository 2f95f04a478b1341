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
from handlers.meetings import one_card
from handlers.meetings.seen import mine, shown, viewer
from handlers.views import buttons
from handlers.views.meetings import card


async def answer(
    update: Update, context: Context, number: int, coming: Coming, version: int | None
) -> None:
    """Say so, if the date is still the one that was read."""
    say, house = await context.say(update), context.house
    who, now = await viewer(update, context), house.now()

    def work(db: Db) -> Message:
        found = shown(db, number, who)
        if found is None:
            return card.gone(say)
        above: Markup | None = card.changed(say)
        if found.meeting.version == version or not found.member or found.meeting.cancelled:
            answers.answer(db, number, who.person, coming, now)
            found, above = shown(db, number, who) or found, None
        return card.card(say, found, now, above)

    message = await house.storage.write(work)
    await one_card.show(update, context, f"{buttons.MEETING}:{number}", message)


async def ask_note(update: Update, context: Context, number: int) -> None:
    say, found = await context.say(update), await mine(update, context, number)
    if found is None or not found.member:
        gone = card.gone(say) if found is None else card.card(say, found, context.house.now())
        await one_card.show(update, context, f"{buttons.MEETING}:{number}", gone)
        return
    own = f"{buttons.MEETING}:{number}:{card.NOTE}"
    await one_card.show(update, context, own, card.ask_note(say, found))


async def note(update: Update, context: Context, number: int, text: str) -> bool:
    say, house = await context.say(update), context.house
    who, now = await viewer(update, context), house.now()

    def work(db: Db) -> Message:
        answers.answer(db, number, who.person, None, now, note=text)
        found = shown(db, number, who)
        return card.card(say, found, now) if found else card.gone(say)

    try:
        message = await house.storage.write(work)
    except RefusedError:
        own = f"{buttons.MEETING}:{number}:{card.NOTE}"
        await one_card.show(update, context, own, card.too_long(say, len(text)))
        return True
    await one_card.show(update, context, f"{buttons.MEETING}:{number}", message)
    return True
