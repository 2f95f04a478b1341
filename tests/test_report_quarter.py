"""Quarters as they are written, and which of their months are over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gaps.period import Period
from bot.report.quarter import Quarter, read, year_to


@pytest.mark.parametrize(
    ("said", "quarter"),
    [
        ("2026-4", Quarter(2026, 4)),
        (" 2026-1 ", Quarter(2026, 1)),
        ("2026-5", None),
        ("2026-0", None),
        ("2026", None),
        ("4-2026", None),
        ("2026-4-1", None),
        ("0000-1", None),
        ("9999-4", None),
        ("٢٠٢٦-4", None),
        ("", None),
    ],
)
def test_a_quarter_is_a_year_and_a_number(said: str, quarter: Quarter | None) -> None:
    assert read(said) == quarter


@given(st.text(max_size=12))
def test_other_words_are_no_quarter_and_no_error(said: str) -> None:
    found = read(said)
    assert found is None or said.strip() == f"{found.year:04}-{found.number}"


@pytest.mark.parametrize(
    ("today", "over"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), Period(date(2026, 10, 1), date(2026, 11, 1))),
        (date(2026, 12, 31), Period(date(2026, 10, 1), date(2026, 12, 1))),
        (date(2027, 1, 1), Period(date(2026, 10, 1), date(2027, 1, 1))),
        (date(2030, 5, 5), Period(date(2026, 10, 1), date(2027, 1, 1))),
    ],
)
def test_only_months_that_are_over_are_told(today: date, over: Period | None) -> None:
    assert Quarter(2026, 4).over(today) == over


def test_twelve_months_end_with_the_last_one_that_is_told() -> None:
    assert year_to(date(2026, 11, 1)) == Period(date(2025, 11, 1), date(2026, 11, 1))
