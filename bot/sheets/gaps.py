"""Published figures about gaps as sheets for planners: rounded, of closed months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.catalogue.problems import N_
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town
from bot.gaps import naming
from bot.gaps.findings import Findings
from bot.gaps.fives import DIMENSIONS
from bot.gaps.release import Released
from bot.gaps.table import gap_table
from bot.gaps.values import Cell as Place
from bot.gaps.values import Dimension, GapTable, Kind, Margin
from bot.i18n import DEFAULT, say_in
from bot.sheets.sheet import Cell, Column, Sheet
from bot.sheets.sheet import Kind as Of

_SAY = say_in(DEFAULT)


def sheets(released: Released, catalogue: Catalogue, findings: Findings) -> Sequence[Sheet]:
    """All figures one below the other; topics and ages as one table; how they came about."""
    tables = {
        by: gap_table(
            released.evidence(catalogue.town, by, findings), catalogue, (Dimension.TOPIC, by)
        )
        for by in DIMENSIONS
    }
    ages = tables[Dimension.AGE]
    return _listed(tables, catalogue.town), _crossed(ages, catalogue.town), _method(ages)


def _listed(tables: Mapping[Dimension, GapTable], town: Town) -> Sheet:
    columns = (
        Column(_SAY.text("Told apart by"), 16),
        Column(_SAY.text("Area"), 30),
        Column(_SAY.text("Topic"), 34),
        Column(_SAY.text("Value"), 26),
        Column(_SAY.text("Wishes and “Me too”"), 12, Of.NUMBER),
        Column(_SAY.text("Questions without an offer"), 12, Of.NUMBER),
        Column(_SAY.text("Demand"), 10, Of.NUMBER),
        Column(_SAY.text("Fitting offers"), 10, Of.NUMBER),
        Column(_SAY.text("Offers, open"), 12, Of.NUMBER),
        Column(_SAY.text("Kind of gap"), 36),
    )
    return Sheet(_SAY.text("Gaps"), columns, _rows(tables, town))


def _rows(tables: Mapping[Dimension, GapTable], town: Town) -> Iterator[Sequence[Cell]]:
    for by, table in tables.items():
        called = naming.dimension(_SAY, by)
        for cell in table.cells:
            if cell.demand.total:
                value = naming.value(_SAY, town, by, cell.column)
                yield called, *_topic(town, cell.row), value, *_figures(cell), _kind(cell, by)
    yield from _margins(tables[Dimension.AGE], town)


def _margins(table: GapTable, town: Town) -> Iterator[Sequence[Cell]]:
    """Whole topics, and everything: the same in every table."""
    every = _SAY.text("all")
    for row in table.rows:
        if row.demand.total:
            yield every, *_topic(town, row.value), every, *_figures(row), ""
    yield every, every, every, every, *_figures(table.total), ""


def _topic(town: Town, topic: str) -> tuple[str, str]:
    area = next((one.area for one in town.topics if one.id == topic), "")
    return (
        naming.value(_SAY, town, Dimension.AREA, area),
        naming.value(_SAY, town, Dimension.TOPIC, topic),
    )


def _figures(of: Place | Margin) -> Sequence[Cell]:
    demand, supply = of.demand, of.supply
    wished = demand.wishes + demand.supports
    return wished, demand.questions, demand.total, supply.sure, supply.unknown


def _kind(cell: Place, by: Dimension) -> str:
    return naming.kind(_SAY, cell.kind) if by is Dimension.AGE else ""


def _crossed(table: GapTable, town: Town) -> Sheet:
    columns = (
        Column(_SAY.text("Topic"), 36),
        *(
            Column(naming.value(_SAY, town, Dimension.AGE, one.value), 11, Of.NUMBER)
            for one in table.columns
        ),
        Column(_SAY.text("all"), 9, Of.NUMBER),
    )
    return Sheet(_SAY.text("Topics and ages"), columns, _crossings(table, town))


def _crossings(table: GapTable, town: Town) -> Iterator[Sequence[Cell]]:
    """What is less than five stays empty: it need not be nothing."""
    for row in table.rows:
        if row.demand.total:
            told = (table.by_place[row.value, one.value].demand.total for one in table.columns)
            topic = naming.value(_SAY, town, Dimension.TOPIC, row.value)
            yield topic, *(number or None for number in told), row.demand.total
    whole = (one.demand.total or None for one in table.columns)
    yield _SAY.text("all"), *whole, table.total.demand.total


def _method(table: GapTable) -> Sheet:
    deficits = sum(cell.kind is Kind.MISSING and bool(cell.demand.total) for cell in table.cells)
    lines = (
        _SAY.text(
            "Period: {since} to {until}, closed months only.",
            since=_SAY.day(table.since),
            until=_SAY.day(table.until),
        ),
        _SAY.text("Deficits, checked by staff: {number}.", number=deficits),
        *(_SAY.text(line) for line in METHOD),
    )
    return Sheet(_SAY.text("Method"), (Column(_SAY.text("Method"), 110),), ([one] for one in lines))


METHOD = (
    N_(
        "Demand is counted in cases: wishes, everyone who joined one (“Me too”), and questions that "
        "no offer answered. Who asks in vain and then wishes is counted in both."
    ),
    N_(
        "“Not in our list” does not mean “does not exist”. Only what staff checked and found really "
        "missing is called a deficit."
    ),
    N_(
        "All figures of demand are rounded to whole fives. When a month is closed, its cases join "
        "those that were not published yet; as many fives as they fill are published, each where "
        "the most cases wait, and the rest waits for the next month. So no cell, no total and no "
        "difference of such figures, also between two exports, shows fewer than five cases. "
        "What does not stand here need not be nothing."
    ),
    N_(
        "An offer fits where it says so, and leaves it open where it says nothing. One offer can "
        "stand in several topics and ages, so offers do not add up."
    ),
)
