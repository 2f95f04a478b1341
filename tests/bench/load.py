"""A long backlog of questions for the whole product, while people go on writing."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.clock import system_clock
from bot.storage.units import Storage
from bot.telegram import processing
from bot.telegram.intake import Intake
from bot.telegram.processing import AnyApplication
from tests.bench.ways import AT_ONCE, Crowd, Working
from tests.botapi import Record

PATIENCE = 1800
LIVE_EVERY = 0.1
"""Seconds between two people who write while the backlog is worked off."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How long it took, and how long each of those who wrote meanwhile waited, in seconds."""

    count: int
    taken_in: float
    worked_off: float
    waits: tuple[float, ...]


class Answered:
    """Notes when each chat got its first message."""

    def __init__(self) -> None:
        self.at: dict[int | None, float] = {}

    def __call__(self, record: Record) -> None:
        if record.method == "sendMessage":
            self.at.setdefault(record.chat, time.perf_counter())


async def backlog(
    crowd: Crowd, storage: Storage, application: AnyApplication, texts: Sequence[str]
) -> Backlog:
    """Everything waits before the first is handled; meanwhile somebody writes ten times a second."""
    answered = crowd.api.journal = Answered()
    intake = Intake(storage, system_clock)
    waiting = [json.loads(raw) for raw in crowd.say(texts)]
    started = time.perf_counter()
    for at in range(0, len(waiting), AT_ONCE):
        await intake.take(waiting[at : at + AT_ONCE])
    taken_in = time.perf_counter() - started
    chats = {update["message"]["chat"]["id"] for update in waiting}
    written: dict[int, float] = {}
    started = time.perf_counter()
    async with (
        asyncio.timeout(PATIENCE),
        Working(storage, partial(processing.process, application)) as working,
    ):
        while not chats <= answered.at.keys():
            [raw] = crowd.say([texts[len(written) % len(texts)]])
            update = json.loads(raw)
            written[update["message"]["chat"]["id"]] = time.perf_counter()
            await intake.take([update])
            await asyncio.sleep(LIVE_EVERY)
        await working.handled(len(chats) + len(written))
    worked_off = max(answered.at[chat] for chat in chats) - started
    waits = tuple(answered.at[chat] - at for chat, at in written.items())
    crowd.api.journal = None
    return Backlog(len(texts), taken_in, worked_off, waits)
