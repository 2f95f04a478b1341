"""Prints how long new offers take to be held against open wishes, and for how long answers wait.

Also how long it takes to look for wishes that mean the same. Questions are asked one by one
meanwhile; each gets its answer by the same matcher, in a worker thread, as in the house.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.catalogue.importing import Change, Changes, apply_import
from bot.catalogue.stored import catalogue_version
from bot.clusters import looking as clusters
from bot.library import Edition, Library
from bot.pairing import looking as pairs
from bot.storage import catalogue, pairing
from bot.storage import clusters as stored
from bot.storage.units import Db, Storage
from bot.wishes.wish import OPEN
from tests.bench.questions import TODAY, eisenach_questions, omos
from tests.bench.tables import median, number, table
from tests.bench.wishes import fill

WISHES, OFFERS, NEW = 10_000, 2_000, 200
GOAL = 60
"""Seconds."""

_NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@dataclass(slots=True)
class Waits:
    """In milliseconds: answers meanwhile, and how late the event loop was."""

    answers: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)


@contextmanager
def _town(wishes: int, offers: int) -> Iterator[Storage]:
    """A database with so many wishes and a list of so many offers."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Storage.open(f"sqlite:///{Path(folder) / 'bot.db'}") as storage,
    ):
        asyncio.run(Library.open(storage, None, _NOW))
        known = storage.read_now(catalogue.count)
        _add(storage, "old", offers - known)
        storage.write_now(_settle)
        fill(storage, wishes)
        yield storage


def _settle(db: Db) -> None:
    """What was there before any wish is no news."""
    pairing.settle(db, pairing.news(db))


def _add(storage: Storage, name: str, many: int) -> None:
    """Offers that say what those of the town say, in other towns."""

    def write(db: Db) -> None:
        rows = list(catalogue.current(db))
        new = []
        for at in range(many):
            cells = rows[at % len(rows)].cells
            id_ = f"{name}-{at}"
            new.append(Change(id_, {**cells, "id": id_, "title": f"{cells['title']} {name} {at}"}))
        apply_import(db, Changes(catalogue_version(db), tuple(new), (), (), 0), _NOW)

    storage.write_now(write)


def _arrive(storage: Storage, many: int) -> None:
    """Offers of another town, of which wishes speak that no offer here answers; then copies of ours."""
    foreign = omos().offers[:many]
    new = tuple(
        Change(
            f"new-{one.id}",
            {"id": f"new-{one.id}", "title": one.title, "description": one.description},
        )
        for one in foreign
    )

    def write(db: Db) -> None:
        apply_import(db, Changes(catalogue_version(db), new, (), (), 0), _NOW)

    storage.write_now(write)
    if many > len(new):
        _add(storage, "new", many - len(new))


async def _measured(
    storage: Storage, work: Callable[[Library], Awaitable[object]]
) -> tuple[float, Waits]:
    library = await Library.open(storage, None, _NOW)
    gc.collect()
    gc.freeze()
    async with _watched(library.edition) as waits:
        begin = time.perf_counter()
        await work(library)
        return time.perf_counter() - begin, waits


@asynccontextmanager
async def _watched(edition: Edition) -> AsyncIterator[Waits]:
    waits = Waits()

    async def ask() -> None:
        while True:
            for question in eisenach_questions():
                begin = time.perf_counter()
                await asyncio.to_thread(edition.matcher.answer, question.question, TODAY)
                waits.answers.append((time.perf_counter() - begin) * 1000)
                await asyncio.sleep(0.02)

    async def beat() -> None:
        while True:
            wanted = time.perf_counter() + 0.001
            await asyncio.sleep(0.001)
            waits.late.append((time.perf_counter() - wanted) * 1000)

    tasks = [asyncio.create_task(ask()), asyncio.create_task(beat())]
    await asyncio.sleep(0.2)
    waits.answers.clear()
    waits.late.clear()
    try:
        yield waits
    finally:
        for task in tasks:
            task.cancel()


def pairing_of(new: int, wishes: int, offers: int) -> tuple[float, Waits, int]:
    """Seconds, what others waited for, and how many pairs were proposed."""
    with _town(wishes, offers - new) as storage:
        _arrive(storage, new)
        spent, waits = asyncio.run(
            _measured(storage, lambda house: pairs.look(storage, house.edition, _NOW, TODAY))
        )
        found = storage.read_now(lambda db: pairing.waiting(db, OPEN))
    return spent, waits, sum(one.wishes for one in found)


def clusters_of(wishes: int) -> tuple[float, Waits, int]:
    with _town(wishes, OFFERS) as storage:
        spent, waits = asyncio.run(_measured(storage, lambda _: clusters.look(storage)))
        found = storage.read_now(_clusters)
    return spent, waits, len(found)


def _clusters(db: Db) -> Sequence[tuple[int, int]]:
    return stored.waiting(db, OPEN)


def _row(name: str, runs: Sequence[tuple[float, Waits, int]]) -> tuple[str, ...]:
    answers = [one for _, waits, _ in runs for one in waits.answers]
    late = [one for _, waits, _ in runs for one in waits.late]
    return (
        name,
        number(median([spent for spent, _, _ in runs]), 1),
        str(runs[-1][2]),
        number(median(answers), 1),
        number(max(answers), 1),
        number(max(late), 1),
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--wishes", type=int, default=WISHES)
    options.add_argument("--runs", type=int, default=3)
    asked = options.parse_args()
    runs = range(asked.runs)
    rows = [
        _row(
            f"{new:,} new of {OFFERS:,} offers",
            [pairing_of(new, asked.wishes, OFFERS) for _ in runs],
        )
        for new in (NEW, OFFERS - 400)
    ]
    rows.append(_row("wishes that mean the same", [clusters_of(asked.wishes) for _ in runs]))
    head = ("", "seconds", "proposed", "answer, median ms", "longest ms", "loop late, most ms")
    print(f"{asked.wishes:,} wishes, medians of {asked.runs} runs; the goal is {GOAL} s\n")
    print(table(head, rows))


if __name__ == "__main__":
    main()
