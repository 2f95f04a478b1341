"""The dates of an offer as a file for the person's calendar."""

from __future__ import annotations

from telegram import Update

from bot.calendar import calendar_file
from handlers.context import Context
from handlers.presses import part, whole
from handlers.reply import reply, send_file
from handlers.typed import button
from handlers.views import buttons, calendar, offer


async def send_dates(update: Update, context: Context, code: str) -> None:
    """As a new message, so that the card stays above it."""
    scene, house = await context.scene(update), context.house
    _, back = buttons.without_back(code)
    found = scene.catalogue.by_key.get(whole(part(code, 1)) or 0)
    if found is None:
        await reply(update, context, offer.gone(scene.say, back))
    elif not calendar.is_coming(scene, found):
        await reply(update, context, offer.card(scene, found, back))
    else:
        wording = calendar.wording(scene, found)
        content = calendar_file(found, wording, house.timezone, house.now())
        name = calendar.file_name(found)
        await send_file(update, context, name, content, calendar.caption(scene, found))


ROUTES = button(buttons.CALENDAR, send_dates)
