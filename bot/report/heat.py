"""Topics by ages as a picture: where the most was missed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.gaps.values import Cell, Dimension, GapTable, Kind
from bot.report.drawn import SAY, Drawn
from bot.report.picture import Heat, Picture

FIRST = 3
"""As many are named in words."""


def heat(drawn: Drawn) -> Picture | None:
    """The most wanted topic first; None where nothing was asked for."""
    table = drawn.table
    if not table.total.demand.total:
        return None
    return Picture(
        SAY.text("topics-ages"),
        _title(drawn, table),
        SAY.text("Demand without a fitting offer by topic and age, {period}", period=drawn.period),
        (
            SAY.text(
                "Not recorded does not mean: does not exist. Empty field: no case, or too few to "
                "be told."
            ),
            SAY.text("○ no offer in our list surely fits   ● checked: really missing (deficit)"),
            drawn.source(table.total.demand.total),
        ),
        SAY.text(
            "Topics by age, each field with its number; the darker, the more cases. The most: {most}.",
            most="; ".join(worded(drawn, one) for one in table.largest[:FIRST]),
        ),
        _form(drawn, table),
    )


def worded(drawn: Drawn, cell: Cell) -> str:
    """As "Sport und Bewegung, 6–9 Jahre: 25"."""
    topic = drawn.named(Dimension.TOPIC, cell.row)
    age = drawn.named(Dimension.AGE, cell.column)
    return f"{topic}, {age}: {SAY.number(cell.demand.total)}"


def _title(drawn: Drawn, table: GapTable) -> str:
    named = [one for one in table.largest if one.row and one.column]
    if not named:
        return SAY.text("What was missed has mostly no topic or age.")
    alike = [one for one in named if one.demand.total == named[0].demand.total]
    if len(alike) <= FIRST:
        what = "; ".join(worded(drawn, one) for one in alike)
        return SAY.text("What was missed most: {what} cases.", what=what)
    topic = max((one for one in table.rows if one.value), key=lambda one: one.demand.total)
    return SAY.text(
        "What was missed most: {topic}, {number} cases over all ages.",
        topic=drawn.named(Dimension.TOPIC, topic.value),
        number=SAY.number(topic.demand.total),
    )


def _form(drawn: Drawn, table: GapTable) -> Heat:
    asked = [one for one in table.rows if one.demand.total]
    rows = sorted(asked, key=lambda one: (not one.value, -one.demand.total))
    columns = [one for one in table.columns if one.demand.total]
    lines = [[table.by_place[row.value, one.value] for one in columns] for row in rows]
    every, whole = SAY.text("all"), table.total.demand.total
    sums = [row.demand.total for row in rows]
    return Heat(
        [*(drawn.named(Dimension.TOPIC, one.value) for one in rows), every],
        [*(drawn.named(Dimension.AGE, one.value) for one in columns), every],
        [
            *([*_numbers(line), more] for line, more in zip(lines, sums, strict=True)),
            [*(one.demand.total for one in columns), whole],
        ],
        [*([*map(_mark, line), ""] for line in lines), [""] * (len(columns) + 1)],
    )


def _numbers(line: Sequence[Cell]) -> list[int]:
    return [one.demand.total for one in line]


def _mark(cell: Cell) -> str:
    if not cell.demand.total:
        return ""
    if cell.kind is Kind.MISSING:
        return "●"
    return "" if cell.supply.sure else "○"
