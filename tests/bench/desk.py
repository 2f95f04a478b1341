"""Prints what a page of everything that is pending costs, with many wishes stored."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.desk import actions, figures, pending
from bot.desk.acting import By
from bot.desk.kinds import Kind, Ref
from bot.desk.pending import Filter
from bot.storage import passed, tips, wishes
from bot.storage.asked import Asked
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content, Decision
from bot.wishes.wish import OPEN, THRESHOLD, Source, Status
from tests.bench.tables import median, number, p95, table
from tests.kill.postgres import server

STORED, OTHERS, LOOKS = 10_000, 500, 200
GOAL = 50
"""Milliseconds of a page."""

_NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
_TOPICS = ("sport", "musik", "sprache", "digital", None)
_RESULTS = 0.2
"""Share of the wishes that have their result."""

_TOUCHED = 0.2
"""Share of the wishes that staff took or tagged."""


@contextmanager
def stores() -> Iterator[dict[str, Storage]]:
    """An empty database of each kind."""
    with (
        tempfile.TemporaryDirectory() as folder,
        server() as postgres,
        Storage.open(f"sqlite:///{Path(folder) / 'bot.db'}") as sqlite,
        Storage.open(postgres.create()) as postgresql,
    ):
        yield {"SQLite": sqlite, "PostgreSQL": postgresql}


def fill(db: Db, many: int, chance: Random) -> None:
    """Wishes of a year, some answered, some worked on, and other things that came in."""
    for at in range(many):
        came = _NOW - timedelta(minutes=chance.randrange(525_600))
        content = Content(f"Wunsch {at}: " + "Jodeln " * 9, "de", topic=chance.choice(_TOPICS))
        has_result = chance.random() < _RESULTS
        status = Status.OFFERED if has_result else chance.choice(OPEN)
        kept = wishes.keep(
            db,
            f"wish {at}",
            content,
            Decision(status),
            source=Source.CHAT,
            threshold=THRESHOLD,
            now=came,
        )
        if chance.random() < _TOUCHED:
            ref, by = Ref(Kind.WISH, kept), By(1, f"press {at}", _NOW)
            actions.tag(db, ref, None, chance.choice(("eilt", "halle")), by)
    for at in range(OTHERS):
        came = _NOW - timedelta(minutes=chance.randrange(525_600))
        passed.keep(db, Asked(f"asked {at}", f"Frage {at}?", (), "de"), came, "musik")
        tips.keep(db, f"tip {at}", f"Tipp {at}", "de", came)


def looks(many: int) -> dict[str, Callable[[Db, Random], object]]:
    """What staff look at, somewhere in the list."""

    def anywhere(chance: Random) -> Ref:
        return Ref(Kind.WISH, chance.randint(1, many))

    month = _NOW - timedelta(days=30)
    return {
        "first page": lambda db, _: pending.page(db),
        "next page": lambda db, chance: pending.page(db, after=anywhere(chance)),
        "page before": lambda db, chance: pending.page(db, before=anywhere(chance)),
        "of a topic": lambda db, c: pending.page(db, Filter(topic="musik"), after=anywhere(c)),
        "with a tag": lambda db, c: pending.page(db, Filter(tag="eilt"), after=anywhere(c)),
        "new and old": lambda db, c: pending.page(
            db, Filter(status=Status.ARRIVED, older_than=month), after=anywhere(c)
        ),
        "figures": lambda db, _: (
            figures.unanswered(db, month),
            figures.most_supported(db, 5),
        ),
    }


def spent(storage: Storage, look: Callable[[Db, Random], object]) -> Sequence[float]:
    """Milliseconds of each look."""
    chance, found = Random(7), []
    for _ in range(LOOKS):
        begin = time.perf_counter()
        storage.read_now(lambda db: look(db, chance))
        found.append((time.perf_counter() - begin) * 1000)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stored", type=int, default=STORED)
    many = options.parse_args().stored
    rows = []
    with stores() as opened:
        for name, storage in opened.items():
            storage.write_now(lambda db: fill(db, many, Random(11)))
            for what, look in looks(many).items():
                took = spent(storage, look)
                rows.append((name, what, *(number(f(took), 1) for f in (median, p95, max))))
    print(f"A page of {many:,} wishes and {2 * OTHERS:,} others, in milliseconds; goal {GOAL}\n")
    print(table(("database", "look", "median", "p95", "longest"), rows))


if __name__ == "__main__":
    main()
