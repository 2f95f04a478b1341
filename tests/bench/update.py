"""Prints what an update costs beyond the bare library, and what a backlog and sending cost."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.matching.matcher import Matcher
from bot.storage.units import Storage
from tests.bench.load import Backlog, backlog
from tests.bench.questions import TODAY, eisenach, eisenach_questions
from tests.bench.tables import median, number, p95, table, times
from tests.bench.ways import (
    AT_ONCE,
    UNLIMITED,
    WIDTH,
    Crowd,
    Way,
    directly,
    echo_application,
    our_product,
    through_lanes,
    unlimited,
)
from tests.kill import load as minimal
from tests.kill import overhead as echoes

PER_ROUND = 200


@dataclass(frozen=True, slots=True)
class Spent:
    """Of one update, in milliseconds."""

    processor: float
    wall: float


ECHO = "echo, bare library"
ONE_BY_ONE = "product, no inbox, one by one"
AT_A_TIME = f"product, no inbox, {WIDTH} at once"
BESIDE = {
    "echo, inbox + lanes, one by one": ECHO,
    "product, inbox + lanes, one by one": ONE_BY_ONE,
    f"product, inbox + lanes, {AT_ONCE} at once": AT_A_TIME,
}
"""Ways with our inbox and lanes, each with the way that is the same without them."""

Spendings = dict[str, list[Spent]]


async def overhead(folder: Path, rounds: int) -> Spendings:
    """Each way once a round, in turns, over updates of people nobody saw before."""
    crowd = Crowd()
    found: Spendings = {}
    with storage_in(folder / "echo") as echoes_, storage_in(folder / "product") as house:
        async with (
            echo_application(crowd.telegram()) as bare,
            echo_application(crowd.telegram(unlimited(echoes_))) as echo,
            our_product(crowd, house) as whole,
        ):
            lanes = (
                through_lanes(echo, echoes_, at_once=1),
                through_lanes(whole, house, at_once=1),
                through_lanes(whole, house, at_once=AT_ONCE),
            )
            ways = {
                ECHO: directly(bare),
                ONE_BY_ONE: directly(whole),
                AT_A_TIME: directly(whole, at_once=WIDTH),
                **dict(zip(BESIDE, lanes, strict=True)),
            }
            for _ in range(rounds + 1):
                for name, way in ways.items():
                    found.setdefault(name, []).append(await spent(crowd, way))
    # The first round warms up.
    return {name: spendings[1:] for name, spendings in found.items()}


async def spent(crowd: Crowd, way: Way) -> Spent:
    updates = crowd.say(questions(PER_ROUND))
    before = len(crowd.api.calls)
    began, started = time.process_time(), time.perf_counter()
    await way(updates)
    used, passed = time.process_time() - began, time.perf_counter() - started
    assert len(crowd.api.calls) - before >= PER_ROUND
    return Spent(used * 1000 / PER_ROUND, passed * 1000 / PER_ROUND)


def questions(count: int) -> list[str]:
    """The development questions, again and again."""
    asked = itertools.cycle(labelled.question for labelled in eisenach_questions())
    return list(itertools.islice(asked, count))


def parts() -> dict[str, float]:
    """What is contained in the ways above, in milliseconds of the processor for one update."""
    crowd = Crowd()
    updates = crowd.say(questions(PER_ROUND))
    chats = range(1_000_001, 1_000_001 + len(updates))
    began = time.process_time()
    for chat, text in zip(chats, questions(PER_ROUND), strict=True):
        crowd.api.call(crowd.api.bot.token, "sendMessage", {"chat_id": chat, "text": text})
    server = time.process_time() - began
    matcher = Matcher(eisenach())
    began = time.process_time()
    for text in questions(PER_ROUND):
        matcher.answer(text, TODAY)
    matching = time.process_time() - began
    return {
        "the fake server's sendMessage": server * 1000 / PER_ROUND,
        "matching, each question new": matching * 1000 / PER_ROUND,
    }


def print_overhead(found: Spendings, contained: dict[str, float]) -> None:
    echo = found[ECHO]
    head = ("", "processor ms", "wall ms", "processor ÷ echo", "wall ÷ echo")
    rows = [(name, *_costs(name, found)) for name in found]
    rows += [(f"(of it {name})", number(cost), "", "", "") for name, cost in contained.items()]
    print("\nOne update from raw text to answered and recorded\n")
    print(table(head, rows))
    head = ("our inbox + lanes alone", "processor ms", "wall ms", *head[3:])
    rows = [(name, *_beyond(found[name], found[same], echo)) for name, same in BESIDE.items()]
    print("\nThe same less what it costs without inbox and lanes (goal: at most 3 × echo)\n")
    print(table(head, rows))


def _costs(name: str, found: Spendings) -> Iterator[str]:
    nothing = [Spent(0, 0)] * len(found[name])
    return _beyond(found[name], nothing, found[ECHO])


def _beyond(whole: Sequence[Spent], base: Sequence[Spent], echo: Sequence[Spent]) -> Iterator[str]:
    """Medians over the rounds, each round compared with itself."""
    beyond = [
        Spent(one.processor - less.processor, one.wall - less.wall)
        for one, less in zip(whole, base, strict=True)
    ]
    yield number(median(one.processor for one in beyond))
    yield number(median(one.wall for one in beyond))
    pairs = list(zip(beyond, echo, strict=True))
    yield times(median(one.processor / unit.processor for one, unit in pairs), 1)
    yield times(median(one.wall / unit.wall for one, unit in pairs), 1)


async def product_backlog(folder: Path, count: int) -> Backlog:
    crowd = Crowd()
    with storage_in(folder / "backlog") as storage:
        async with our_product(crowd, storage) as whole:
            return await backlog(crowd, storage, whole, questions(count))


def print_backlog(done: Backlog) -> None:
    rows = [
        ("questions that waited", f"{done.count:,}"),
        ("taken in, s", number(done.taken_in, 1)),
        ("worked off, s", number(done.worked_off, 1)),
        ("per second", number(done.count / done.worked_off, 0)),
        ("live questions meanwhile", str(len(done.waits))),
        ("their wait: median ms", number(median(done.waits) * 1000, 0)),
        ("their wait: p95 ms", number(p95(done.waits) * 1000, 0)),
    ]
    print("\nThe product works off a backlog while ten people a second write, no rate limit\n")
    print(table(("", ""), rows))


def print_minimal(folder: Path, waiting: int) -> None:
    """What the trials of the ground measure with a minimal bot, the last two over sockets."""
    print("\nThe ground alone, as `python -m tests.kill` measures it\n")
    print(echoes.trial(folder / "overhead"))
    print(minimal.sending(folder / "sending"), flush=True)
    print(minimal.backlog(folder / "minimal", waiting, rate=UNLIMITED))


@contextmanager
def storage_in(folder: Path) -> Iterator[Storage]:
    folder.mkdir()
    with Storage.open(f"sqlite:///{folder / 'bench.db'}") as storage:
        yield storage


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.update", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--waiting", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the databases lie: decides the disk")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        place = Path(folder)
        print_overhead(asyncio.run(overhead(place, asked.rounds)), parts())
        print_backlog(asyncio.run(product_backlog(place, asked.waiting)))
        print_minimal(place, asked.waiting)


if __name__ == "__main__":
    main()
