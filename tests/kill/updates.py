"""Kills a bot again and again while 300 questions wait, and counts what became of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import text

from bot.storage import dead
from bot.storage.units import Storage
from tests.botapi import TOKEN, BotApi
from tests.botapi.server import serve
from tests.botapi.webhook import Retry
from tests.kill.ports import free_port
from tests.kill.serving import Process, Start, bot

WAITING = 300
PATIENCE = 60.0


@dataclass
class Tally:
    """What became of the questions."""

    name: str
    kills: int
    asked: int = 0
    unanswered: int = 0
    extra: int = 0
    most_copies: int = 0
    doubled: int = 0
    dead: int = 0
    lives: list[float] = field(default_factory=list)


class Trial:
    """One bot on one server; people ask, the bot dies."""

    def __init__(self, folder: Path, *, kills: int, seed: int, rate: float, mode: str) -> None:
        self.api = BotApi()
        self.random = Random(seed)
        self.kills = kills
        self.rate = rate
        self.mode = mode
        self.folder = folder
        self.asked: list[str] = []

    async def run(self) -> Tally:
        async with serve(self.api, retry=Retry(first=0.1)) as url:
            start = Start(
                database=f"sqlite:///{self.folder / 'bot.db'}",
                api_url=url,
                token=TOKEN,
                rate=self.rate,
                webhook_port=free_port() if self.mode == "webhook" else 0,
                stock=self.mode == "stock",
            )
            tally = Tally(self.mode, self.kills)
            for _ in range(self.kills):
                tally.lives.append(await self.life(start))
            async with bot(start):
                await self.quiet()
        self.count(tally)
        if self.mode != "stock":
            self.look(start, tally)
        return tally

    async def life(self, start: Start) -> float:
        """Start, wait for the first sign of work, kill at a random moment of the next second."""
        while len(self.asked) - len(self.answers()) < WAITING:
            self.ask()
        answered = len(self.api.calls)
        process = Process(start)
        async with asyncio.timeout(PATIENCE):
            while len(self.api.calls) <= answered + 1:
                await asyncio.sleep(0.01)
        life = self.random.random()
        await asyncio.sleep(life)
        await process.kill()
        return life

    def ask(self) -> None:
        number = len(self.asked) + 1
        question = f"Frage {number}"
        self.asked.append(question)
        self.api.person(number, f"Person {number}").writes(question)

    def answers(self) -> Counter[str]:
        texts = (record.params["text"] for record in self.api.sent("sendMessage"))
        return Counter(text.removeprefix("Antwort auf ") for text in texts)

    async def quiet(self) -> None:
        """Until all are answered, or nothing has happened for a while."""
        with suppress(TimeoutError):
            seen = -1
            while len(self.answers()) < len(self.asked) and seen != len(self.api.calls):
                seen = len(self.api.calls)
                async with asyncio.timeout(PATIENCE):
                    for _ in range(100):
                        await asyncio.sleep(0.05)
                        if len(self.answers()) >= len(self.asked):
                            break

    def count(self, tally: Tally) -> None:
        answers = self.answers()
        tally.asked = len(self.asked)
        tally.unanswered = sum(1 for question in self.asked if not answers[question])
        tally.extra = sum(answers.values()) - len(answers)
        tally.most_copies = max(answers.values(), default=0)

    def look(self, start: Start, tally: Tally) -> None:
        """What the database says."""
        with Storage.open(start.database) as storage:
            kept = storage.read_now(
                lambda db: db.execute(text("SELECT text, count(*) FROM asked GROUP BY text")).all()
            )
            tally.doubled = sum(count - 1 for _, count in kept)
            tally.dead = len(storage.read_now(dead.dead))
            assert storage.read_now(lambda db: db.scalar(text("PRAGMA integrity_check"))) == "ok"


def trial(folder: Path, mode: str, kills: int, seed: int = 1, rate: float = 200) -> Tally:
    folder.mkdir(parents=True, exist_ok=True)
    return asyncio.run(Trial(folder, kills=kills, seed=seed, rate=rate, mode=mode).run())
