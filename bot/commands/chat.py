"""`bildungslotse chat`"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from rich.console import Console

from bot.app import furnish, propose
from bot.commands import environment
from bot.console.chat import chat as talk
from bot.console.demo import gather
from bot.console.moving import HandClock
from bot.console.updates import PERSONS, Typist
from bot.people.roles import Role
from bot.settings import Settings
from bot.storage.units import Storage


@environment.plainly()
def chat(role: str, language: str) -> None:
    settings = environment.settings()
    environment.plain_output()
    with (
        environment.database_or_temporary(settings.database_url) as url,
        Storage.open(url) as storage,
    ):
        asyncio.run(_chat(settings, storage, language, Role(role)))


async def _chat(settings: Settings, storage: Storage, language: str, role: Role) -> None:
    clock = HandClock()
    furnished = await furnish(settings, storage, clock)
    person = PERSONS[role]
    house = replace(furnished, appointed={person: role})
    if role is Role.MEMBER:
        zone = settings.timezone
        await storage.write(lambda db: gather(db, person, clock(), zone))
    await propose(house)
    await talk(house, Typist(language, person), Console(highlight=False, soft_wrap=True))
