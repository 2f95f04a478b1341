"""Kills a bot again and again while 300 questions wait, and counts what became of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from bot.storage import dead
from bot.storage.units import Storage
from tests.botapi import BotApi
from tests.botapi.server import serve
from tests.botapi.webhook import Retry
from tests.kill.ports import free_port
from tests.kill.serving import Start
from tests.kill.trial import Deaths, Tally, starting

WAITING = 300
RATE = 25.0
"""The rate of a real bot: how many answers are in flight at once depends on it."""


class Questions:
    """Everybody asks one question."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.asked: list[str] = []

    @property
    def confirmed(self) -> int:
        """Questions that Telegram was told are accepted."""
        return len(self.asked) - len(self.api.bot.updates.waiting)

    def top_up(self, answered: int) -> None:
        while len(self.asked) - answered < WAITING:
            number = len(self.asked) + 1
            self.asked.append(f"Frage {number}")
            self.api.person(number, f"Person {number}").writes(self.asked[-1])


async def _trial(folder: Path, mode: str, kills: int, seed: int) -> Tally:
    api = BotApi()
    questions, deaths = Questions(api), Deaths(api, seed)

    def answers() -> Counter[int]:
        """Everybody asked one question, so replies are told apart by their chats."""
        return Counter(record.params["chat_id"] for record in api.sent("sendMessage"))

    async with serve(api, retry=Retry(first=0.1)) as url:
        start = starting(folder, url, RATE)
        start = replace(start, stock="stock" in mode, product="Bildungslotse" in mode)
        if "webhook" in mode:
            start = replace(start, webhook_port=free_port())
        for _ in range(kills):
            # What the stock bot confirmed and did not answer is gone: it would have nothing to lose.
            gone = questions.confirmed - len(answers()) if start.stock else 0
            questions.top_up(len(answers()) + gone)
            await deaths.life(start)
        await deaths.last(start, lambda: len(answers()) == len(questions.asked))
    found = answers()
    return Tally(
        name=mode,
        kills=kills,
        expected=len(questions.asked),
        missing=sum(1 for person, _ in enumerate(questions.asked, 1) if not found[person]),
        extra=found.total() - len(found),
        most_copies=max(found.values()),
        note="" if start.stock else _look(start),
    )


def _look(start: Start) -> str:
    """What the database says about effects and dead updates."""
    with Storage.open(start.database) as storage:
        kept = storage.read_now(lambda db: db.execute(text("SELECT text FROM asked")).all())
        died = len(storage.read_now(dead.dead))
        whole = storage.read_now(lambda db: db.scalar(text("PRAGMA integrity_check")))
    return f"effects doubled {len(kept) - len(set(kept))}, dead {died}, integrity {whole}"


def trial(folder: Path, mode: str, kills: int, seed: int = 1) -> Tally:
    """`mode` names the way in, polling or webhook, and the bot.

    "Bildungslotse polling" is the whole product, "stock polling" the library as its documentation
    shows it, "polling" alone the smallest bot on our ground.
    """
    return asyncio.run(_trial(folder, mode, kills, seed))
