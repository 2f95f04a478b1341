"""`bildungslotse chat`"""

from __future__ import annotations

import asyncio

from rich.console import Console

from bot.app import furnish
from bot.commands import environment
from bot.console.chat import chat as talk
from bot.settings import Settings
from bot.storage.units import Storage


@environment.plainly()
def chat(role: str, language: str) -> None:
    del role  # every role is a citizen until roles have something of their own to do
    settings = environment.settings()
    environment.plain_output()
    with (
        environment.database_or_temporary(settings.database_url) as url,
        Storage.open(url) as storage,
    ):
        asyncio.run(_chat(settings, storage, language))


async def _chat(settings: Settings, storage: Storage, language: str) -> None:
    house = await furnish(settings, storage)
    await talk(house, language, Console(highlight=False, soft_wrap=True))
