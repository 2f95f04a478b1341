"""Sheets → XLSX, row by row, so that memory does not grow with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from math import ceil
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.catalogue.text import prose
from bot.sheets.sheet import Cell, Column, Kind, Sheet

_HARMLESS = {
    "constant_memory": True,
    # Texts stay texts, whatever they begin with.
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_A4 = 9
_HEAD_HEIGHT = 32
_LINE_HEIGHT = 15
"""Both in points."""

_WIDER = 1.1
"""Words break before the last letter that a line has room for."""

_HEAD = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E79",
    "text_wrap": True,
    "valign": "vcenter",
}
_HEAD_TO_FILL_IN = {"font_color": "#000000", "bg_color": "#F2C94C"}
_TO_FILL_IN = {"bg_color": "#FFF7D6", "border_color": "#D9C97A"}
_CELL = {"valign": "top", "align": "left", "border": 1, "border_color": "#D9D9D9"}
_LOOKS: dict[Kind, dict[str, object]] = {
    # The mark that Excel itself sets for an apostrophe: also when edited, it becomes no formula.
    Kind.TEXT: {"text_wrap": True, "num_format": "@", "quote_prefix": True},
    Kind.NUMBER: {"num_format": "General"},
    Kind.DAY: {"num_format": "dd.mm.yyyy"},
}


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> int:
    """How many rows the first has."""
    with path.open("wb") as file, Workbook(file, _HARMLESS) as book:
        rows = [_write(book, sheet) for sheet in sheets]
    return rows[0]


def _write(book: Workbook, sheet: Sheet) -> int:
    page = book.add_worksheet(sheet.title)
    _prepare(book, page, sheet)
    looks = [book.add_format(_look(column)) for column in sheet.columns]
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        page.set_row(last, _LINE_HEIGHT * _lines(sheet.columns, row))
        for place, (cell, look) in enumerate(zip(row, looks, strict=True)):
            _write_cell(page, last, place, cell, look)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    for place, column in enumerate(sheet.columns):
        if last and column.choices:
            page.data_validation(1, place, last, place, _offered(column))
    return last


def _prepare(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    """The header and what else stays in sight, also when it is printed."""
    page.freeze_panes(1, sheet.in_sight)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(2 if sheet.in_sight else 1, 0)
    page.repeat_rows(0)
    if sheet.in_sight:
        page.repeat_columns(0, sheet.in_sight - 1)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&R&P / &N")
    page.set_row(0, _HEAD_HEIGHT)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, None, {"hidden": column.hidden})
        look = book.add_format({**_HEAD, **(_HEAD_TO_FILL_IN if column.to_fill_in else {})})
        page.write_string(0, place, column.heading, look)


def _lines(columns: Sequence[Column], row: Sequence[Cell]) -> int:
    """As many as the longest text needs, roughly: not every program works that out by itself."""
    return max(
        sum(max(1, ceil(len(part) * _WIDER / column.width)) for part in cell.splitlines() or [""])
        if isinstance(cell, str)
        else 1
        for column, cell in zip(columns, row, strict=True)
        if not column.hidden
    )


def _look(column: Column) -> dict[str, object]:
    return {**_CELL, **_LOOKS[column.kind], **(_TO_FILL_IN if column.to_fill_in else {})}


def _offered(column: Column) -> dict[str, object]:
    """Offered, not enforced: what else somebody writes is named when the file is read."""
    choices = column.choices
    source = choices if isinstance(choices, str) else list(choices)
    return {"validate": "list", "source": source, "show_error": False}


def _write_cell(page: Worksheet, row: int, place: int, cell: Cell, look: Format) -> None:
    match cell:
        case None | "":
            page.write_blank(row, place, None, look)
        case str():
            page.write_string(row, place, prose(cell), look)
        case date():
            page.write_datetime(row, place, datetime.combine(cell, time()), look)
        case _:
            page.write_number(row, place, cell, look)
