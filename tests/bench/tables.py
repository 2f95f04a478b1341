"""Figures as a table that reads well in a terminal and in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

Rows = Sequence[Sequence[str]]


def table(head: Sequence[str], rows: Rows) -> str:
    """The first column to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = [_rule(at, width) for at, width in enumerate(widths)]
    lines = (_line(head, widths), f"|{'|'.join(rule)}|", *(_line(row, widths) for row in rows))
    return "\n".join(lines)


def _rule(at: int, width: int) -> str:
    return "-" * (width + 2) if at == 0 else "-" * (width + 1) + ":"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"


def p95(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def times(value: float, unit: float) -> str:
    """How often `unit` goes into `value`."""
    return f"{value / unit:,.1f} ×" if unit else "–"
