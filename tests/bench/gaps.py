"""How long the gap table takes with many wishes, counted questions and offers.

python -m tests.bench.gaps
"""

from __future__ import annotations

import argparse
import time
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town
from bot.gaps import release, table
from bot.gaps.period import running
from bot.gaps.values import Dimension
from bot.storage import unanswered, wishes
from bot.storage.unanswered import Unanswered
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content, Decision, Details
from bot.wishes.wish import AGES, THRESHOLD, Source, Status
from tests.bench.desk import stores
from tests.bench.enlarged import enlarged
from tests.bench.tables import median, number
from tests.bench.tables import table as printed

WISHES, QUESTIONS, OFFERS, LOOKS = 10_000, 50_000, 2_000, 5
GOAL = 2.0
"""Seconds."""

_NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
_ZONE = ZoneInfo("Europe/Berlin")
_ACROSS = (
    (Dimension.TOPIC, Dimension.AGE),
    (Dimension.AREA, Dimension.GROUP),
    (Dimension.PLACE, Dimension.TIME),
    (Dimension.LANGUAGE, Dimension.TOPIC),
)


def fill(db: Db, catalogue: Catalogue, many: int, asked: int, chance: Random) -> None:
    """Wishes and questions in vain of the last year, about everything there is."""
    town = catalogue.town
    topics = [topic.id for topic in town.topics]
    ages = [(None, None), *AGES.values(), (6, 6), (3, 5)]
    for at in range(many):
        low, high = chance.choice(ages)
        place, hours = (
            chance.choice(("town", "online", "")),
            chance.choice(("evening", "", "weekend")),
        )
        content = Content(
            f"Wunsch {at}", "de", Details(low, high, place, hours), topic=chance.choice(topics)
        )
        kept = wishes.keep(
            db,
            f"wish {at}",
            content,
            Decision(chance.choice(tuple(Status))),
            source=chance.choice(tuple(Source)),
            threshold=THRESHOLD,
            now=_NOW - timedelta(minutes=chance.randrange(500_000)),
        )
        wishes.count_interest(db, kept, 1 + chance.randrange(4))
    for _ in range(asked):
        about = Unanswered(
            chance.choice((*topics, "")),
            chance.choice(("", *(band.id for band in town.bands))),
            chance.choice(("", *(group.id for group in town.target_groups))),
            chance.choice(("", "", "online", "Gotha")),
            chance.choice(("", "", "evening", "weekend")),
        )
        day = date(2026, 11, 23) - timedelta(days=chance.randrange(330))
        unanswered.add(db, day, chance.choice(("de", "de", "en")), about)


def spent(storage: Storage, catalogue: Catalogue) -> dict[str, list[float]]:
    """Seconds of reading and adding up, for each pair of dimensions."""
    times: dict[str, list[float]] = {}
    for across in _ACROSS:
        for _ in range(LOOKS):
            begin = time.perf_counter()
            found = storage.read_now(lambda db: table.find(db, _ZONE, running(_NOW.date())))
            table.gap_table(found.evidence(catalogue.town, _ZONE), catalogue, across)
            took = time.perf_counter() - begin
            times.setdefault(" × ".join(across), []).append(took)
    return times


def closing(storage: Storage, catalogue: Catalogue) -> list[float]:
    """Seconds of closing each month of a year, one after the other."""
    found = []
    for month in storage.read_now(lambda db: release.due(db, _NOW.date())):
        begin = time.perf_counter()
        storage.write_now(partial(_close, catalogue, month))
        found.append(time.perf_counter() - begin)
    return found


def _close(catalogue: Catalogue, month: date, db: Db) -> None:
    release.close(db, catalogue.town, _ZONE, month)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--wishes", type=int, default=WISHES)
    options.add_argument("--questions", type=int, default=QUESTIONS)
    options.add_argument("--offers", type=int, default=OFFERS)
    chosen = options.parse_args()
    catalogue = enlarged(packaged_catalogue(load_town()), chosen.offers)
    rows = []
    with stores() as opened:
        for name, storage in opened.items():
            storage.write_now(
                lambda db: fill(db, catalogue, chosen.wishes, chosen.questions, Random(11))
            )
            rows += [
                (name, across, number(median(took), 2), number(max(took), 2))
                for across, took in spent(storage, catalogue).items()
            ]
            took = closing(storage, catalogue)
            rows.append((name, "closing a month", number(median(took), 2), number(max(took), 2)))
    print(
        f"A gap table of {chosen.wishes:,} wishes, {chosen.questions:,} questions and "
        f"{chosen.offers:,} offers, in seconds; goal {GOAL}\n"
    )
    print(printed(("database", "what", "median", "longest"), rows))


if __name__ == "__main__":
    main()
