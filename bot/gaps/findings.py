"""What staff found out: which kind of gap it is, for a wish and its group, or for a topic and an age."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.gaps.cases import Case
from bot.gaps.values import Kind
from bot.storage import audit, desk, gaps
from bot.storage.gaps import Mark, Target
from bot.storage.units import Db

ABOUT = "gap"
"""What the audit calls it."""

MARK, UNMARK = "gap-kind", "gap-undo"


@dataclass(frozen=True, slots=True)
class Findings:
    """Kinds by topic and age band, and by the number of a wish. What nobody looked at is missing."""

    cells: Mapping[tuple[str, str], Kind]
    wishes: Mapping[int, Kind]

    def of(self, case: Case) -> Kind:
        """A wish's own kind before that of its topic and age."""
        own = self.wishes.get(case.wish, Kind.UNRECORDED) if case.wish else Kind.UNRECORDED
        return self.of_cell(case.topic, case.age) if own is Kind.UNRECORDED else own

    def of_cell(self, topic: str, age: str) -> Kind:
        return self.cells.get((topic, age), Kind.UNRECORDED)


def read(db: Db) -> Findings:
    """What holds now: the newest finding that was not taken back."""
    marks = gaps.marks(db)
    cells = {
        (one.target.topic, one.target.age): Kind(one.kind)
        for one in marks
        if one.target.wish is None
    }
    return Findings(cells, _wishes(db, [one for one in marks if one.target.wish is not None]))


def _wishes(db: Db, marks: Sequence[Mark]) -> Mapping[int, Kind]:
    """Those of a group share what was found out about one of them."""
    numbers = [one.target.wish for one in marks if one.target.wish is not None]
    works = desk.those(db, "wish", numbers)
    grouped = desk.members(db, {work.group for work in works.values() if work.group is not None})
    found: dict[int, Kind] = {}
    for one in marks:
        number = one.target.wish or 0
        work = works.get(number)
        together = grouped.get(work.group or 0, {}) if work else {}
        found |= dict.fromkeys((number, *together), Kind(one.kind))
    return found


def mark(db: Db, target: Target, kind: Kind, actor: int | None, token: str, now: datetime) -> bool:  # noqa: PLR0913, PLR0917 - who found out what, when, by which press
    """Write down what staff found out; the same `token` does it once. Whether it is new."""
    number = gaps.mark(db, token, target, kind, now)
    if number is None:
        return False
    audit.note(db, actor, MARK, ABOUT, number, now, token)
    return True


def last(db: Db, target: Target) -> Mark | None:
    """The newest finding about this that stands."""
    return next((one for one in reversed(gaps.marks(db)) if one.target == target), None)


def undo(db: Db, number: int, actor: int | None, token: str, now: datetime) -> bool:
    """Take a finding back; the one before it holds again. Whether it stood, and was the newest."""
    stands = next((one for one in gaps.marks(db) if one.id == number), None)
    if stands is None or last(db, stands.target) != stands:
        return False
    audit.note(db, actor, UNMARK, ABOUT, number, now, token)
    return gaps.unmark(db, number)
