"""Takes a conversation that nobody else should read out of the chat."""

from __future__ import annotations

from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest

from handlers.context import Context
from handlers.presses import number
from handlers.reply import send
from handlers.routes import press
from handlers.views import buttons, human


async def clear(update: Update, context: Context) -> None:
    """Delete our message and the one it answered; what is too old stays, and that is said."""
    query, asked = update.callback_query, number(update, 1)
    if query is None or query.message is None:
        return
    chat, ours = query.message.chat.id, query.message.message_id
    deleted = [await _delete(context, chat, one) for one in (asked, ours) if one]
    if not all(deleted):
        await send(update, context, human.too_old_to_delete(await context.say(update)))
    else:
        with suppress(BadRequest):
            await query.answer()


async def _delete(context: Context, chat: int, message: int) -> bool:
    try:
        return await context.bot.delete_message(chat, message)
    except BadRequest as error:
        return "not found" in error.message.lower()


ROUTES = (press(buttons.CLEAR, clear),)
