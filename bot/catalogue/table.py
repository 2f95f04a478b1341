"""A CSV file of any encoding and delimiter as a header and records."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from bot.catalogue.encoding import encoding_of
from bot.catalogue.problems import N_, CatalogueError, Problem, Reason, RefusedError
from bot.catalogue.text import line

DELIMITERS = ",;\t"
HEADER_ROW = 1


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row as they stand in the file, in the order of the header."""

    row: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """`records` can be read once; it ends with a CatalogueError where the file breaks off."""

    file: str
    header: tuple[str, ...]
    records: Iterator[Record]


def read_table(data: bytes, file: str, required: tuple[str, ...]) -> Table:
    """Raises CatalogueError when the file is no table or lacks a required column."""
    try:
        lines = TextIOWrapper(BytesIO(data), encoding_of(data), newline="")
        delimiter = _delimiter(lines.readline(), required)
        lines.seek(0)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        header = tuple(line(name).lower() for name in next(rows, []))
        _check(header, required)
    except RefusedError as error:
        raise CatalogueError([Problem(file, None, None, error.reason)]) from error
    except csv.Error as error:
        raise CatalogueError([_broken(file, HEADER_ROW, error)]) from error
    return Table(file, header, _records(rows, file))


def _delimiter(first: str, required: tuple[str, ...]) -> str:
    def fitness(delimiter: str) -> tuple[int, int]:
        names = [line(name.strip('"')).lower() for name in first.split(delimiter)]
        return sum(name in names for name in required), len(names)

    return max(DELIMITERS, key=fitness)


def _check(header: tuple[str, ...], required: tuple[str, ...]) -> None:
    if not any(header):
        raise RefusedError(N_("the file is empty, or its first row is"))
    if missing := [name for name in required if name not in header]:
        raise RefusedError(N_("the column is missing: {columns}"), columns=", ".join(missing))
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise RefusedError(N_("the column is there twice: {columns}"), columns=", ".join(twice))


def _records(rows: Iterator[list[str]], file: str) -> Iterator[Record]:
    row = HEADER_ROW
    try:
        for row, cells in enumerate(rows, HEADER_ROW + 1):
            if any(map(str.strip, cells)):
                yield Record(row, cells)
    except csv.Error as error:
        raise CatalogueError([_broken(file, row + 1, error)]) from error


def _broken(file: str, row: int, error: csv.Error) -> Problem:
    reason = Reason(N_("the row cannot be read as CSV ({detail})"), {"detail": error})
    return Problem(file, row, None, reason)
