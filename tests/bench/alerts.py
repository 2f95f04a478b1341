"""What it costs to hold new offers against alerts, and whether each person gets each offer once.

`python -m tests.bench.alerts [--people 1000] [--offers 200]`
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.alerts import alert
from bot.alerts.alert import Wanted
from bot.app import keep_up, owed_kinds
from bot.catalogue.importing import Change, Changes, apply_import
from bot.library import Library
from bot.outbox import Outbox
from bot.questions import Questions
from bot.storage import catalogue, deliveries, finds
from bot.storage.alerts import Criteria
from bot.storage.deliveries import Outcome
from bot.storage.outbox import State
from bot.storage.units import Db, Storage
from handlers.context import House
from tests.bench.tables import number

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
AGES = (6, 9, 15, 30, 67)
BEAT = 0.005
"""Seconds between two looks at the event loop."""


def questions(many: int) -> list[str]:
    """Different ones: those of the town, as asked by people of several ages."""
    text = files("data").joinpath("questions.csv").read_text(encoding="utf-8")
    asked = [row["question"] for row in csv.DictReader(text.splitlines()) if row["relevant"]]
    every = [asked, *([f"{one} {age} Jahre" for one in asked] for age in AGES)]
    return [one for some in every for one in some][:many]


def want(db: Db, asked: list[str], version: str) -> None:
    for person, text in enumerate(asked, 1):
        wanted = Wanted(Criteria(text), version, sensitive=False)
        alert.put(db, person, wanted, "de", MORNING)


def bring(db: Db, many: int) -> None:
    """An import with so many new offers, made of the ones that are there."""
    rows = list(catalogue.current(db))[:many]
    added = [
        Change(
            f"{row.id}-neu",
            {**row.cells, "id": f"{row.id}-neu", "title": f"{row.cells['title']} neu"},
        )
        for row in rows
    ]
    apply_import(db, Changes(catalogue.version(db), tuple(added), (), (), 0), MORNING)


async def late(lags: list[float]) -> None:
    """How late the loop is, again and again, in milliseconds."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(BEAT)
        lags.append((time.perf_counter() - begun - BEAT) * 1000)


async def run(storage: Storage, people: int, offers: int) -> str:
    clock = [MORNING]
    library = await Library.open(storage, None, MORNING)
    house = House(storage, library, Questions(storage, library), lambda: clock[0], BERLIN)
    await keep_up(house)
    asked = questions(people)
    await storage.write(lambda db: want(db, asked, library.catalogue.version))
    await storage.write(lambda db: bring(db, offers))
    await library.refresh()
    lags: list[float] = []
    beat, begun = asyncio.create_task(late(lags)), time.perf_counter()
    await keep_up(house)
    spent = time.perf_counter() - begun
    beat.cancel()
    clock[0] += timedelta(hours=8)
    begun = time.perf_counter()
    sent = await digests(house, storage)
    told = time.perf_counter() - begun
    found: Counter[tuple[int, int]] = Counter()
    for person in sent:
        for one in await storage.read(lambda db: taken(db, person)):  # noqa: B023
            found[person, one] += 1
    waiting = await storage.read(lambda db: finds.without_digest(db, ""))
    lags.sort()
    most, twice = max(sent.values()), sum(times > 1 for times in found.values())
    slow = lags[int(len(lags) * 0.95)]
    lines = (
        f"{len(asked)} alerts × {offers} new offers: judged and planned in {number(spent)} s",
        f"the loop meanwhile: p95 {number(slow)} ms late, at most {number(lags[-1])} ms",
        f"{sent.total()} digests to {len(sent)} persons in {number(told)} s, at most {most} each",
        f"offers told {found.total()}, twice {twice}, left waiting for {len(waiting)}",
    )
    return "\n".join(lines)


async def digests(house: House, storage: Storage) -> Counter[int]:
    """Everything that is due, sent nowhere: messages by person."""
    box = Outbox(owed_kinds(house), BERLIN, lambda _, __, message: message)
    sent: Counter[int] = Counter()
    while True:
        now = house.now()

        def unit(db: Db) -> tuple[list[int], int]:
            ready, claimed = box.claim(db, "bench", now, 25)  # noqa: B023
            ended = [Outcome(one.id, State.SENT) for one, _ in ready]
            deliveries.settle(db, "bench", ended, now)  # noqa: B023
            return [one.chat for one, _ in ready], claimed

        chats, claimed = await storage.write(unit)
        sent.update(chats)
        if not claimed:
            return sent


def taken(db: Db, person: int) -> list[int]:
    last = finds.last_delivery(db, person)
    return [one.offer for one in finds.of_delivery(db, last, person)] if last else []


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.alerts", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--offers", type=int, default=200)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Storage.open(f"sqlite:///{Path(folder) / 'bench.db'}") as storage,
    ):
        print(asyncio.run(run(storage, asked.people, asked.offers)))


if __name__ == "__main__":
    main()
