"""Deadlines: what has to be done by when, whom it concerns, and who says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable

from bot.catalogue import cells, dates
from bot.catalogue.offers import AgeRange, Source
from bot.catalogue.problems import N_, Problem, Reason, RefusedError
from bot.catalogue.sheets import Entry, entries
from bot.catalogue.yearly import Point, point

FILE = "deadlines.csv"


@dataclass(frozen=True, slots=True)
class Classes:
    """School years, both ends included. 0 is the last year before school, -1 the one before."""

    low: int | None = None
    high: int | None = None

    @property
    def known(self) -> bool:
        return self.low is not None or self.high is not None

    def hold(self, number: int) -> bool:
        above = self.low is None or self.low <= number
        return above and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class Deadline:
    """What comes every year from `begins` to `ends`; without `ends` its source states no date.

    `classes` and `ages` say whom it concerns at that time, nobody in particular where both are
    open. Whoever missed it should still ask up to the school year `late`. `general`: a rule of the
    land, not a statement about this town.
    `offer` and `steps` hold ids.
    """

    id: str
    names: Mapping[str, str]
    texts: Mapping[str, str]
    steps: tuple[str, ...] = ()
    offer: str = ""
    classes: Classes = Classes()
    ages: AgeRange = AgeRange()
    begins: Point | None = None
    ends: Point | None = None
    late: int | None = None
    general: bool = False
    source: Source = Source()
    confirmed_on: date | None = None


def read_deadlines(
    folder: Traversable, problems: list[Problem], steps: set[str]
) -> tuple[Deadline, ...]:
    """The deadlines of a town; one without the file has none."""
    if not folder.joinpath(FILE).is_file():
        return ()
    return tuple(
        _deadline(entry, steps) for entry in entries(folder, FILE, ("id", "de", "en"), problems)
    )


def _deadline(entry: Entry, steps: set[str]) -> Deadline:
    confirmed = entry.get("confirmed_on", dates.day)
    begins, ends = _point(entry, "from"), _point(entry, "until")
    read_source = entry.get if entry.get("offer") else entry.need
    if begins and not ends:
        entry.refuse("until", Reason(N_("write the end as well, the same where it is one day")))
    if not entry.get("offer") and not entry.get("steps"):
        entry.refuse("offer", Reason(N_("name an offer or a step, so that there is a way on")))
    for missing in (step for step in entry.several("steps") if step not in steps):
        values = {"text": missing, "file": "path_steps.csv"}
        entry.refuse("steps", Reason(N_("“{text}” does not stand in {file}"), values))
    return Deadline(
        id=entry.get("id"),
        names=entry.names(),
        texts=entry.names("text_"),
        steps=entry.several("steps"),
        offer=entry.get("offer"),
        classes=Classes(_class(entry, "class_from"), _class(entry, "class_to")),
        ages=AgeRange(entry.age("age_from"), entry.age("age_to")),
        begins=begins,
        ends=ends,
        late=_class(entry, "class_late"),
        general=entry.need("general", cells.yes_or_no) == "yes",
        source=Source(
            read_source("source_url", cells.url), entry.get("source_date", dates.day_or_part)
        ),
        confirmed_on=date.fromisoformat(confirmed) if confirmed else None,
    )


def _class(entry: Entry, column: str) -> int | None:
    cell = entry.get(column)
    if not cell:
        return None
    if re.fullmatch(r"-?\d{1,2}", cell, re.ASCII):
        return int(cell)
    entry.refuse(column, Reason(N_("“{text}” is not a school year; write 4 or -1"), {"text": cell}))
    return None


def _point(entry: Entry, column: str) -> Point | None:
    try:
        return point(cell) if (cell := entry.get(column)) else None
    except RefusedError as error:
        entry.refuse(column, error.reason)
        return None
