"""What all trials share: a server, a bot that dies again and again, and a last quiet life."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.botapi import TOKEN, BotApi
from tests.botapi.waiting import until
from tests.kill.serving import Process, Start, bot

PATIENCE = 120.0
UNHURRIED = 400.0
"""The rate of the last life, in which nobody is killed."""


@dataclass(frozen=True)
class Tally:
    """What became of the messages of one trial."""

    name: str
    kills: int
    expected: int
    missing: int
    extra: int
    most_copies: int
    note: str = ""

    def row(self) -> str:
        values = (self.kills, self.expected, self.missing, self.extra, self.most_copies)
        return f"{self.name:<22}" + "".join(f"{value:>10}" for value in values) + f"  {self.note}"


HEAD = f"{'':<22}" + "".join(
    f"{name:>10}" for name in ("kills", "expected", "missing", "extra", "copies")
)


class Deaths:
    """Kills a bot at random moments of the second after its first sign of work."""

    def __init__(self, api: BotApi, seed: int) -> None:
        self.api = api
        self.random = Random(seed)

    async def life(self, start: Start) -> None:
        before = self.sent()
        process = Process(start)
        await until(lambda: self.sent() > before, PATIENCE)
        await asyncio.sleep(self.random.random())
        await process.kill()

    async def last(self, start: Start, settled: Callable[[], bool]) -> None:
        """A life without a kill, until all is settled or nothing happens any more."""
        async with bot(replace(start, rate=UNHURRIED)):
            seen = -1
            while not settled() and seen != self.sent():
                seen = self.sent()
                for _ in range(100):
                    await asyncio.sleep(0.05)
                    if settled():
                        break

    def sent(self) -> int:
        return sum(1 for record in self.api.calls if record.method == "sendMessage")

    def texts(self) -> list[str]:
        return [record.params["text"] for record in self.api.sent("sendMessage")]


def database(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'bot.db'}"


def starting(folder: Path, url: str, rate: float) -> Start:
    return Start(database=database(folder), api_url=url, token=TOKEN, rate=rate)
