"""What is written opens in any spreadsheet, and runs in none."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.catalogue.problems import CatalogueError
from bot.catalogue.text import prose, unguard
from bot.sheets.sheet import Column, Kind, Sheet
from bot.sheets.writing import write

FORMULAS = ("=", "+", "-", "@", "\t=", "\r=", " =", "＝", "＋", "－", "＠", "\0=", "\u200b=", "\n@")
ATTACK = "=cmd|' /C calc'!A0"
COLUMNS = (
    Column("Nummer", 9, Kind.NUMBER),
    Column("Wunsch", 40),
    Column("Am", 12, Kind.DAY),
    Column("Neuer Stand", 20, choices=("Geplant", "Gibt es jetzt"), to_fill_in=True),
    Column("Fassung", 10, hidden=True),
)
ROW = (6.5, "Chor", date(2026, 12, 24), "", "v1")


def written(path: Path, *rows: Sequence[Any]) -> Path:
    assert write(path, [Sheet("Wünsche", COLUMNS, rows, in_sight=2)]) == len(rows)
    return path


def read_csv(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";", strict=True))


nasty = st.builds(
    "{}{}".format,
    st.sampled_from(("", *FORMULAS)),
    st.text(max_size=60)
    | st.sampled_from((ATTACK, 'HYPERLINK("http://x")', '";=1+1', "1;=2\r\n=3")),
)


@settings(deadline=None)
@given(text=nasty)
def test_nothing_that_somebody_writes_becomes_a_formula_in_xlsx(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "w.xlsx", (1, text, None, text, text))
        with ZipFile(path) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        page = load_workbook(path).worksheets[0]
        seen = [page.cell(2, column).value or "" for column in (2, 4, 5)]
        kinds = {cell.data_type for row in page.iter_rows() for cell in row}

    assert b"<f>" not in sheet
    assert "f" not in kinds
    assert b"<hyperlink" not in sheet
    expected = prose(text)
    assert seen == [expected] * 3 or "_x" in text.lower()


@settings(deadline=None)
@given(text=nasty)
def test_nothing_that_somebody_writes_becomes_a_formula_in_csv(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "w.csv", (1, text, None, text, text))
        head, row = read_csv(path)

    assert head == [column.heading for column in COLUMNS]
    assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠\t\r\0")) for cell in row)
    assert len(row) == len(COLUMNS)
    expected = prose(text)
    assert unguard(row[1]) == expected or expected.startswith("'")


def test_a_sheet_is_made_for_a_clerk(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path / "w.xlsx", ROW))
    page = book.worksheets[0]

    assert (page.title, page.freeze_panes) == ("Wünsche", "C2")
    assert page.auto_filter.ref == "A1:E2"
    assert page["A2"].value == 6.5
    assert (page["C2"].is_date, page["C2"].number_format) == (True, "dd.mm.yyyy")
    assert page["B2"].alignment.wrap_text
    assert page["B2"].quotePrefix
    assert page.column_dimensions["E"].hidden
    [choices] = page.data_validations.dataValidation
    assert (str(choices.sqref), choices.formula1) == ("D2", '"Geplant,Gibt es jetzt"')


def test_a_long_text_gets_the_lines_it_needs(tmp_path: Path) -> None:
    long = (1, "Schwimmen lernen ohne Angst " * 10, None, "", "")
    page = load_workbook(written(tmp_path / "w.xlsx", ROW, long)).worksheets[0]

    assert page.row_dimensions[3].height > 5 * (page.row_dimensions[2].height or 0)


def test_csv_is_as_german_excel_likes_it(tmp_path: Path) -> None:
    path = written(tmp_path / "w.csv", ROW, (2, "zwei\nZeilen", None, "", ""))

    assert path.read_bytes().startswith("\ufeff".encode())
    assert read_csv(path)[1:] == [
        ["6,5", "Chor", "24.12.2026", "", "v1"],
        ["2", "zwei\nZeilen", "", "", ""],
    ]


@pytest.mark.parametrize("name", ["w.xlsx", "w.csv"])
def test_an_empty_sheet_has_a_header(tmp_path: Path, name: str) -> None:
    assert written(tmp_path / name).stat().st_size


@pytest.mark.parametrize("name", ["w.pdf", "w", "w.xlsm"])
def test_other_formats_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CatalogueError, match=r"\.xlsx or \.csv"):
        written(tmp_path / name, ROW)
    assert list(tmp_path.iterdir()) == []
