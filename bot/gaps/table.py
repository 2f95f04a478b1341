"""The gap table: demand that nothing met yet against the offers that fit, in any two dimensions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town
from bot.counting import SEVERAL
from bot.gaps import cases as stored
from bot.gaps import findings
from bot.gaps.cases import SUPPORT, UNKNOWN, Case, Rows, value
from bot.gaps.findings import Findings
from bot.gaps.period import Period
from bot.gaps.supply import TIMES, Fitting, Shelf
from bot.gaps.values import Cell, Demand, Dimension, GapTable, Kind, Margin, Supply
from bot.storage.units import Db
from bot.wishes.wish import Place, Source

Only = Mapping[Dimension, str]
"""What a table is narrowed to: the value of each of these dimensions."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that figures are made of, read at one moment."""

    period: Period
    cases: Sequence[Case]
    findings: Findings

    @property
    def since(self) -> date:
        """The first month of which anything is known; that of the period where nothing is."""
        return min((case.month for case in self.cases), default=self.period.since)


@dataclass(frozen=True, slots=True)
class Found:
    """The same as it lies in the database: read quickly, for who else waits for it."""

    period: Period
    rows: Rows
    findings: Findings

    def evidence(self, town: Town, timezone: ZoneInfo) -> Evidence:
        """For a worker thread."""
        return Evidence(self.period, stored.cases(self.rows, town, timezone), self.findings)


def find(db: Db, timezone: ZoneInfo, period: Period) -> Found:
    return Found(period, stored.rows(db, timezone, period), findings.read(db))


def gap_table(
    evidence: Evidence,
    catalogue: Catalogue,
    across: tuple[Dimension, Dimension] = (Dimension.TOPIC, Dimension.AGE),
    only: Only | None = None,
) -> GapTable:
    """For a worker thread: offers are judged one by one."""
    town, only = catalogue.town, only or {}
    sums = _add_up(unmet(evidence, only), evidence.findings, across)
    rows, columns = (values(town, one, evidence.cases) for one in across)
    shelf = Shelf(catalogue)
    whole = _all_of(shelf, only)
    in_row = {one: whole & shelf.fitting(across[0], one) for one in rows}
    in_column = {one: shelf.fitting(across[1], one) for one in columns}
    marked = evidence.findings if across == (Dimension.TOPIC, Dimension.AGE) else None
    cells = tuple(
        sums.get((row, column), _NOTHING).cell(
            row,
            column,
            (in_row[row] & in_column[column]).supply,
            marked.of_cell(row, column) if marked else Kind.UNRECORDED,
        )
        for row in rows
        for column in columns
    )
    return GapTable(
        across,
        evidence.since,
        evidence.period.until,
        cells,
        tuple(_margin(one, sums, 0, in_row[one]) for one in rows),
        tuple(_margin(one, sums, 1, whole & in_column[one]) for one in columns),
        _total(sums.values(), UNKNOWN, whole.supply),
    )


def unmet(evidence: Evidence, only: Only) -> list[Case]:
    """The cases that are a gap still, of these values."""
    return [
        case
        for case in evidence.cases
        if not case.met and all(value(case, of) == wanted for of, wanted in only.items())
    ]


def values(town: Town, dimension: Dimension, cases: Iterable[Case]) -> tuple[str, ...]:
    """What a dimension is told apart by, in the order of the town; last what was not named."""
    match dimension:
        case Dimension.TOPIC:
            return (*(one.id for one in town.topics), UNKNOWN)
        case Dimension.AREA:
            return (*(one.id for one in town.areas), UNKNOWN)
        case Dimension.AGE:
            return (*(one.id for one in town.bands), UNKNOWN)
        case Dimension.GROUP:
            return (*(one.id for one in town.target_groups), SEVERAL, UNKNOWN)
        case Dimension.TIME | Dimension.WAY:
            return _FIXED[dimension]
    seen = {value(case, dimension) for case in cases}
    usual = (Place.TOWN.value, Place.ONLINE.value) if dimension is Dimension.PLACE else ("de",)
    return (*usual, *sorted(seen - {*usual, UNKNOWN}), UNKNOWN)


_FIXED: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.TIME: (*TIMES, SEVERAL, UNKNOWN),
    Dimension.WAY: (*Source, SUPPORT, UNKNOWN),
}


@dataclass(slots=True)
class _Sum:
    """Demand while it is added up."""

    wishes: int = 0
    supports: int = 0
    questions: int = 0
    sources: Counter[Source] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)

    def add(self, case: Case, kind: Kind) -> None:
        self.wishes += case.wishes
        self.supports += case.supports
        self.questions += case.questions
        wanted = case.wishes + case.supports
        if wanted and case.source is not None:
            self.sources[case.source] += wanted
        self.kinds[kind] += case.total

    def join(self, other: _Sum) -> None:
        self.wishes += other.wishes
        self.supports += other.supports
        self.questions += other.questions
        self.sources.update(other.sources)
        self.kinds.update(other.kinds)

    @property
    def demand(self) -> Demand:
        return Demand(self.wishes, self.supports, self.questions, dict(self.sources))

    def cell(self, row: str, column: str, supply: Supply, kind: Kind) -> Cell:
        return Cell(row, column, self.demand, supply, kind, dict(self.kinds))


_NOTHING = _Sum()
_Sums = Mapping[tuple[str, str], _Sum]


def _add_up(
    cases: Iterable[Case], findings: Findings, across: tuple[Dimension, Dimension]
) -> _Sums:
    sums: dict[tuple[str, str], _Sum] = {}
    for case in cases:
        at = value(case, across[0]), value(case, across[1])
        sums.setdefault(at, _Sum()).add(case, findings.of(case))
    return sums


def _margin(of: str, sums: _Sums, place: int, fitting: Fitting) -> Margin:
    return _total((one for at, one in sums.items() if at[place] == of), of, fitting.supply)


def _total(sums: Iterable[_Sum], of: str, supply: Supply) -> Margin:
    whole = _Sum()
    for one in sums:
        whole.join(one)
    return Margin(of, whole.demand, supply, dict(whole.kinds))


def _all_of(shelf: Shelf, only: Only) -> Fitting:
    whole = shelf.all
    for dimension, wanted in only.items():
        whole &= shelf.fitting(dimension, wanted)
    return whole
