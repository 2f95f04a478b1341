"""What a picture of figures shows, before anybody draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heat:
    """Numbers by row and column; the darker the more. `marks` stand beside the number of a cell.

    The last row and the last column add the others up.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    numbers: Sequence[Sequence[int]]
    marks: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Series:
    """What the parts of all bars that look alike are called; one number for each bar."""

    name: str
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of parts, one for each label; `upright` where they follow each other in time."""

    labels: Sequence[str]
    series: Sequence[Series]
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """`title` is a sentence; `about` says what is counted and since when, `notes` what to mind,
    the last of them the source.

    `words` say what is to be seen, for who cannot see it. `name` is that of a file.
    """

    name: str
    title: str
    about: str
    notes: Sequence[str]
    words: str
    form: Heat | Bars
