"""Goes out of a Telegram group, after a last word."""

from __future__ import annotations

from typing import Any

from telegram.error import BadRequest, Forbidden, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.message import Message
from bot.telegram.pace import Urgency
from bot.telegram.render import parameters


async def say_last(bot: ExtBot[Any], chat: int, message: Message) -> int:
    """The number of the message. Where it may not be said, the bot goes without a word."""
    try:
        sent = await bot.send_message(chat, **parameters(message), rate_limit_args=Urgency.OWED)
    except (BadRequest, Forbidden):
        await _leave(bot, chat)
        raise
    await _leave(bot, chat)
    return sent.message_id


async def _leave(bot: ExtBot[Any], chat: int) -> None:
    """Where we are no more, there is nothing to do. Raises TimedOut: the word was said already."""
    try:
        await bot.leave_chat(chat, rate_limit_args=Urgency.OWED)
    except (BadRequest, Forbidden):
        return
    except TelegramError as error:
        raise TimedOut("Timed out: leaving a group") from error
