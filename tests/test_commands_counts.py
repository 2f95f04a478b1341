"""`export counts`: a file that German Excel opens, and nobody is in."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot.__main__ import main
from bot.commands.counts import counts_as_csv
from bot.i18n import say_in
from bot.storage import counts
from bot.storage.counts import Cell, Count, Table
from bot.storage.units import Db, Storage
from tests.house import fresh, living

TODAY = date(2026, 11, 22)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, as in a fresh installation."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "BOT_DATABASE_URL", "BOT_DATA_DIR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return tmp_path


def export(file: str = "counts.csv") -> Result:
    return CliRunner().invoke(main, ["export", "counts", file], catch_exceptions=False)


def read(data: bytes) -> list[list[str]]:
    assert data.startswith("\ufeff".encode())
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_what_was_asked_is_exported_as_numbers(town: Path) -> None:
    with living(fresh(town)) as rig:
        rig.citizen().says("schwimmkurs für meine 6-jährige tochter")
        rig.citizen("en", "Olena").says("swimming")
    result = export()

    header, *rows = read((town / "counts.csv").read_bytes())
    assert header == ["Day", "Language", "Table", "Topic", "Value", "Number"]
    assert f"{len(rows)} rows written." in result.stdout
    assert {row[1] for row in rows} == {"de", "en"}
    assert ["2026-11-23", "de", "age", "sport", "6–9", "1"] in rows
    assert ["2026-11-23", "de", "outcome", "", "match", "1"] in rows
    words = {word for row in rows for word in re.split(r"\W", " ".join(row).lower())}
    assert not {"schwimmkurs", "tochter", "swimming", "anna"} & words


def test_what_links_brought_is_exported_as_numbers(town: Path) -> None:
    with living(fresh(town)) as rig:
        rig.citizen().says("/start c_plakat")
        rig.citizen("en", "Olena").says("/start c_plakat")
        rig.citizen().says("/start t_3")
    export()

    rows = read((town / "counts.csv").read_bytes())[1:]
    assert rows == [
        ["2026-11-23", "de", "link to campaign", "", "plakat", "1"],
        ["2026-11-23", "de", "link to topic", "", "schule", "1"],
        ["2026-11-23", "en", "link to campaign", "", "plakat", "1"],
    ]


def test_a_crisis_and_its_words_are_in_no_row(town: Path) -> None:
    with living(fresh(town)) as rig:
        rig.citizen().says("ich will mich umbringen")
        rows = rig.dump()
    export()

    assert read((town / "counts.csv").read_bytes())[1:] == []
    assert (rows["asked"], rows["person"], rows["question_count"]) == ([], [], [])


def test_without_a_database_the_file_has_a_header_only(town: Path) -> None:
    assert "0 rows written." in export().stdout
    assert [path.name for path in town.iterdir()] == ["counts.csv"]
    assert len(read((town / "counts.csv").read_bytes())) == 1


@pytest.mark.parametrize("file", ["counts.pdf", "no/such/folder/counts.csv"])
def test_a_file_that_cannot_be_written_is_refused(town: Path, file: str) -> None:
    assert export(file).exit_code == 1


def add(day: date, db: Db) -> None:
    counts.add(db, day, "de", [Cell(Table.OUTCOME, "", "none")])


def test_the_oldest_day_comes_first(town: Path) -> None:
    with Storage.open(fresh(town)) as storage:
        for day in (2, 1, 3):
            storage.write_now(partial(add, date(2026, 11, day)))
    export()

    rows = read((town / "counts.csv").read_bytes())[1:]
    assert [row[0] for row in rows] == ["2026-11-01", "2026-11-02", "2026-11-03"]


@given(value=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_no_cell_becomes_a_formula(value: str) -> None:
    for text in (value, f"={value}", f"+{value}", f"-{value}", f"@{value}", f" ={value}"):
        count = Count(TODAY, text, Table.PLACE, text, text, 3)
        _header, row = read(counts_as_csv(say_in("en"), [count]))

        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
        assert (row[0], row[2], row[5]) == ("2026-11-22", "place", "3")
