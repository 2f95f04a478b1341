"""What people missed: by which way and when, of which kind the gaps are, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from bot.gaps import naming
from bot.gaps.cases import SUPPORT, UNKNOWN
from bot.gaps.fives import Part
from bot.gaps.values import Cell, Dimension, Kind
from bot.report import bars
from bot.report.contents import Report
from bot.report.drawn import SAY, Drawn
from bot.report.heat import heat
from bot.sheets.pdf import Heading
from bot.sheets.report.flow import figure, paragraph, table, told
from bot.sheets.words import DECISIONS
from bot.wishes.wish import Source

LARGEST = 12
"""Gaps that are listed."""
_SMALLER = 0.8
"""Of the page's width: two such pictures share a page."""


def ways(report: Report) -> Iterator[Flowable]:
    """How demand came in, what wishes were answered, and demand month by month."""
    found = [
        one.told(Part.WISHED, Dimension.WAY)
        for one in (report.quarter.released, report.year.released)
    ]
    known = (*Source, SUPPORT, *((UNKNOWN,) if any(one.get(UNKNOWN) for one in found) else ()))
    yield told(
        SAY.text(
            "Wishes by the way they came in, each counted once. Missing: what people said "
            "elsewhere and nobody entered."
        ),
        _both(
            SAY.text("Came by"),
            {way: report.year.named(Dimension.WAY, way) for way in known},
            found,
        ),
        SAY.text("Wishes and questions"),
    )
    yield told(
        SAY.text(
            "Answers to wishes, by the latest answer of each. Missing: wishes that still wait for "
            "one."
        ),
        _both(
            SAY.text("Given answer"),
            DECISIONS,
            [one.told(Part.ANSWERED) for one in (report.quarter.released, report.year.released)],
        ),
    )
    if picture := bars.demand(report.year):
        yield figure(picture, _SMALLER)


def _both(first: str, names: Mapping[str, str], found: list[Mapping[str, int]]) -> Table:
    """Figures of the quarter and of the twelve months side by side."""
    return table(
        (first, SAY.text("Quarter"), SAY.text("12 months")),
        [(name, *(SAY.number(one.get(of, 0)) for one in found)) for of, name in names.items()],
        (None, 21 * mm, 24 * mm),
        numbers=(1, 2),
    )


def kinds(report: Report) -> Iterator[Flowable]:
    """What staff found out."""
    drawn = report.quarter
    picture = bars.kinds(drawn)
    if picture is None:
        return
    yield figure(picture, _SMALLER, SAY.text("Kinds of gap"))
    deficits = [one for one in drawn.table.largest if one.kind is Kind.MISSING]
    if not deficits:
        yield paragraph(
            SAY.text("No deficit was found in it: nobody checked yet, or nothing is missing.")
        )
        return
    yield told(
        SAY.text(
            "Deficits: checked by staff, and really missing. Missing here: what nobody checked yet."
        ),
        table(
            (SAY.text("Topic"), SAY.text("Age"), SAY.text("Cases")),
            [_gap(drawn, one)[:3] for one in deficits],
            (None, 60 * mm, 20 * mm),
            numbers=(2,),
        ),
    )


def gaps(report: Report) -> Iterator[Flowable]:
    """Where demand of the quarter found nothing."""
    drawn, heading = report.quarter, SAY.text("What is missing")
    picture = heat(drawn)
    if picture is None:
        yield Heading(heading)
        yield paragraph(SAY.text("In these months nobody missed anything, or too few to be told."))
        return
    yield figure(picture, heading=heading)
    named = [one for one in drawn.table.largest if one.row and one.column]
    yield told(
        SAY.text(
            "The largest gaps of the quarter. Offers are those of our list: such that surely fit, "
            "and such that leave it open. Missing: gaps with too few cases to be told."
        ),
        table(
            (
                SAY.text("Topic"),
                SAY.text("Age"),
                SAY.text("Cases"),
                SAY.text("Offers, fitting"),
                SAY.text("Offers, open"),
                SAY.text("Kind of gap"),
            ),
            [_gap(drawn, one) for one in named[:LARGEST]],
            (None, 42 * mm, 14 * mm, 22 * mm, 22 * mm, 30 * mm),
            numbers=(2, 3, 4),
        ),
    )


def _gap(drawn: Drawn, cell: Cell) -> tuple[str, ...]:
    return (
        drawn.named(Dimension.TOPIC, cell.row),
        drawn.named(Dimension.AGE, cell.column),
        SAY.number(cell.demand.total),
        SAY.number(cell.supply.sure),
        SAY.number(cell.supply.unknown),
        naming.short_kind(SAY, cell.kind),
    )
