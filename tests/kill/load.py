"""Steady sending, and a backlog of thousands beside people who write just now."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from pathlib import Path

from tests.botapi import BotApi
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.kill.owed import owe
from tests.kill.serving import Process, bot
from tests.kill.trial import Deaths, starting

TICKS = os.sysconf("SC_CLK_TCK")
WARM = 25


def cpu(process: Process) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{process.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def _sending(folder: Path, owed: int, rate: float) -> str:
    api = BotApi()
    deaths = Deaths(api, 1)
    async with serve(api) as url:
        start = starting(folder, url, rate)
        owe(start, api, owed)
        async with bot(start) as process:
            await until(lambda: deaths.sent() >= WARM, 60)
            before, at, sent = cpu(process), time.monotonic(), deaths.sent()
            await until(lambda: deaths.sent() == owed, 60 + 2 * owed / rate)
            seconds = time.monotonic() - at
            share = (cpu(process) - before) / seconds
            speed = (owed - sent) / seconds
    return f"sending: {speed:.1f}/s at {100 * share:.0f} % of a core (demand: 25/s, 25 %)"


async def _backlog(folder: Path, queued: int, rate: float) -> str:
    api = BotApi()
    deaths = Deaths(api, 1)
    for person in range(1, queued + 1):
        api.person(person, "Anna").writes(f"Frage {person}")
    asked: dict[str, float] = {}

    async with serve(api) as url, bot(starting(folder, url, rate)):
        await until(lambda: deaths.sent() > 0, 60)
        at, live = time.monotonic(), 10 * queued
        while len(set(deaths.texts())) < queued:
            live += 1
            asked[f"Antwort auf Frage {live}"] = api.clock.now()
            api.person(live, "Bert").writes(f"Frage {live}")
            await asyncio.sleep(2)
        seconds = time.monotonic() - at
        await until(lambda: asked.keys() <= set(deaths.texts()), 120)
    arrived = {record.params["text"]: record.time for record in reversed(api.sent("sendMessage"))}
    waits = sorted(arrived[text] - then for text, then in asked.items())
    p95 = waits[int(len(waits) * 0.95)]
    return (
        f"backlog: {queued} updates at {queued / seconds:.1f}/s; {len(waits)} live questions "
        f"meanwhile, median {statistics.median(waits):.1f} s, p95 {p95:.1f} s "
        "(demand: 25/s, p95 30 s)"
    )


def sending(folder: Path, owed: int = 750, rate: float = 25) -> str:
    return asyncio.run(_sending(folder, owed, rate))


def backlog(folder: Path, queued: int = 10_000, rate: float = 25) -> str:
    return asyncio.run(_backlog(folder, queued, rate))
