"""Kills a bot again and again while it sends what is owed, and counts the copies."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.storage import outbox
from bot.storage.outbox import Owed, State
from bot.storage.units import Storage
from tests.botapi import BotApi
from tests.botapi.server import serve
from tests.kill.serving import Start
from tests.kill.trial import Deaths, Tally, starting

RATE = 100.0
"""Messages a second, at most."""
PER_KILL = 100
"""Messages owed for each kill, unless said otherwise."""
ALIVE = 0.5
"""Seconds that a bot lives after its first message, on average."""
DOUBLE = " (evtl. doppelt)"


def owe(start: Start, api: BotApi, number: int) -> None:
    """One message each to so many people, all due."""
    due = datetime.now(UTC) - timedelta(minutes=1)
    rows = [Owed(f"news:{n}", n, "news", n, 1, due) for n in range(1, number + 1)]
    for row in rows:
        api.person(row.chat, f"Person {row.chat}", started=True)
    with Storage.open(start.database) as storage:
        storage.write_now(lambda db: outbox.owe(db, rows))


def rate(kills: int, number: int) -> float:
    """Slow enough that something is left to send at the last kill."""
    return min(RATE, number / (kills * ALIVE)) if kills else RATE


def counts(start: Start) -> dict[State, int]:
    with Storage.open(start.database) as storage:
        return dict(storage.read_now(outbox.counts))


def copies(deaths: Deaths) -> Counter[str]:
    return Counter(text.removesuffix(DOUBLE) for text in deaths.texts())


Owe = Callable[[Start, BotApi, int], None]


async def _trial(folder: Path, kills: int, owed: int, seed: int, owe: Owe) -> Tally:
    api = BotApi()
    deaths = Deaths(api, seed)
    async with serve(api) as url:
        start = starting(folder, url, rate(kills, owed))
        owe(start, api, owed)
        for _ in range(kills):
            if len(copies(deaths)) == owed:
                break
            await deaths.life(start)
        await deaths.last(start, lambda: len(copies(deaths)) == owed)
        # The last answers are recorded, and what is unknown is known to be so.
        found, states = copies(deaths), counts(start)
    silent = owed - sum(states.values())
    other = {state.value: count for state, count in states.items() if state is not State.SENT}
    return Tally(
        name="owed messages",
        kills=kills,
        expected=owed,
        missing=owed - len(found),
        extra=found.total() - len(found),
        most_copies=max(found.values()),
        note=f"silent {silent}, not sent {other or 'none'}",
    )


def trial(folder: Path, kills: int, owed: int, seed: int = 1, owe: Owe = owe) -> Tally:
    """`owe` says what is owed to so many people; message n is called "Nachricht n"."""
    return asyncio.run(_trial(folder, kills, owed, seed, owe))
