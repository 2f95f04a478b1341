"""A table that came back from a spreadsheet → its rows, or what is wrong with it."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot.catalogue.problems import N_, CatalogueError, Problem, Reason, RefusedError
from bot.catalogue.sheets import Entry
from bot.catalogue.table import HEADER_ROW, Record, Table, read_table
from bot.catalogue.text import line, unguard
from bot.sheets.archive import check_archive, check_size
from bot.sheets.writing import ending

MOST_ROWS = 100_000
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Rows:
    """All of a file. With problems, nothing of it may be used; warnings are to be known."""

    file: str
    entries: tuple[Entry, ...] = ()
    columns: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def checked(self) -> None:
        """Raises CatalogueError when the file cannot be used."""
        if self.problems:
            raise CatalogueError(self.problems)


def read_rows(path: Path, known: Sequence[str], required: Sequence[str]) -> Rows:
    """The rows by the headings `known`, however these are written; others are warned of.

    Raises CatalogueError when the file is no such table, OSError when it cannot be opened.
    """
    try:
        table = read_table(_as_csv(path), path.name, tuple(map(_plain, required)))
    except RefusedError as error:
        raise CatalogueError([Problem(path.name, None, None, error.reason)]) from error
    headings = {_plain(heading): heading for heading in known}
    rows = Rows(path.name, columns=frozenset(map(headings.get, table.header)) - {None})  # type: ignore[arg-type]
    rows.warnings.extend(_unknown(table, headings))
    names = [headings.get(name, name) for name in table.header]
    entries = tuple(_entry(rows, names, record) for record in table.records)
    return Rows(rows.file, entries, rows.columns, rows.problems, rows.warnings)


def _plain(heading: str) -> str:
    return line(heading).lower()


def _entry(rows: Rows, names: Sequence[str], record: Record) -> Entry:
    if len(record.cells) != len(names):
        counts = {"cells": len(record.cells), "columns": len(names)}
        message = N_("the row has {cells} cells, the header {columns}: is a quote missing?")
        rows.problems.append(Problem(rows.file, record.row, None, Reason(message, counts)))
    raw = {name: unguard(cell) for name, cell in zip(names, record.cells, strict=False)}
    return Entry(rows.file, record.row, raw, rows.problems)


def _unknown(table: Table, headings: dict[str, str]) -> Iterator[Problem]:
    for name in table.header:
        if name and name not in headings:
            reason = Reason(N_("the column is not known and is left out"))
            yield Problem(table.file, HEADER_ROW, name, reason)


def _as_csv(path: Path) -> bytes:
    """The file as CSV, which is read in one way alone."""
    check_size(path)
    if ending(path) == ".csv":
        return path.read_bytes()
    check_archive(path)
    text = StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(_cells(path))
    return text.getvalue().encode()


def _cells(path: Path) -> Iterator[list[str]]:
    """The first sheet, each row as long as its header."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of looks that it does not keep
            yield from _even(_values(path))
    except RefusedError:
        raise
    except Exception as error:
        # What a broken or hostile file makes of the libraries that read it has no common name.
        raise RefusedError(
            N_("this XLSX file is damaged; open it in the spreadsheet and save it anew")
        ) from error


def _values(path: Path) -> Iterator[tuple[Any, ...]]:
    """With defusedxml installed, openpyxl refuses entities; a formula is what it shows."""
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        page = book.worksheets[0]
        page.reset_dimensions()  # which other programs state wrongly
        yield from page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)


def _even(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str]]:
    """Each as long as the header; the empty ones, which only have looks, without cells."""
    width = MOST_COLUMNS
    for number, row in enumerate(rows):
        cells = [_text(value) for value in row[:width]]
        if number == 0:
            width = max((place for place, cell in enumerate(cells, 1) if cell), default=1)
        if number > MOST_ROWS and any(cells):
            raise RefusedError(N_("the file has more than {rows} rows"), rows=MOST_ROWS)
        yield (cells + [""] * width)[:width] if any(cells) else []


def _text(value: Any) -> str:
    """A cell as it would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
