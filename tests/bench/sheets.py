"""Prints what writing 10,000 wishes to a spreadsheet costs, and reading them back with answers."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.catalogue.catalogues import read_data_offers
from bot.catalogue.importing import seed
from bot.sheets.answers import read_answers
from bot.sheets.deciding import plan
from bot.sheets.wishes import sheets
from bot.sheets.writing import write
from bot.storage import wishes as stored
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content, Decision, Details
from bot.wishes.wish import THRESHOLD, Source, Status
from tests.bench.questions import eisenach_questions
from tests.bench.tables import number, table
from tests.sheet_files import fill_in

STORED = 10_000
FILLED = 500
GOAL = "10 s, 300 MB"

_NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
_ANSWERED = Decision(
    Status.PLANNED, "Danke für Ihren Wunsch. Wir sprechen mit der Volkshochschule."
)

_ANSWER = {"Neuer Stand": "Gibt es jetzt", "Neue Antwort": "Im Herbst."}


def main() -> None:
    if len(sys.argv) > 1:
        step(sys.argv[1], *map(Path, sys.argv[2:]))
        return
    with tempfile.TemporaryDirectory() as folder:
        database, xlsx, csv = (Path(folder) / name for name in ("bot.db", "w.xlsx", "w.csv"))
        _measured("prepare", database, xlsx)
        rows = [
            ("write XLSX", *_measured("write", database, xlsx), GOAL),
            ("write CSV", *_measured("write", database, csv), ""),
        ]
        _measured("fill in", database, xlsx)
        rows.append((f"read XLSX, {FILLED} filled in", *_measured("read", database, xlsx), ""))
    print(f"{STORED:,} wishes, each in a process of its own\n")
    print(table(("", "seconds", "peak MB", "goal"), rows))


def _fill(db: Db) -> None:
    seed(db, read_data_offers(None), _NOW)
    texts = (question.question for question in cycle(eisenach_questions()))
    for place, text in enumerate(islice(texts, STORED)):
        stored.keep(
            db,
            f"bench:{place}",
            Content(f"{text} ({place})", "de", Details(6, 10, "town", "evening")),
            _ANSWERED if place % 3 else Decision(Status.ARRIVED),
            source=Source.CHAT,
            threshold=THRESHOLD,
            now=_NOW - timedelta(hours=place),
        )


def _measured(*arguments: str | Path) -> tuple[str, str]:
    command = [sys.executable, "-m", "tests.bench.sheets", *map(str, arguments)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return number(float(said[0]), 1), number(float(said[1]), 0)


def step(what: str, database: Path, file: Path) -> None:
    """In a process of its own, whose memory this one's is no part of: seconds and megabytes."""
    started = time.perf_counter()
    with Storage.open(f"sqlite:///{database}") as storage:
        match what:
            case "prepare":
                storage.write_now(_fill)
            case "write":
                storage.read_now(lambda db: write(file, sheets(db, ZoneInfo("Europe/Berlin"), {})))
            case "fill in":
                fill_in(file, dict.fromkeys(range(1, FILLED + 1), _ANSWER))
            case _:
                answers = read_answers(file).answers
                assert len(storage.read_now(lambda db: plan(db, answers)).changes) == FILLED
    seconds = time.perf_counter() - started
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
