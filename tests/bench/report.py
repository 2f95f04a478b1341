"""How long the heat map and the report of a quarter take, and what they need of memory.

python -m tests.bench.report
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town
from bot.gaps import findings, release
from bot.gaps.period import closed
from bot.report import contents
from bot.report.drawn import Drawn
from bot.report.heat import heat
from bot.report.quarter import Quarter
from bot.sheets.charts import draw
from bot.sheets.report.document import document
from bot.storage import counts
from bot.storage.counts import Cell, Table
from bot.storage.units import Db, Storage
from tests.bench.enlarged import enlarged
from tests.bench.gaps import _NOW, _ZONE, OFFERS, QUESTIONS, WISHES, _close, fill
from tests.bench.tables import number
from tests.bench.tables import table as printed

TODAY = _NOW.date()
QUARTER = Quarter(2026, 3)
GOALS = {"heat map": 3.0, "report": 20.0, "report, first of a year": 20.0}
"""Seconds."""
MEMORY = 300
"""MB."""


def answered(db: Db, many: int, chance: Random) -> None:
    """Questions that found something, on days of the last year."""
    found = [Cell(Table.OUTCOME, "", "match")]
    for _ in range(many):
        day = TODAY - timedelta(days=chance.randrange(330))
        counts.add(db, day, "de", found)


def heat_map(storage: Storage, catalogue: Catalogue) -> bytes:
    released = storage.read_now(lambda db: release.published(db, closed(TODAY)))
    known = storage.read_now(findings.read)
    picture = heat(Drawn(released, catalogue, known, TODAY))
    return draw(picture, ".png") if picture else b""


def whole_report(storage: Storage, catalogue: Catalogue) -> bytes:
    """As the command does it: months that are over are closed first."""
    for month in storage.read_now(lambda db: release.due(db, TODAY)):
        storage.write_now(partial(_close, catalogue, month))
    found = storage.read_now(lambda db: contents.find(db, _ZONE, QUARTER, TODAY))
    return document(contents.report(found, catalogue, QUARTER, TODAY)) if found else b""


WORK = {"heat map": heat_map, "report": whole_report, "report, first of a year": whole_report}


def measure(what: str, url: str, offers: int) -> dict[str, float]:
    """In this process: seconds, the size of the file in kB, the peak of memory in MB."""
    catalogue = enlarged(packaged_catalogue(load_town()), offers)
    with Storage.open(url) as storage:
        begin = time.perf_counter()
        made = WORK[what](storage, catalogue)
        took = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": took, "size": len(made) / 1000, "peak": peak}


def _elsewhere(what: str, url: str, offers: int) -> dict[str, float]:
    """The same in a fresh process."""
    call = [sys.executable, "-m", "tests.bench.report", "--offers", str(offers), "--do", what, url]
    found = subprocess.run(call, capture_output=True, check=True)
    told: dict[str, float] = json.loads(found.stdout)
    return told


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--wishes", type=int, default=WISHES)
    options.add_argument("--questions", type=int, default=QUESTIONS)
    options.add_argument("--offers", type=int, default=OFFERS)
    options.add_argument("--do", nargs=2, metavar=("WHAT", "DATABASE"))
    chosen = options.parse_args()
    if chosen.do:
        what, url = chosen.do
        print(json.dumps(measure(what, url, chosen.offers)))
        return
    rows = []
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bot.db'}"
        catalogue = enlarged(packaged_catalogue(load_town()), chosen.offers)
        with Storage.open(url) as storage:
            storage.write_now(
                lambda db: fill(db, catalogue, chosen.wishes, chosen.questions, Random(11))
            )
            storage.write_now(lambda db: answered(db, chosen.questions, Random(12)))
        for what in ("report, first of a year", "report", "heat map"):
            told = _elsewhere(what, url, chosen.offers)
            rows.append(
                (
                    what,
                    number(told["seconds"], 2),
                    number(GOALS[what], 0),
                    number(told["peak"], 0),
                    number(told["size"], 0),
                )
            )
    print(
        f"{chosen.wishes:,} wishes, {chosen.questions:,} questions in vain and as many answered, "
        f"{chosen.offers:,} offers; each in a fresh process, goal for memory {MEMORY} MB\n"
    )
    print(printed(("what", "seconds", "goal", "peak MB", "file kB"), rows))


if __name__ == "__main__":
    main()
