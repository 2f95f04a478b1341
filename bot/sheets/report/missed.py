"""What people missed: by which way and when, where, and of which kind the gaps are."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from bot.gaps import naming
from bot.gaps.cases import SUPPORT, UNKNOWN
from bot.gaps.fives import Part
from bot.gaps.values import Cell, Dimension, Kind
from bot.report import bars
from bot.report.contents import Report
from bot.report.drawn import SAY, Drawn
from bot.report.heat import heat
from bot.sheets.pdf import Heading
from bot.sheets.report.flow import figure, paragraph, table
from bot.sheets.words import DECISIONS
from bot.wishes.wish import Source

LARGEST = 12
"""Gaps that are listed."""

_FIGURE = 19 * mm
_YEAR = 22 * mm


def ways(report: Report) -> Iterator[Flowable]:
    """How demand came in, month by month, and what wishes were answered."""
    quarter, year = report.quarter.released, report.year.released
    yield Heading(SAY.text("Wishes and questions"))
    yield paragraph(
        SAY.text(
            "Wishes by the way they came in, each counted once. Missing: the way of what was "
            "published before ways were told apart."
        )
    )
    told = [one.told(Part.WISHED, Dimension.WAY) for one in (quarter, year)]
    known = (*Source, SUPPORT, *((UNKNOWN,) if any(one.get(UNKNOWN) for one in told) else ()))
    yield table(
        _heads(SAY.text("Came by")),
        [
            (report.year.named(Dimension.WAY, way), *(SAY.number(one.get(way, 0)) for one in told))
            for way in known
        ],
        (None, _FIGURE, _YEAR),
        numbers=(1, 2),
    )
    yield paragraph(
        SAY.text(
            "Answers to wishes, by the latest answer of each. Missing: wishes that still wait for "
            "one."
        )
    )
    answers = [one.told(Part.ANSWERED) for one in (quarter, year)]
    yield table(
        _heads(SAY.text("Answer")),
        [
            (word, *(SAY.number(one.get(status, 0)) for one in answers))
            for status, word in DECISIONS.items()
        ],
        (None, _FIGURE, _YEAR),
        numbers=(1, 2),
    )
    if picture := bars.demand(report.year):
        yield figure(picture)


def _heads(first: str) -> tuple[str, str, str]:
    return first, SAY.text("Quarter"), SAY.text("12 months")


def gaps(report: Report) -> Iterator[Flowable]:
    """Where demand of the quarter found nothing."""
    drawn = report.quarter
    picture = heat(drawn)
    if picture is None:
        yield Heading(SAY.text("What is missing"))
        yield paragraph(SAY.text("In these months nobody missed anything, or too few to be told."))
        return
    yield figure(picture, heading=SAY.text("What is missing"))
    yield CondPageBreak(60 * mm)
    yield paragraph(
        SAY.text(
            "The largest gaps of the quarter. Offers are those of our list: such that surely fit, "
            "and such that leave it open. Missing: gaps with too few cases to be told."
        )
    )
    named = [one for one in drawn.table.largest if one.row and one.column]
    yield table(
        (
            SAY.text("Topic"),
            SAY.text("Age"),
            SAY.text("Cases"),
            SAY.text("Offers, fitting"),
            SAY.text("Offers, open"),
            SAY.text("Kind of gap"),
        ),
        [_gap(drawn, one) for one in named[:LARGEST]],
        (None, 40 * mm, 13 * mm, 21 * mm, 21 * mm, 32 * mm),
        numbers=(2, 3, 4),
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


def kinds(report: Report) -> Iterator[Flowable]:
    """What staff found out of them."""
    drawn = report.quarter
    picture = bars.kinds(drawn)
    if picture is None:
        return
    yield figure(picture, heading=SAY.text("Kinds of gap"))
    deficits = [one for one in drawn.table.largest if one.kind is Kind.MISSING]
    if not deficits:
        yield paragraph(
            SAY.text("No deficit was found in it: nobody checked yet, or nothing is missing.")
        )
        return
    yield paragraph(
        SAY.text(
            "Deficits: checked by staff, and really missing. Missing here: what nobody checked yet."
        )
    )
    yield table(
        (SAY.text("Topic"), SAY.text("Age"), SAY.text("Cases")),
        [_gap(drawn, one)[:3] for one in deficits],
        (None, 60 * mm, 20 * mm),
        numbers=(2,),
    )
