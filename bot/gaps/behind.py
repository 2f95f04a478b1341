"""What lies behind one gap: its wishes, the offers that might close it, what staff found out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.offers import Offer
from bot.catalogue.snapshot import Catalogue
from bot.gaps import findings
from bot.gaps.cases import Case
from bot.gaps.supply import Shelf
from bot.gaps.table import Evidence, gap_table, unmet
from bot.gaps.values import Dimension, Kind, Margin
from bot.storage import wishes
from bot.storage.gaps import Mark, Target
from bot.storage.units import Db
from bot.storage.wishes import Wish


@dataclass(frozen=True, slots=True)
class Behind:
    """One topic and age band. `wishes` are the most wanted first; `last` is the newest finding."""

    target: Target
    margin: Margin
    kind: Kind
    wishes: Sequence[Case]
    sure: Sequence[Offer]
    unknown: Sequence[Offer]
    evidence: Evidence


def behind(evidence: Evidence, catalogue: Catalogue, target: Target) -> Behind:
    """For a worker thread: offers are judged one by one."""
    only = {Dimension.TOPIC: target.topic, Dimension.AGE: target.age}
    table = gap_table(evidence, catalogue, only=only)
    wished = [case for case in unmet(evidence, only) if case.wish is not None]
    shelf = Shelf(catalogue)
    fitting = shelf.fitting(Dimension.TOPIC, target.topic) & shelf.fitting(
        Dimension.AGE, target.age
    )
    sure, unknown = shelf.offers(fitting)
    return Behind(
        target,
        table.total,
        evidence.findings.of_cell(target.topic, target.age),
        sorted(wished, key=lambda one: (-one.total, one.wish or 0)),
        sure,
        unknown,
        evidence,
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """One wish as a gap."""

    wish: Wish
    kind: Kind
    last: Mark | None


def look(db: Db, number: int) -> Looked | None:
    """None where there is no such wish any more."""
    wish = wishes.find(db, number)
    if wish is None:
        return None
    kind = findings.read(db).wishes.get(number, Kind.UNRECORDED)
    return Looked(wish, kind, findings.last(db, Target(wish=number)))
