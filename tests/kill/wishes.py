"""Kills the bot again and again while several people are wishing, and looks what came of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random

from bot.storage import dead, followers, wishes
from bot.storage.units import Db, Storage
from bot.storage.wishes import Wish
from tests.botapi import BotApi
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.kill.serving import Process, Start, bot
from tests.kill.trial import PATIENCE, UNHURRIED, Tally, starting
from tests.kill.wishing import NUMBER, Dialogue, Shown

AT_ONCE = 8
"""People who wish at the same time."""

LONGEST = 0.6
"""Seconds that a bot lives at most after its first answer."""


class Deaths:
    """Kills a bot at random moments after its first sign of work, and notes what it was at."""

    def __init__(self, api: BotApi, dialogues: Sequence[Dialogue], seed: int) -> None:
        self.api = api
        self.dialogues = dialogues
        self.random = Random(seed)
        self.stood: Counter[str] = Counter()

    async def life(self, start: Start) -> None:
        before = self._answers()
        process = Process(start)
        await until(lambda: self._answers() > before, PATIENCE)
        await asyncio.sleep(self.random.uniform(0, LONGEST))
        await process.kill()
        self.stood.update(one.at for one in self.dialogues)

    def _answers(self) -> int:
        return len(self.api.sent("sendMessage")) + len(self.api.sent("editMessageText"))


async def _trial(folder: Path, kills: int, seed: int, *, meaning: bool) -> Tally:
    api, shown, people = BotApi(), Shown(), count(1)
    dialogues = [Dialogue(api, shown, Random(f"{seed}/{one}"), people) for one in range(AT_ONCE)]
    deaths = Deaths(api, dialogues, seed)
    async with serve(api) as url:
        start = replace(starting(folder, url, UNHURRIED), product=True, meaning=meaning)
        talks = [asyncio.create_task(one.run()) for one in dialogues]
        for _ in range(kills):
            await deaths.life(start)
        for one in dialogues:
            one.over = True
        async with bot(start):
            await asyncio.gather(*talks)
    stood = ", ".join(f"{step} {times}" for step, times in sorted(deaths.stood.items()))
    tally, died = _judge(shown, start)
    return replace(
        tally,
        kills=kills,
        most_copies=max(_copies(api).values()),
        note=f"stuck {len(shown.stuck)}, dead {died}; at the kills: {stood}",
    )


def _judge(shown: Shown, start: Start) -> tuple[Tally, int]:
    """Wishes and joinings as people have read of them, against what is kept."""
    with Storage.open(start.database) as storage:
        kept = storage.read_now(_kept)
        died = len(storage.read_now(dead.dead))
    told = {(text, person) for text, n in shown.receipts.items() for person in shown.people[n]}
    found = Counter((wish.content.text, person) for wish, following in kept for person in following)
    numbered = {(text, number) for text, number in shown.receipts.items()}
    lost = numbered - {(wish.content.text, wish.id) for wish, _ in kept}
    more = sum(wish.interested - len(following) for wish, following in kept)
    tally = Tally(
        name="wishes",
        kills=0,
        expected=len(told),
        missing=len(told - found.keys()) + len(lost),
        extra=(found - Counter(told)).total() + len(kept) - len(numbered) + more,
        most_copies=0,
    )
    return tally, died


def _kept(db: Db) -> list[tuple[Wish, list[int]]]:
    """Every wish, with those who follow it."""
    return [
        (wish, [one.person for one in followers.of_wish(db, wish.token)])
        for wish in wishes.every(db)
    ]


def _copies(api: BotApi) -> Counter[tuple[int, str]]:
    """How often each receipt was sent as a message of its own."""
    return Counter(
        (record.params["chat_id"], found[1])
        for record in api.sent("sendMessage")
        if (found := NUMBER.search(record.params["text"])) and "Danke!" in record.params["text"]
    )


def trial(folder: Path, kills: int, seed: int = 1, *, meaning: bool = True) -> Tally:
    return asyncio.run(_trial(folder, kills, seed, meaning=meaning))
