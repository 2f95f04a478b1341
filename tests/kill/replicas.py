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
        with Storage.open(database) as storage:
            left = held(storage)
            # What the living hold is out in a moment; the dead one's waits for another to take it.
            await until(lambda: not left & held(storage), 120)
        taken_over = time.monotonic() - killed
        await until(lambda: len(copies(deaths)) == owed, 120)
        done = time.monotonic() - killed
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
        note=f"{len(left)} in hand at the kill, taken over {taken_over:.0f} s after it, "
        f"all done {done:.0f} s, exit codes {codes}, { ({s.value: n for s, n in counts(start).items()}) }",
    )


def held(storage: Storage) -> set[str]:
    """The messages in somebody's hands."""
    sql = text("SELECT chat FROM outbox WHERE state = 'sending'")
    return {f"Nachricht {chat}" for chat in storage.read_now(lambda db: db.scalars(sql).all())}


def trial(database: str, owed: int, rate: float = 200, seed: int = 1, owe: Owe = owe) -> Tally:
    return asyncio.run(_trial(database, owed, rate, seed, owe))
