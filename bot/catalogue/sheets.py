"""The small lists beside the offers: entries that report what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.catalogue import cells
from bot.catalogue.cells import Kind
from bot.catalogue.folder import read_file
from bot.catalogue.problems import N_, CatalogueError, Problem, Reason, RefusedError
from bot.catalogue.table import read_table
from bot.catalogue.text import line
from bot.i18n import LANGUAGES

TEXT = cells.line(300)
NEEDED = ("de", "en")
"""Every other language falls back to German."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list; a cell that cannot be taken is reported and reads as empty."""

    file: str
    row: int
    raw: Mapping[str, str]
    problems: list[Problem]

    def get(self, column: str, kind: Kind = TEXT) -> str:
        cell = line(self.raw.get(column, ""))
        try:
            return kind(cell) if cell else ""
        except RefusedError as error:
            self.refuse(column, error.reason)
            return ""

    def need(self, column: str, kind: Kind = TEXT) -> str:
        if not line(self.raw.get(column, "")):
            self.refuse(column, Reason(N_("this cell must not be empty")))
        return self.get(column, kind)

    def names(self, prefix: str = "") -> dict[str, str]:
        """Its wording by language: German and English are needed, every other one is welcome."""
        reads = {language: self.need if language in NEEDED else self.get for language in LANGUAGES}
        found = {language: read(f"{prefix}{language}") for language, read in reads.items()}
        return {language: name for language, name in found.items() if name}

    def several(self, column: str) -> tuple[str, ...]:
        return tuple(filter(None, self.get(column, cells.names).split(";")))

    def number(self, column: str) -> int:
        cell = self.need(column)
        if not (cell.isascii() and cell.isdigit()):
            self.refuse(column, Reason(N_("“{text}” is not a whole number"), {"text": cell}))
            return 0
        return int(cell)

    def age(self, column: str) -> float | None:
        return float(age) if (age := self.get(column, cells.age)) else None

    def refuse(self, column: str, reason: Reason) -> None:
        self.problems.append(Problem(self.file, self.row, column, reason))

    def refuse_second(self, column: str, value: object, seen: set[object]) -> None:
        """Reports a value that another entry has already; `seen` remembers."""
        if value in seen:
            self.refuse(column, Reason(N_("“{text}” is there twice"), {"text": value}))
        seen.add(value)


def entries(
    folder: Traversable, name: str, required: tuple[str, ...], problems: list[Problem]
) -> Iterator[Entry]:
    """All rows of a list. `id` and `key`, where it has them, are each there once."""
    ids: set[object] = set()
    keys: set[object] = set()
    try:
        table = read_table(read_file(folder, name), name, required)
        for record in table.records:
            raw = dict(zip(table.header, record.cells, strict=False))
            entry = Entry(name, record.row, raw, problems)
            entry.refuse_second("id", entry.need("id"), ids)
            if "key" in raw:
                entry.refuse_second("key", entry.number("key"), keys)
            yield entry
    except CatalogueError as error:
        problems.extend(error.problems)
