"""One record of an offers file → one row of canonical cells, with every objection to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.catalogue.columns import COLUMNS, PROSE, REQUIRED
from bot.catalogue.problems import N_, Problem, Reason, RefusedError
from bot.catalogue.table import Record
from bot.catalogue.text import line, prose, unguard


@dataclass(frozen=True, slots=True)
class Row:
    """One offer of a file: column → canonical cell, without the empty ones."""

    number: int
    id: str
    cells: Mapping[str, str]


class RowReader:
    """Reads the records of one file, collecting problems, remembering ids."""

    def __init__(self, file: str, header: tuple[str, ...]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._kinds = [(name, COLUMNS.get(name)) for name in header]
        self._rows: dict[str, int] = {}

    def read(self, record: Record) -> Row:
        if len(record.cells) != len(self._kinds):
            counts = {"cells": len(record.cells), "columns": len(self._kinds)}
            message = N_("the row has {cells} cells, the header {columns}: is a quote missing?")
            self._refuse(record, None, Reason(message, counts))
            return Row(record.row, "", {})
        row = dict(self._cells(record))
        self._check(record, row)
        return Row(
            record.row, row.get("id", ""), {name: cell for name, cell in row.items() if cell}
        )

    def _cells(self, record: Record) -> Iterator[tuple[str, str]]:
        for raw, (name, kind) in zip(record.cells, self._kinds, strict=True):
            if not raw or kind is None:
                continue
            try:
                cell = (prose if name in PROSE else line)(unguard(raw))
                if cell and (cell := kind(cell)):
                    yield name, cell
            except RefusedError as error:
                self._refuse(record, name, error.reason)
                yield name, ""  # is not missing, only wrong

    def _check(self, record: Record, row: Mapping[str, str]) -> None:
        for name in REQUIRED:
            if name not in row:
                self._refuse(record, name, Reason(N_("this cell must not be empty")))
        first = self._rows.setdefault(row.get("id", ""), record.row)
        if first != record.row and row.get("id"):
            message = N_("“{id}” already stands in row {row}")
            self._refuse(record, "id", Reason(message, {"id": row["id"], "row": first}))
        if _above(row.get("age_min"), row.get("age_max")):
            self._refuse(record, "age_min", Reason(N_("the lowest age is above the highest")))
        if row.get("ends_on") and row.get("starts_on", "") > row["ends_on"]:
            self._refuse(record, "ends_on", Reason(N_("it ends before it starts")))

    def _refuse(self, record: Record, column: str | None, reason: Reason) -> None:
        self.problems.append(Problem(self._file, record.row, column, reason))


def _above(low: str | None, high: str | None) -> bool:
    return bool(low and high) and float(low or 0) > float(high or 0)
