"""`export gaps`: what planners open, and what stands nowhere in it."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from bot.storage import audit
from tests.gaps import NOW
from tests.house import Rig
from tests.test_commands import call
from tests.test_gaps_raw import fill

DEMAND = slice(4, 7)


@pytest.fixture
def rig(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rig:
    """The terminal of a house in which many people wish and ask."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "BOT_DATA_DIR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("BOT_DATABASE_URL", rig.house.storage.engine.url.render_as_string())
    clock(monkeypatch, NOW)
    catalogue = rig.house.library.catalogue
    rig.run(rig.house.storage.write(lambda db: fill(db, catalogue, Random(5))))
    return rig


def clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("bot.commands.environment.system_clock", lambda: now)


def rows(file: str = "gaps.csv") -> list[list[str]]:
    text = Path(file).read_bytes().decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def test_planners_read_rounded_figures_of_closed_months(rig: Rig) -> None:
    result = call("export", "gaps", "gaps.csv")

    header, *found = rows()
    assert header[:5] == ["Gegliedert nach", "Bereich", "Thema", "Wert", "Wünsche und „Ich auch“"]
    assert "1. November 2025 bis 31. Oktober 2026" in result.stdout
    assert found[-1][:4] == ["alle"] * 4
    assert {row[0] for row in found} == {
        "Alter",
        "Zielgruppe",
        "Ort",
        "Zeit",
        "Sprache",
        "Weg",
        "alle",
    }
    figures = [int(cell) for row in found for cell in row[DEMAND]]
    assert len(figures) > 500
    assert all(number % 5 == 0 for number in figures)


def test_every_way_of_telling_apart_adds_up_to_the_same(rig: Rig) -> None:
    call("export", "gaps", "gaps.csv")
    found = rows()[1:]

    assert all(int(row[4]) + int(row[5]) == int(row[6]) for row in found)
    whole = int(found[-1][6])
    for by in ("Alter", "Zielgruppe", "Ort", "Zeit", "Sprache", "Weg"):
        assert sum(int(row[6]) for row in found if row[0] == by) == whole
    assert sum(int(row[6]) for row in found[:-1] if row[0] == "alle") == whole


def test_the_next_export_differs_by_whole_fives(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    call("export", "gaps", "gaps.csv")
    call("export", "gaps", "again.csv")
    assert rows() == rows("again.csv")

    clock(monkeypatch, NOW.replace(month=12))
    call("export", "gaps", "later.csv")
    before, after = (
        {tuple(row[:4]): int(row[6]) for row in rows(f)[1:]} for f in ("gaps.csv", "later.csv")
    )
    steps = {after.get(at, 0) - before.get(at, 0) for at in {*before, *after}}
    assert steps != {0}
    assert all(step % 5 == 0 for step in steps)


def test_the_workbook_crosses_topics_and_ages_and_says_how(rig: Rig) -> None:
    call("export", "gaps", "gaps.xlsx")
    book = load_workbook("gaps.xlsx")

    assert book.sheetnames == ["Lücken", "Themen und Alter", "Methode"]
    head, *crossed = book["Themen und Alter"].values
    assert head[:3] == ("Thema", "0–2 Jahre", "3–5 Jahre")
    assert crossed[-1][0] == "alle"
    assert crossed[-1][-1] == sum(int(str(row[-1])) for row in crossed[:-1])
    text = " ".join(str(cell) for row in book["Methode"].values for cell in row)
    assert "1. November 2025 bis 31. Oktober 2026" in text
    assert "weniger als fünf Fälle" in text


def test_an_export_is_noted(rig: Rig) -> None:
    call("export", "gaps", "gaps.csv")

    (noted,) = rig.run(rig.house.storage.read(lambda db: audit.page(db, None, 1)))
    assert (noted.action, noted.kind, noted.actor) == ("export", "gaps", None)


@pytest.mark.parametrize("how", [("gaps.jpg",), ("gaps.xlsx", "--raw"), ("no/such/gaps.csv",)])
def test_what_cannot_be_written_is_refused(rig: Rig, how: tuple[str, ...]) -> None:
    assert call("export", "gaps", *how).exit_code == 1
