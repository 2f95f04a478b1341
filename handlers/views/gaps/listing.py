"""The largest gaps as a list for a phone, and what narrows it."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from bot.gaps import naming
from bot.gaps.values import Cell, Demand, Dimension, GapTable, Kind, Supply
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.gaps import Target
from handlers.views import buttons, pictures
from handlers.views.gaps import codes
from handlers.views.gaps.codes import ACROSS, CELL, NARROW, USUAL, Narrow
from handlers.views.scene import Scene

SIZE = 5
"""Gaps that a phone shows at once."""


def page(scene: Scene, table: GapTable, narrow: Narrow, offset: int) -> Message:
    """The most wanted first."""
    say, largest = scene.say, table.largest
    offset = offset if 0 <= offset < len(largest) else 0
    shown = largest[offset : offset + SIZE]
    paragraphs = [_head(scene, table, narrow, offset, len(shown))]
    paragraphs += [_entry(scene, table, cell) for cell in shown]
    if not shown:
        paragraphs.append(say.html("Nobody missed anything here."))
    rows: list[Row] = []
    if narrow.across == USUAL:
        rows += [(_open(scene, cell),) for cell in shown]
    code = codes.page(narrow, 0).removesuffix("0") + "{offset}"
    if turning := buttons.pages(say, offset, SIZE, len(largest), code):
        rows.append(turning)
    rows.append((Button(say.text("Narrow the list"), codes.screen(NARROW, narrow)),))
    rows.append((Button(say.text("Tell apart differently"), codes.screen(ACROSS, narrow)),))
    if narrow == Narrow():
        rows.append((pictures.button(say),))
    else:
        rows.append((Button(say.text("Show everything"), codes.page(Narrow())),))
    return Message(Markup("\n\n").join(paragraphs), tuple(rows))


def choose(scene: Scene, narrow: Narrow) -> Message:
    """Narrow to an area, or to an age band; each button leads to the list."""
    say, town = scene.say, scene.catalogue.town
    areas = [
        _list(say.name(one.names), replace(narrow, area=at, topic=None), on=narrow.area == at)
        for at, one in enumerate(town.areas, 1)
    ]
    ages = [
        _list(say.name(one.names), replace(narrow, age=at), on=narrow.age == at)
        for at, one in enumerate(town.bands, 1)
    ]
    everything = replace(narrow, area=None, topic=None, age=None)
    text = say.html("<b>Narrow the list</b>\nTo an area, or to an age.") + "\n\n"
    text += say.html("To type: <i>/gaps sport</i>, <i>/gaps music 6 years</i>")
    show = Button(say.text("All areas and ages"), codes.page(everything))
    return Message(text, (*((one,) for one in areas), *buttons.two_a_row(ages), (show,)))


def across(scene: Scene, narrow: Narrow) -> Message:
    """By which two things the list tells demand apart."""
    say = scene.say
    first = [
        _list(naming.dimension(say, one), _with(narrow, one, 0), on=narrow.across[0] is one)
        for one in (Dimension.TOPIC, Dimension.AREA)
    ]
    second = [
        _list(naming.dimension(say, one), _with(narrow, one, 1), on=narrow.across[1] is one)
        for one in Dimension
        if one not in {Dimension.TOPIC, Dimension.AREA}
    ]
    text = say.html("<b>Tell apart differently</b>\nFirst by topic or area, then by what?")
    return Message(text, (*buttons.two_a_row(first), *buttons.two_a_row(second)))


def _with(narrow: Narrow, one: Dimension, place: int) -> Narrow:
    first, second = narrow.across
    return replace(narrow, across=(one, second) if place == 0 else (first, one))


def called(scene: Scene, across: tuple[Dimension, Dimension], row: str, column: str) -> str:
    """As "Sport und Bewegung, 6–9 Jahre"."""
    say, town = scene.say, scene.catalogue.town
    names = (
        naming.value(say, town, of, one) for of, one in zip(across, (row, column), strict=True)
    )
    return ", ".join(names)


def demand(say: Say, told: Demand) -> str:
    """As "2 Wünsche, 3 Fragen"; what there is none of is left out."""
    parts = (
        say.plural("{number} wish", "{number} wishes", told.wishes) if told.wishes else "",
        say.plural("{number} “Me too”", "{number} “Me too”", told.supports)
        if told.supports
        else "",
        say.plural("{number} question", "{number} questions", told.questions)
        if told.questions
        else "",
    )
    return ", ".join(one for one in parts if one)


def supply(say: Say, told: Supply) -> str:
    if not told.total:
        return say.text("no offer in our list")
    sure = say.plural("{number} offer fits", "{number} offers fit", told.sure)
    left = say.plural("{number} leaves it open", "{number} leave it open", told.unknown)
    return ", ".join(one for one, number in ((sure, told.sure), (left, told.unknown)) if number)


def _head(scene: Scene, table: GapTable, narrow: Narrow, offset: int, shown: int) -> Markup:
    say = scene.say
    lines = [say.html("<b>Gaps</b>, since {day}", day=say.day(table.since))]
    if told := _narrowed(scene, narrow):
        lines.append(say.html("Only: {what}", what=told))
    if shown:
        lines.append(
            say.html(
                "{first}–{last} of {total}, the most wanted first. Not in our list does not mean: "
                "does not exist.",
                first=offset + 1,
                last=offset + shown,
                total=say.number(len(table.largest)),
            )
        )
    return Markup("\n").join(lines)


def _narrowed(scene: Scene, narrow: Narrow) -> str:
    say, town = scene.say, scene.catalogue.town
    only = narrow.only(town).items()
    return ", ".join(naming.value(say, town, of, one) for of, one in only)


def _entry(scene: Scene, table: GapTable, cell: Cell) -> Markup:
    say = scene.say
    lines = [
        say.html("<b>{what}</b>", what=called(scene, table.across, cell.row, cell.column)),
        Markup.escape(
            say.plural(
                "{number} case: {what}",
                "{number} cases: {what}",
                cell.demand.total,
                what=demand(say, cell.demand),
            )
        ),
        Markup.escape("; ".join((supply(say, cell.supply), _kinds(say, cell)))),
    ]
    return Markup("\n").join(lines)


def _kinds(say: Say, cell: Cell) -> str:
    """One kind by its name; of several how many cases each has."""
    if len(cell.kinds) == 1:
        return naming.short_kind(say, next(iter(cell.kinds)))
    told = ((naming.short_kind(say, one), cell.kinds.get(one, 0)) for one in Kind)
    return ", ".join(f"{name}: {number}" for name, number in told if number)


def _open(scene: Scene, cell: Cell) -> Button:
    target = Target(cell.row, cell.column)
    label = shorten(called(scene, USUAL, cell.row, cell.column))
    return Button(label, codes.of_target(scene.catalogue.town, CELL, target))


def _list(name: str, narrow: Narrow, *, on: bool) -> Button:
    return Button(shorten(f"✓ {name}" if on else name), codes.page(narrow))
