"""Files that come back: in any encoding, from any spreadsheet, and from nobody's friend."""

from __future__ import annotations

import resource
from collections.abc import Callable
from datetime import date, datetime
from itertools import product
from pathlib import Path
from random import Random
from zipfile import ZipFile

import openpyxl
import pytest

from bot.catalogue.problems import CatalogueError
from bot.sheets.archive import ENTRIES, MEGABYTES
from bot.sheets.reading import MOST_ROWS, Rows, read_rows
from tests.sheet_files import as_csv, rewritten, xlsx

KNOWN = ("Nummer", "Wunsch", "Am")
TABLE = [["Nummer", "Wunsch", "Am"], ["7", "Übungen für Straße und Café", "24.12.2026"]]
SHEET = "xl/worksheets/sheet1.xml"


def read(path: Path) -> Rows:
    return read_rows(path, KNOWN, ("Nummer",))


def refused(path: Path) -> str:
    with pytest.raises(CatalogueError) as error:
        read(path)
    [problem] = error.value.problems
    assert problem.file == path.name
    return str(problem.reason)


ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")


@pytest.mark.parametrize(("encoding", "delimiter"), list(product(ENCODINGS, ";,\t")), ids=repr)
def test_csv_of_any_excel_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    [entry] = read(as_csv(tmp_path / "a.csv", TABLE, encoding, delimiter)).entries

    assert (entry.row, dict(entry.raw)) == (2, dict(zip(*TABLE, strict=True)))


def test_xlsx_gives_the_words_that_somebody_sees(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["  NUMMER ", "wunsch", "Am", None],
        [7, "a\nb", date(2026, 12, 24)],
        [],
        [8.0, True, datetime(2026, 12, 24, 9, 30)],  # noqa: DTZ001 - cells know no zone,
        [6.5, "'=1+1"],
    ]
    found = read(xlsx(tmp_path / "a.xlsx", rows))

    assert [entry.row for entry in found.entries] == [2, 4, 5]
    assert [list(entry.raw.values()) for entry in found.entries] == [
        ["7", "a\nb", "2026-12-24"],
        ["8", "True", "2026-12-24"],
        ["6.5", "=1+1", ""],
    ]
    assert found.columns == frozenset(KNOWN)


def test_a_column_that_nobody_knows_is_a_warning(tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "a.xlsx", [["Nummer", "Notizen"], [1, "x"]]))

    [warning] = found.warnings
    assert (warning.row, warning.column) == (1, "notizen")
    assert found.problems == []


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_missing_column_is_named(tmp_path: Path, name: str) -> None:
    write = as_csv if name.endswith("csv") else xlsx

    assert "nummer" in refused(write(tmp_path / name, [["Wunsch"], ["Chor"]]))


def test_a_row_with_a_quote_too_few_is_named(tmp_path: Path) -> None:
    found = read(as_csv(tmp_path / "a.csv", [["Nummer", "Wunsch"], ["1"]]))

    assert [problem.row for problem in found.problems] == [2]


def test_rows_that_only_have_looks_are_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Nummer"], [1]])
    far = b'<row r="1048576"><c r="A1048576"/></row></sheetData>'
    with ZipFile(path) as archive:
        sheet = archive.read(SHEET).replace(b"</sheetData>", far)

    assert len(read(rewritten(path, {SHEET: sheet})).entries) == 1


# --- nobody's friends


def large(path: Path) -> Path:
    path.write_bytes(b"PK" + bytes(MEGABYTES << 20))
    return path


def bomb(path: Path) -> Path:
    """Little that unpacks to much."""
    return rewritten(xlsx(path, TABLE), {"xl/media/image1.png": bytes(40 << 20)})


def huge(path: Path) -> Path:
    """Not suspicious for its ratio, only for the size it names."""
    part = Random(7).randbytes(3 << 20)
    path = rewritten(xlsx(path, TABLE), {"xl/media/image1.png": part})
    named = len(part).to_bytes(4, "little"), (201 << 20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(*named))
    return path


def crowd(path: Path) -> Path:
    return rewritten(xlsx(path, TABLE), {f"xl/{number}": b"" for number in range(ENTRIES)})


def very_many(path: Path) -> Path:
    """As many parts as the file may be large."""
    with ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(str(number), b"")
    return path


def entities(path: Path) -> Path:
    """A billion laughs."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE x [{lol}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>'
        "</worksheet>"
    )
    return rewritten(xlsx(path, TABLE), {SHEET: sheet.encode()})


def outside(path: Path) -> Path:
    """An entity that reads a file of ours."""
    styles = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><styleSheet>&e;</styleSheet>'
    return rewritten(xlsx(path, TABLE), {"xl/styles.xml": styles})


def torn(path: Path) -> Path:
    return rewritten(xlsx(path, TABLE), {SHEET: b"<worksheet><sheetData><row"})


def old(path: Path) -> Path:
    """What an .xls, or a file with a password, begins with."""
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000))
    return path


def other(path: Path) -> Path:
    with ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "kein Excel")
    return path


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (large, "larger than 10 megabytes"),
        (bomb, "unpacks to much more"),
        (huge, "unpacks to much more"),
        (crowd, "too many parts"),
        (very_many, "too many parts"),
        (entities, "damaged"),
        (outside, "damaged"),
        (torn, "damaged"),
        (other, "damaged"),
        (old, "password"),
    ],
)
def test_a_hostile_file_is_refused_at_once(
    tmp_path: Path, made: Callable[[Path], Path], reason: str
) -> None:
    path = made(tmp_path / "a.xlsx")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = refused(path)

    assert reason in said
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 << 10


def test_what_unpacks_to_more_than_it_says_is_cut_off(tmp_path: Path) -> None:
    path = rewritten(xlsx(tmp_path / "a.xlsx", TABLE), {SHEET: b"<worksheet>" + b" " * (30 << 20)})
    content = path.read_bytes()
    size = (11 + (30 << 20)).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (2000).to_bytes(4, "little")))

    assert "damaged" in refused(path)


def test_more_rows_than_we_take_are_refused(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>'
        for number in (2, MOST_ROWS + 2)
    )
    path = xlsx(tmp_path / "a.xlsx", [["Nummer"]])
    with ZipFile(path) as archive:
        sheet = archive.read(SHEET).decode().replace("</sheetData>", f"{rows}</sheetData>")

    assert "more than 100000 rows" in refused(rewritten(path, {SHEET: sheet.encode()}))


def test_xml_is_read_by_who_refuses_entities() -> None:
    assert openpyxl.DEFUSEDXML is True
