"""The two shapes of our pictures on the axes of a figure: fields with numbers, and bars of parts."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from bot.i18n import DEFAULT, say_in
from bot.report.picture import Bars, Heat

_SAY = say_in(DEFAULT)

LABEL = 44
"""Letters of a label's line."""

_SHADES, _HATCHES = ("0.4", "0.92"), ("", "////")
_DARKEST = 0.78
_PALE = 20
"""Less than that is never the darkest: few cases must not look like many."""
_WHITE_FROM = 0.5
"""Share of the darkest from which on letters are white."""
_LETTERS = 9.5
_PLAIN: Any = {"size": _LETTERS, "parse_math": False}
"""Names come from a town's data: a "$" in them is no formula."""
_SIZES, _SMALLEST, _LONG = {4: 8.5, 5: 7.2}, 6.2, 6
"""Points of a number that would be too wide for its field otherwise, by its letters."""
_PER_FIELD = 13
"""Letters of a column's heading in one line."""


def folded(label: str, letters: int = LABEL) -> str:
    return "\n".join(textwrap.wrap(label, letters, break_long_words=False))


def heat(axes: Axes, form: Heat) -> None:
    """Sums stand beside the fields, without a shade."""
    inner = [number for line in form.numbers[:-1] for number in line[:-1]]
    most = max(_PALE, *inner)
    for y, (numbers, marks) in enumerate(zip(form.numbers, form.marks, strict=True)):
        for x, (number, mark) in enumerate(zip(numbers, marks, strict=True)):
            is_sum = y == len(form.rows) - 1 or x == len(form.columns) - 1
            share = 0 if is_sum else number / most
            told = f"{_SAY.number(number)}{mark}" if number else ""
            axes.add_patch(_field(x, y, share))
            axes.text(
                x,
                y,
                told,
                ha="center",
                va="center",
                size=_SIZES.get(len(told), _LETTERS) if len(told) < _LONG else _SMALLEST,
                weight="bold" if is_sum else "normal",
                color="white" if share > _WHITE_FROM else "black",
            )
    axes.set_xlim(-0.5, len(form.columns) - 0.5)
    axes.set_ylim(len(form.rows) - 0.5, -0.5)
    headings = [folded(one, _PER_FIELD) for one in form.columns]
    axes.set_xticks(range(len(form.columns)), headings, **_PLAIN, rotation=90)
    axes.set_yticks(range(len(form.rows)), form.rows, **_PLAIN)
    axes.tick_params(length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
    axes.spines[:].set_visible(False)


def _field(x: float, y: float, share: float) -> Rectangle:
    shade = str(round(1 - _DARKEST * share, 3))
    return Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=shade, edgecolor="0.75", linewidth=0.5)


def bars(axes: Axes, form: Bars) -> None:
    """Parts stand on each other, or behind each other where the bars lie; the sum stands at the end."""
    places, ends = range(len(form.labels)), [0] * len(form.labels)
    most = max((sum(one) for one in zip(*(s.numbers for s in form.series), strict=True)), default=0)
    for at, series in enumerate(form.series):
        draw = partial(axes.bar, bottom=ends) if form.upright else partial(axes.barh, left=ends)
        drawn = draw(places, series.numbers, 0.72, label=series.name, linewidth=0.6)
        for one in drawn:
            one.set(facecolor=_SHADES[at % 2], edgecolor="0.15", hatch=_HATCHES[at % 2])
        ends = [end + more for end, more in zip(ends, series.numbers, strict=True)]
    for at in places:
        _number(axes, form, at, ends[at], most)
    _ticks(axes, form, most or 1)


def _number(axes: Axes, form: Bars, at: int, end: int, most: int) -> None:
    """As "23 + 4", or the sum where bars are upright."""
    parts = [_SAY.number(series.numbers[at]) for series in form.series]
    gap = (most or 1) * 0.015
    if form.upright:
        axes.text(at, end + gap, _SAY.number(end), ha="center", va="bottom", size=_LETTERS)
    else:
        axes.text(end + gap, at, " + ".join(parts), ha="left", va="center", size=_LETTERS)


def _ticks(axes: Axes, form: Bars, most: int) -> None:
    places = range(len(form.labels))
    labels = [folded(one) for one in form.labels]
    if form.upright:
        axes.set_xticks(places, labels, **_PLAIN)
        axes.set_ylim(0, most * 1.12)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.yaxis.set_major_formatter(lambda value, _: _SAY.number(value))
    else:
        axes.set_yticks(places, labels, **_PLAIN)
        axes.set_xlim(0, most * 1.18)
        axes.set_ylim(len(form.labels) - 0.4, -0.6)
        axes.set_xticks([])
    axes.spines[["top", "right"]].set_visible(False)
    if len(form.series) > 1:
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=2,
            frameon=False,
            fontsize=_LETTERS,
            borderaxespad=0.1,
        )
