"""Pictures of figures, drawn: PNG, SVG or PDF; every number is written, nothing goes by colour."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from threading import Lock

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.report.picture import Bars, Heat, Picture
from bot.sheets import shapes

ENDINGS = (".png", ".svg", ".pdf")

_WIDTH, _DPI = 8.0, 150
"""Inches, and dots in each: 1,200 across."""
_LINE = 0.2
"""Inches of a line of text."""
_EDGE = 0.2

_drawing = Lock()
"""matplotlib's caches are made for one thread."""


@dataclass(frozen=True, slots=True)
class _Text:
    """How texts of a kind are set: points, letters that fit across, lines that each takes."""

    size: float
    letters: int
    height: float = 1
    weight: str = "normal"


_TITLE, _ABOUT, _NOTE = _Text(14, 62, 1.4, "bold"), _Text(9.5, 104, 1.1), _Text(8.5, 120)
_Lines = Sequence[tuple[str, _Text]]


@cache
def _set_up() -> None:
    """Texts stay texts; the same figures make the same file."""
    mpl.rcParams.update(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "bildungslotse",
            "pdf.fonttype": 42,
            "hatch.linewidth": 0.6,
            "font.family": "DejaVu Sans",
        }
    )


def draw(picture: Picture, ending: str) -> bytes:
    """A file of its own, with title, source and date. `ending` is one of ENDINGS."""
    head = [*_wrapped(picture.title, _TITLE), *_wrapped(picture.about, _ABOUT)]
    foot = [line for note in picture.notes for line in _wrapped(note, _NOTE)]
    with _drawing:
        _set_up()
        return _saved(_figure(picture, head, foot), picture.title, ending)


def plain(picture: Picture) -> tuple[bytes, float]:
    """A PNG for a page that says the rest in its own text, and its height by its width."""
    with _drawing:
        _set_up()
        figure = _figure(picture, (), ())
        return _saved(figure, picture.title, ".png"), figure.get_figheight() / _WIDTH


def _saved(figure: Figure, title: str, ending: str) -> bytes:
    file = BytesIO()
    FigureCanvasAgg(figure)
    stamp = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(ending, {})
    figure.savefig(
        file,
        format=ending.removeprefix("."),
        dpi=_DPI,
        metadata={"Title": title, **stamp},
    )
    return file.getvalue()


def _figure(picture: Picture, head: _Lines, foot: _Lines) -> Figure:
    form, above, below = picture.form, _height(head), _height(foot)
    body, top, bottom = _body(form)
    height = above + top + body + bottom + below
    figure = Figure((_WIDTH, height))
    left = _left(form)
    axes = figure.add_axes(
        (
            left / _WIDTH,
            (below + bottom) / height,
            (_WIDTH - left - _EDGE) / _WIDTH,
            body / height,
        )
    )
    if isinstance(form, Heat):
        shapes.heat(axes, form)
    else:
        shapes.bars(axes, form)
    _write(figure, head, height - _EDGE)
    _write(figure, foot, below)
    return figure


def _wrapped(text: str, kind: _Text) -> list[tuple[str, _Text]]:
    return [(line, kind) for line in textwrap.wrap(text, kind.letters)]


def _height(lines: _Lines) -> float:
    return sum(_LINE * kind.height for _, kind in lines) + (_EDGE if lines else 0)


def _write(figure: Figure, lines: _Lines, top: float) -> None:
    """Line below line, from so many inches above the bottom."""
    for line, kind in lines:
        place = _EDGE / _WIDTH, top / figure.get_figheight()
        figure.text(*place, line, size=kind.size, weight=kind.weight, va="top", parse_math=False)
        top -= _LINE * kind.height


def _body(form: Heat | Bars) -> tuple[float, float, float]:
    """Inches of the shape itself, above it and below it."""
    if isinstance(form, Heat):
        return 0.3 * len(form.rows), 1.2, 0.15
    if form.upright:
        return 3.2, 0.4, 0.4
    lines = max((shapes.folded(one).count("\n") for one in form.labels), default=0) + 1
    legend = 0.4 if len(form.series) > 1 else 0.15
    return (0.2 + 0.18 * lines) * len(form.labels), legend, 0.15


def _left(form: Heat | Bars) -> float:
    """Inches for the labels beside it."""
    if isinstance(form, Bars) and form.upright:
        return 0.6
    labels = form.rows if isinstance(form, Heat) else map(shapes.folded, form.labels)
    longest = max((len(line) for label in labels for line in label.split("\n")), default=0)
    return _EDGE + 0.1 + 0.082 * longest
