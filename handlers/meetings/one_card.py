"""The one card of a person: what they write about its meeting changes it where it stands."""

from __future__ import annotations

from telegram import Update

from bot.message import Message
from handlers.context import Context
from handlers.opened import find
from handlers.presses import part
from handlers.reply import renew
from handlers.views import buttons


async def show(update: Update, context: Context, code: str, message: Message) -> None:
    """In place of the card of the same meeting, as long as that was the last; else anew."""
    opened, number = await find(update, context, buttons.MEETING), part(code, 1)
    same = opened is not None and opened.near and number.isdecimal() and opened.step == number
    held = await context.card_message(update) if same else None
    await context.keep_card(update, code, await renew(update, context, message, held))
