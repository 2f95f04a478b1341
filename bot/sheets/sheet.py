"""A table for people with a spreadsheet: what its columns are called, and how they look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

Cell = str | float | date | None


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in letters. `choices` are offered to who fills it in: words, or a range of cells."""

    heading: str
    width: int
    kind: Kind = Kind.TEXT
    choices: Sequence[str] = ()
    to_fill_in: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are read once, each as long as `columns`. The first columns may stay in sight."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    in_sight: int = 0
