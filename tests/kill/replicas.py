"""Three bots on one PostgreSQL send what is owed; one is killed, the others take over."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from random import Random

from sqlalchemy import text

from bot.storage.units import Storage
from tests.botapi import TOKEN, BotApi
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.kill.owed import Owe, copies, counts, owe
from tests.kill.ports import free_port
from tests.kill.serving import Process, Start
from tests.kill.trial import Deaths, Tally

REPLICAS = 3


async def _trial(database: str, owed: int, rate: float, seed: int, owe: Owe) -> Tally:
    api, random = BotApi(), Random(seed)
    deaths = Deaths(api, seed)
    async with serve(api) as url:
        start = Start(database=database, api_url=url, token=TOKEN, rate=rate / REPLICAS)
        owe(start, api, owed)
        replicas = [Process(replace(start, webhook_port=free_port())) for _ in range(REPLICAS)]
        await until(lambda: deaths.sent() > random.uniform(0.2, 0.7) * owed, 120)
        victim = random.choice(replicas)
        await victim.kill()
        killed = time.monotonic()
        left = held(database)
        await until(lambda: len(copies(deaths)) == owed, 120)
        taken_over = time.monotonic() - killed
        for replica in replicas:
            replica.process.terminate()
        codes = [await replica.ended() for replica in replicas if replica is not victim]
    found = copies(deaths)
    return Tally(
        name="three replicas",
        kills=1,
        expected=owed,
        missing=owed - len(found),
        extra=found.total() - len(found),
        most_copies=max(found.values()),
        note=f"in hand at the kill {left}, all done {taken_over:.0f} s after it, "
        f"exit codes {codes}, { ({s.value: n for s, n in counts(start).items()}) }",
    )


def held(database: str) -> int:
    with Storage.open(database) as storage:
        sql = text("SELECT count(*) FROM outbox WHERE state = 'sending'")
        return storage.read_now(lambda db: db.scalar(sql)) or 0


def trial(database: str, owed: int, rate: float = 200, seed: int = 1, owe: Owe = owe) -> Tally:
    return asyncio.run(_trial(database, owed, rate, seed, owe))
