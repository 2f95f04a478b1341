"""What a gap table is made of: demand against supply, in two dimensions at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.wishes.wish import Source


class Dimension(StrEnum):
    """What demand is told apart by."""

    TOPIC = "topic"
    AREA = "area"
    """The Bildungsbereich of the topic."""
    AGE = "age"
    """An age band of the town."""
    GROUP = "group"
    PLACE = "place"
    TIME = "time"
    LANGUAGE = "language"
    WAY = "way"
    """How it came to us: a source, or a support of a wish."""


class Kind(StrEnum):
    """What kind of gap it is. "Not in our list" is not "does not exist": only staff can say."""

    UNRECORDED = "unrecorded"
    MISSING = "missing"
    """Checked: there is really nothing. Only this is called a deficit."""
    FULL = "full"
    UNSUITABLE = "unsuitable"
    """At the wrong time or place, for too much money, or in the wrong language."""
    UNHEARD = "unheard"
    """It exists, but people do not know of it."""
    BARRIER = "barrier"


@dataclass(frozen=True, slots=True)
class Demand:
    """Cases: wishes, supports of them, and questions that no offer answered.

    Who asks in vain and then wishes counts twice, which is why they are told apart. `sources` are
    the ways by which wishes and their supports came in; questions are asked in the chat alone.
    """

    wishes: int = 0
    supports: int = 0
    questions: int = 0
    sources: Mapping[Source, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.wishes + self.supports + self.questions


@dataclass(frozen=True, slots=True)
class Supply:
    """Offers that do not rule it out: those that surely fit, and those that leave it open."""

    sure: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.sure + self.unknown


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a gap table. `row` and `column` are ids; empty: not named, "+": several.

    `kinds` says how many of the cases are of which kind of gap; `kind` is what staff said of the
    cell as a whole, which only a topic and an age band can have.
    """

    row: str
    column: str
    demand: Demand
    supply: Supply
    kind: Kind = Kind.UNRECORDED
    kinds: Mapping[Kind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Margin:
    """All of a row, of a column, or of the whole table. An offer counts once in it."""

    value: str
    demand: Demand
    supply: Supply
    kinds: Mapping[Kind, int] = field(default_factory=dict)


@dataclass(frozen=True)
class GapTable:
    """Every row with every column, also where nobody asked.

    `since` is the first day of the first month of which anything is known, `until` the last day.
    Demand adds up; supply does not, since an offer stands in several cells.
    """

    across: tuple[Dimension, Dimension]
    since: date
    until: date
    cells: tuple[Cell, ...]
    rows: tuple[Margin, ...]
    columns: tuple[Margin, ...]
    total: Margin

    @cached_property
    def by_place(self) -> Mapping[tuple[str, str], Cell]:
        """Cells by row and column."""
        return {(cell.row, cell.column): cell for cell in self.cells}

    @property
    def largest(self) -> tuple[Cell, ...]:
        """Cells that somebody asked for, the most wanted first; of equals, those with fewer offers."""
        asked = (cell for cell in self.cells if cell.demand.total)
        return tuple(sorted(asked, key=lambda one: (-one.demand.total, one.supply.sure)))
