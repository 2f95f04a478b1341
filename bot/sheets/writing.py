"""Sheets → a file that German Excel and LibreOffice open as it is."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.catalogue.problems import N_, CatalogueError, Problem, Reason
from bot.catalogue.text import guard, prose
from bot.sheets.sheet import Cell, Sheet
from bot.sheets.workbook import write_workbook

ENDINGS = (".xlsx", ".csv")


def ending(path: Path) -> str:
    """The format of a file by its name; raises CatalogueError when it is none of ours."""
    found = path.suffix.lower()
    if found not in ENDINGS:
        reason = Reason(N_("the file's name must end in .xlsx or .csv"))
        raise CatalogueError([Problem(path.name, None, None, reason)])
    return found


def write(path: Path, sheets: Sequence[Sheet]) -> int:
    """All sheets as XLSX; a CSV file has room for the first alone. How many rows that has."""
    if ending(path) == ".xlsx":
        return write_workbook(path, sheets)
    return _write_csv(path, sheets[0])


def _write_csv(path: Path, sheet: Sheet) -> int:
    # The mark tells Excel that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow([column.heading for column in sheet.columns])
        rows = 0
        for row in sheet.rows:
            writer.writerow([_worded(cell) for cell in row])
            rows += 1
    return rows


def _worded(cell: Cell) -> str:
    """German Excel takes "6.5" for a day in May, and a leading "=" for a formula."""
    match cell:
        case None:
            return ""
        case str():
            return guard(prose(cell))
        case date():
            return f"{cell:%d.%m.%Y}"
        case _:
            return f"{cell:g}".replace(".", ",")
