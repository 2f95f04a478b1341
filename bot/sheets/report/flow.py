"""What a report's pages are put together of: paragraphs, lists, tables, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, Spacer, Table, TableStyle

from bot.report.picture import Picture
from bot.sheets import pdf
from bot.sheets.charts import plain
from bot.sheets.pdf import Heading

_TEXT, _CELL = 9.5, 8.5


def paragraph(text: str, size: float = _TEXT, *, bold: bool = False) -> Paragraph:
    return Paragraph(escape(text), pdf.style(size, bold=bold, after=4))


def bullets(texts: Iterable[str]) -> Iterator[Paragraph]:
    plain_style = pdf.style(_TEXT, after=3)
    hanging = ParagraphStyle("hanging", plain_style, leftIndent=12, bulletIndent=2)
    for text in texts:
        yield Paragraph(escape(text), hanging, bulletText="•")


def note(text: str) -> Table:
    """In a box, so that nobody reads past it."""
    boxed = TableStyle(
        [
            ("BOX", (0, 0), (-1, -1), 0.8, colors.black),
            ("BACKGROUND", (0, 0), (-1, -1), colors.whitesmoke),
        ]
    )
    return Table(
        [[Paragraph(escape(text), pdf.style(_TEXT))]],
        [pdf.WIDTH],
        style=boxed,
        spaceBefore=4,
        spaceAfter=4,
    )


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float | None],
    numbers: Sequence[int] = (),
) -> Table:
    """Its head comes again on each page; one width may be None: what is left. `numbers` stand right."""
    cell, head = pdf.style(_CELL), pdf.style(_CELL, bold=True)
    to_right = {
        False: ParagraphStyle("right", cell, alignment=TA_RIGHT),
        True: ParagraphStyle("right head", head, alignment=TA_RIGHT),
    }

    def line(words: Sequence[str], *, first: bool) -> list[Paragraph]:
        usual = head if first else cell
        return [
            Paragraph(escape(word), to_right[first] if at in numbers else usual)
            for at, word in enumerate(words)
        ]

    left = pdf.WIDTH - sum(width or 0 for width in widths)
    drawn = TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, colors.grey),
            ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ]
    )
    return Table(
        [line(heads, first=True), *(line(row, first=False) for row in rows)],
        [left if width is None else width for width in widths],
        style=drawn,
        repeatRows=1,
        spaceBefore=4,
        spaceAfter=6,
    )


def told(text: str, figures: Table, heading: str = "") -> Flowable:
    """A table with what it counts above it, on one page if it fits."""
    above = [Heading(heading)] if heading else []
    return KeepTogether([*above, paragraph(text), figures])


def figure(picture: Picture, share: float = 1, heading: str = "") -> Flowable:
    """With its title above, and below it what it counts and shows; `share` of the page's width."""
    content, ratio = plain(picture)
    width = pdf.WIDTH * share
    small = pdf.style(8, after=1)
    return KeepTogether(
        [
            *([Heading(heading)] if heading else []),
            Paragraph(escape(picture.title), pdf.style(10.5, bold=True, before=6, after=1)),
            Paragraph(escape(picture.about), pdf.style(8.5, after=3)),
            Image(BytesIO(content), width, width * ratio, hAlign="LEFT"),
            *(Paragraph(escape(one), small) for one in (*picture.notes, picture.words)),
            Spacer(1, 8),
        ]
    )
