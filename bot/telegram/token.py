"""Whether Telegram takes a token, asked once from outside of any service."""

from __future__ import annotations

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

PATIENCE = 5.0
"""Seconds for the answer."""


async def accepted(token: str, api_url: str) -> bool | None:
    """None when Telegram cannot be reached."""
    request = HTTPXRequest(connect_timeout=PATIENCE, read_timeout=PATIENCE)
    try:
        async with Bot(token, base_url=f"{api_url}/bot", request=request):
            return True
    except InvalidToken:
        return False
    except TelegramError:
        return None
