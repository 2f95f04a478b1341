"""What Telegram says of a token, asked once from outside of any service."""

from __future__ import annotations

from enum import Enum

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

PATIENCE = 5.0
"""Seconds for the answer."""


class Standing(Enum):
    """How Telegram stands to a bot."""

    READY = "ready"
    NO_INLINE = "no inline"
    """All is well, but nobody can use it in other chats: only @BotFather switches that on."""
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


async def standing(token: str, api_url: str) -> Standing:
    request = HTTPXRequest(connect_timeout=PATIENCE, read_timeout=PATIENCE)
    try:
        async with Bot(token, base_url=f"{api_url}/bot", request=request) as bot:
            return Standing.READY if bot.supports_inline_queries else Standing.NO_INLINE
    except InvalidToken:
        return Standing.REFUSED
    except TelegramError:
        return Standing.UNREACHABLE


async def own_name(token: str, api_url: str) -> str | None:
    """What the bot with this token is called; None when Telegram does not say."""
    request = HTTPXRequest(connect_timeout=PATIENCE, read_timeout=PATIENCE)
    try:
        async with Bot(token, base_url=f"{api_url}/bot", request=request) as bot:
            return bot.username
    except TelegramError:
        return None
