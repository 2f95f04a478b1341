"""The steps of `.ci/round_trip` that look into files: `python -m tests.round_trip STEP FILE…`."""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

from openpyxl import load_workbook

from bot.catalogue.text import unguard
from bot.storage import wishes as stored
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content
from bot.wishes.entering import enter
from bot.wishes.wish import Source, Status
from tests.sheet_files import fill_in

ATTACKS = (
    "1+1",
    "SUM(A1:A9)",
    "cmd|' /C calc'!A0",
    'HYPERLINK("https://example.org?x="&A1;"Klick")',
    'WEBSERVICE("https://example.org")',
    "49 3691 670",
)
BEGINNINGS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "{=", "'=", "\t=", "\r=", " =", "\u200b=")
PLAIN = (
    "Übungen für Straße, Café und Æsop",
    'Ein "Satz"; mit Semikolon, Komma\nund zwei Zeilen',
    "WAHR",
    "12.11.",
)
NUMBERS = ("1.5", "3-4", "0049", "1e5")
"""Texts that only XLSX can keep from being numbers; no wish has so few letters."""

WORDS = tuple(f"{first}{rest}" for first in BEGINNINGS for rest in ATTACKS) + PLAIN
TEXTS = WORDS + NUMBERS
ANSWER = "Ab Januar,\n=1+1 ist kein Problem"
HEADING = "Wunsch"


def database() -> Storage:
    return Storage.open(os.environ["BOT_DATABASE_URL"])


def wish() -> None:
    now = datetime.now(UTC)

    def work(db: Db) -> None:
        for number, text in enumerate(TEXTS):
            enter(db, f"round-trip:{number}", Content(text, "de"), Source.COUNTER, now)

    with database() as storage:
        storage.write_now(work)


def unchanged(*files: str) -> None:
    """No formula anywhere, and every text as its writer meant it."""
    for name in files:
        texts, formulas = READERS[Path(name).suffix](Path(name))
        assert formulas == 0, f"{name}: {formulas} formula cells"
        found = {_seen(text, guarded="list" in name) for text in texts}
        written = WORDS if "list" in name else TEXTS
        missing = [text for text in written if _seen(text, guarded=False) not in found]
        assert not missing, f"{name}: not as it was written: {missing}"
        print(f"{name}: {len(texts)} texts, 0 formula cells")


def _seen(text: str, *, guarded: bool) -> str:
    """What a reader sees: nothing invisible, and of the guard of CSV only that it is there."""
    bare = " ".join(re.sub("[\0-\x08\u200b]", "", text).split())
    return unguard(bare) if guarded or bare.startswith("'") else bare


def _xlsx(path: Path) -> tuple[list[str], int]:
    with ZipFile(path) as archive:
        pages = [name for name in archive.namelist() if re.search(r"worksheets/.*\.xml$", name)]
        formulas = sum(len(re.findall(rb"<f[ />]", archive.read(name))) for name in pages)
    head, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [str(row[head.index(HEADING)]) for row in rows], formulas


def _ods(path: Path) -> tuple[list[str], int]:
    with ZipFile(path) as archive:
        content = archive.read("content.xml")
    text, cell = (
        f"{{urn:oasis:names:tc:opendocument:xmlns:{one}:1.0}}" for one in ("text", "table")
    )
    cells = fromstring(content).iter(f"{cell}table-cell")
    texts = ["\n".join("".join(line.itertext()) for line in one.iter(f"{text}p")) for one in cells]
    return texts, content.count(b"table:formula=")


def _csv(path: Path) -> tuple[list[str], int]:
    """What LibreOffice wrote has the bare texts, ours no cell that could be taken for a formula."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    ours = path.name.startswith("list")
    formulas = sum(_is_formula(cell) for row in rows for cell in row) if ours else 0
    return [row[head.index(HEADING)] for row in rows], formulas


def _is_formula(cell: str) -> bool:
    return cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


READERS: dict[str, Callable[[Path], tuple[list[str], int]]] = {
    ".xlsx": _xlsx,
    ".ods": _ods,
    ".csv": _csv,
}


def fill(file: str) -> None:
    fill_in(
        Path(file),
        {
            1: {"Neuer Stand": "Geplant", "Neue Antwort": ANSWER},
            2: {"Neuer Stand": "Weitergegeben", "Neu: weitergegeben an": "Landkreis"},
            3: {"Neuer Stand": "Geht leider nicht", "Neue Antwort": "Kein Geld für Öfen."},
        },
    )


def answered() -> None:
    with database() as storage:
        found = storage.read_now(lambda db: stored.those(db, (1, 2, 3, 4)))
    first, second, third, fourth = (one.decision for one in found)
    assert (first.status, first.answer) == (Status.PLANNED, ANSWER), first
    assert (second.status, second.passed_to) == (Status.PASSED_ON, "Landkreis"), second
    assert (third.status, third.answer) == (Status.REFUSED, "Kein Geld für Öfen."), third
    assert fourth.status == Status.ARRIVED, fourth
    assert [one.version for one in found] == [1, 1, 1, 0]
    print("3 answers came back, once each")


STEPS: dict[str, Callable[..., None]] = {
    "wish": wish,
    "unchanged": unchanged,
    "fill-in": fill,
    "answered": answered,
}


def main(arguments: Sequence[str]) -> None:
    step, *files = arguments
    STEPS[step](*files)


if __name__ == "__main__":
    main(sys.argv[1:])
