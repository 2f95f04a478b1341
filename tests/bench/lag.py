"""Prints for how long the event loop stands still while questions are answered.

Whatever holds it up makes everybody wait: answers, webhooks, the health page. Each way runs in a
fresh process, through inbox and lanes, ten questions at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.meaning.embedder import installed_embedder
from bot.settings import Settings
from bot.storage.units import Storage
from tests.bench.cost import alone
from tests.bench.tables import number, p95, table
from tests.bench.update import questions
from tests.bench.ways import Crowd, our_product, through_lanes

TOGETHER = 10
BEAT = 0.001
"""Seconds between two looks at the loop."""

SLOW = 20.0
"""Milliseconds that the loop may stand still."""


@dataclass(slots=True)
class Lag:
    """In milliseconds, for each look at the loop: how late it was, and how long the loop's thread
    had worked since the last; then each pause of the collector. On a busy machine much of being
    late is waiting for a core.
    """

    late: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    collected: list[float] = field(default_factory=list)


def measured(count: int, *, meaning: bool, frozen: bool) -> Lag:
    """`frozen`: what was loaded is no longer looked through by the collector."""
    return asyncio.run(_measured(count, meaning=meaning, frozen=frozen))


async def _measured(count: int, *, meaning: bool, frozen: bool) -> Lag:
    crowd, lag = Crowd(), Lag()
    with (
        tempfile.TemporaryDirectory() as folder,
        Storage.open(f"sqlite:///{Path(folder) / 'bench.db'}") as storage,
    ):
        async with our_product(crowd, storage, Settings(meaning=meaning)) as whole:
            way = through_lanes(whole, storage, at_once=TOGETHER)
            # What only the first question pays for is not what is measured.
            await way(crowd.say(questions(TOGETHER)))
            if frozen:
                gc.collect()
                gc.freeze()
            updates = crowd.say(questions(count))
            with _collections(lag.collected):
                async with _watched(lag):
                    await way(updates)
    return lag


@asynccontextmanager
async def _watched(lag: Lag) -> AsyncIterator[None]:
    """Look at the loop again and again meanwhile."""

    async def beat() -> None:
        while True:
            wanted, worked = time.perf_counter() + BEAT, time.thread_time()
            await asyncio.sleep(BEAT)
            lag.late.append((time.perf_counter() - wanted) * 1000)
            lag.worked.append((time.thread_time() - worked) * 1000)

    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()


@contextmanager
def _collections(pauses: list[float]) -> Iterator[None]:
    began = 0.0

    def note(phase: str, _info: dict[str, int]) -> None:
        nonlocal began
        if phase == "start":
            began = time.perf_counter()
        else:
            pauses.append((time.perf_counter() - began) * 1000)

    gc.callbacks.append(note)
    try:
        yield
    finally:
        gc.callbacks.remove(note)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lag", description=__doc__)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with_meaning = (False, True) if installed_embedder() else (False,)
    rows = []
    for meaning in with_meaning:
        for frozen in (False, True):
            rounds = [
                alone(measured, asked.questions, meaning=meaning, frozen=frozen)
                for _ in range(asked.rounds)
            ]
            rows.append((_name(meaning=meaning, frozen=frozen), *_figures(rounds)))
    head = (
        "",
        "late: longest ms",
        "of each round",
        "p95 ms",
        f"over {SLOW:.0f} ms",
        "own work: longest ms",
        "collector: longest ms",
    )
    print(f"\nThe event loop stands still while {asked.questions} questions are answered")
    print(f"(goal: at most {SLOW:.0f} ms)\n")
    print(table(head, rows))


def _name(*, meaning: bool, frozen: bool) -> str:
    return f"{'with' if meaning else 'without'} the extra" + (", gc.freeze" if frozen else "")


def _figures(rounds: list[Lag]) -> Iterator[str]:
    late = [one for lag in rounds for one in lag.late]
    yield number(max(late), 1)
    yield " / ".join(number(max(lag.late), 0) for lag in rounds)
    yield number(p95(late), 1)
    yield f"{sum(one > SLOW for one in late)} of {len(late):,}"
    yield number(max(one for lag in rounds for one in lag.worked), 1)
    yield number(max((one for lag in rounds for one in lag.collected), default=0.0), 1)


if __name__ == "__main__":
    main()
