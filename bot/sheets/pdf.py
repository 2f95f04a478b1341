"""Pages of paper: A4, with letters of every alphabet our town writes, and numbers at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from bot.i18n import DEFAULT, say_in

MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
"""Of what is printed, in points."""

PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"

_SAY = say_in(DEFAULT)
_FOOT = 8.0
_PADDING = 6
"""Points that a frame keeps around what stands in it."""


@cache
def _fonts() -> None:
    """Known to reportlab by name from now on; the files come with matplotlib."""
    import matplotlib as mpl

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def style(
    size: float, *, bold: bool = False, before: float = 0, after: float = 0
) -> ParagraphStyle:
    """Letters of `size` points; `before` and `after` are the room around, in points."""
    _fonts()
    return ParagraphStyle(
        f"{size}{bold}{before}{after}",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.35,
        spaceBefore=before,
        spaceAfter=after,
        alignment=TA_LEFT,
    )


class Heading(Paragraph):
    """Stands in the list of bookmarks too, and keeps what follows it on its page."""

    def __init__(self, text: str, size: float = 13) -> None:
        super().__init__(escape(text), style(size, bold=True, before=10, after=4))
        self.keepWithNext = True
        self.bookmark = text

    def draw(self) -> None:
        super().draw()
        canvas = self.canv
        canvas.headings.append((self.bookmark, canvas.absolutePosition(0, self.height)[1]))  # type: ignore[attr-defined]


def document(title: str, author: str, foot: str, story: Sequence[Flowable]) -> bytes:
    """The pages, in German; `foot` stands below each, beside its number."""
    _fonts()
    file = BytesIO()
    template = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN - _PADDING,
        rightMargin=MARGIN - _PADDING,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 6 * mm,
        title=title,
        author=author,
        lang="de-DE",
    )

    class Numbered(Canvas):
        """Its pages wait until it is known how many there are."""

        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)  # type: ignore[arg-type]
            self._waiting: list[dict[str, object]] = []
            self.headings: list[tuple[str, float]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._waiting.append(dict(self.__dict__))
            self.headings = []
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for number, page in enumerate(self._waiting, 1):
                self.__dict__.update(page)
                self.setFont(PLAIN, _FOOT)
                self.drawString(MARGIN, MARGIN, foot)
                counted = _SAY.text("Page {number} of {all}", number=number, all=len(self._waiting))
                self.drawRightString(A4[0] - MARGIN, MARGIN, counted)
                for text, top in self.headings:
                    self.bookmarkHorizontal(text, 0, top)
                    self.addOutlineEntry(text, text)
                super().showPage()
            super().save()

    template.build(list(story), canvasmaker=Numbered)
    return file.getvalue()
