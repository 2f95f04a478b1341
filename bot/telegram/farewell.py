"""The end of a bot: what it speaks through is closed."""

from __future__ import annotations

import asyncio

from telegram import Bot


async def hang_up(bot: Bot) -> None:
    """Close all connections, also those of a bot that never reached Telegram.

    Its own `shutdown` does nothing for a bot whose `initialize` failed.
    """
    await bot.shutdown()
    await asyncio.gather(*(request.shutdown() for request in bot._request))  # noqa: SLF001
