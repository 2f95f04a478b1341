"""Spreadsheets as staff might send them back, built in a line."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

Cells = Mapping[str, Any]


def headings(path: Path) -> list[str]:
    page = load_workbook(path).worksheets[0]
    return [str(cell.value) for cell in page[1]]


def rows(path: Path) -> list[dict[str, Any]]:
    """The first sheet of an XLSX file, as somebody sees it."""
    head, *rest = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rest]


def fill_in(path: Path, filled: Mapping[int, Cells]) -> None:
    """Write into the rows of these wishes, as a clerk would, and save."""
    book = load_workbook(path)
    page: Any = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    for row in page.iter_rows(min_row=2):
        for heading, value in filled.get(row[0].value, {}).items():
            page.cell(row[0].row, columns[heading], value)
    book.save(path)


def xlsx(path: Path, table: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    for row in table:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def as_csv(
    path: Path, table: Sequence[Sequence[Any]], encoding: str = "utf-8-sig", delimiter: str = ";"
) -> Path:
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(table)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def table(path: Path) -> list[list[str]]:
    """An XLSX file as a table of words, days as German Excel writes them into CSV."""
    page = load_workbook(path).worksheets[0]
    return [
        [f"{cell:%d.%m.%Y}" if hasattr(cell, "year") else str(cell or "") for cell in row]
        for row in page.iter_rows(values_only=True)
    ]


def rewritten(path: Path, parts: Mapping[str, bytes]) -> Path:
    """The same XLSX file with other parts, or more of them."""
    with ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in {**content, **parts}.items():
            archive.writestr(name, part)
    return path
