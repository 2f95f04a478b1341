"""The list that those who come to a meeting sign, on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from bot.groups.answers import Place
from bot.i18n import DEFAULT, say_in
from bot.sheets import pdf
from bot.storage.attendance import Coming
from bot.storage.memberships import Member

_SAY = say_in(DEFAULT)

_EMPTY = 6
"""Lines for those whom nobody expected, at least."""
_FEWEST = 14
"""Lines in all, at least: about a page."""
_WIDTHS = (12 * mm, 56 * mm, 58 * mm)
_AIR = 9.0
"""Points above and below the words of a line, so that a signature has room."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. `when` and `where` are written out; `office` keeps the list."""

    office: str
    name: str
    group: str
    when: str
    where: Sequence[str]
    agenda: Sequence[str]
    places: Sequence[Place]
    printed: date


def attendance(sheet: Sheet) -> bytes:
    """The list as PDF. Whoever said no has no line."""
    foot = _SAY.text(
        "Only for the files of: {office}. Printed on {day}.",
        office=sheet.office,
        day=_SAY.day(sheet.printed),
    )
    title = _SAY.text("List of attendance: {name}", name=sheet.name)
    return pdf.document(title, sheet.office, foot, list(_story(sheet)))


def _story(sheet: Sheet) -> Iterator[Flowable]:
    yield Paragraph(escape(_SAY.text("List of attendance")), pdf.style(10, after=2))
    yield Paragraph(escape(sheet.name), pdf.style(18, bold=True, after=6))
    group = _SAY.text("Working group: {group}", group=sheet.group)
    for line in (group, sheet.when, *sheet.where):
        yield Paragraph(escape(line), pdf.style(10.5, after=1))
    if sheet.agenda:
        yield Spacer(1, 4 * mm)
        yield Paragraph(escape(_SAY.text("Agenda")), pdf.style(10.5, bold=True, after=2))
        for number, item in enumerate(sheet.agenda, 1):
            yield Paragraph(f"{number}. {escape(item)}", pdf.style(10.5, after=1))
    yield Spacer(1, 6 * mm)
    yield _table([one for one in sheet.places if one.coming is not Coming.NO])


def _table(expected: Sequence[Place]) -> Table:
    cell, head = pdf.style(9.5), pdf.style(9.5, bold=True)
    heads = (
        _SAY.text("No."),
        _SAY.text("Name"),
        _SAY.text("Organisation, role"),
        _SAY.text("Signature"),
    )
    rows = [[Paragraph(escape(word), head) for word in heads]]
    more = max(_EMPTY, _FEWEST - len(expected))
    known = [(one.name, _about(one.member)) for one in expected]
    for number, words in enumerate([*known, *[("", "")] * more], 1):
        name, about = (Paragraph(escape(word), cell) for word in words)
        rows.append([Paragraph(str(number), cell), name, about, ""])  # type: ignore[list-item]
    widths = [*_WIDTHS, pdf.WIDTH - sum(_WIDTHS)]
    drawn = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
            ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 1), (-1, -1), _AIR),
            ("BOTTOMPADDING", (0, 1), (-1, -1), _AIR),
        ]
    )
    return Table(rows, widths, style=drawn, repeatRows=1)


def _about(member: Member) -> str:
    return ", ".join(filter(None, (member.organisation, member.role)))
