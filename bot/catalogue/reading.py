"""An offers file → rows of canonical cells, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.catalogue.columns import COLUMNS, REQUIRED
from bot.catalogue.problems import N_, CatalogueError, Problem, Reason
from bot.catalogue.rows import Row, RowReader
from bot.catalogue.table import HEADER_ROW, Table, read_table

MAX_MEGABYTES = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """All of a file. With problems, nothing of it may be used; warnings are to be known."""

    file: str
    rows: tuple[Row, ...] = ()
    columns: frozenset[str] = frozenset()
    """The columns that the file has. Of the others it says nothing, not that they are empty."""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def checked(self) -> Self:
        """Itself, when it can be used; raises CatalogueError otherwise."""
        if self.problems:
            raise CatalogueError(self.problems)
        return self


def read_offers_file(path: Path) -> Reading:
    try:
        if path.stat().st_size > MAX_MEGABYTES << 20:
            message = N_("the file is larger than {megabytes} megabytes")
            return _refused(path.name, Reason(message, {"megabytes": MAX_MEGABYTES}))
        data = path.read_bytes()
    except OSError as error:
        reason = Reason(N_("the file cannot be opened ({detail})"), {"detail": error.strerror})
        return _refused(path.name, reason)
    return read_offers(data, path.name)


def read_offers(data: bytes, file: str) -> Reading:
    try:
        table = read_table(data, file, REQUIRED)
    except CatalogueError as error:
        return Reading(file, problems=error.problems)
    reader = RowReader(file, table.header)
    rows, broken = _read(table, reader)
    problems = (*reader.problems, *broken)
    if not rows and not problems:
        return _refused(file, Reason(N_("there is no offer in the file")))
    known = frozenset(table.header) & COLUMNS.keys()
    return Reading(file, rows, known, problems, tuple(_unknown_columns(table)))


def _read(table: Table, reader: RowReader) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    rows: list[Row] = []
    try:
        rows.extend(reader.read(record) for record in table.records)
    except CatalogueError as error:
        return (), error.problems
    return tuple(rows), ()


def _refused(file: str, reason: Reason) -> Reading:
    return Reading(file, problems=(Problem(file, None, None, reason),))


def _unknown_columns(table: Table) -> Iterator[Problem]:
    for name in table.header:
        if name and name not in COLUMNS:
            reason = Reason(N_("the column is not known and is left out"))
            yield Problem(table.file, HEADER_ROW, name, reason)
