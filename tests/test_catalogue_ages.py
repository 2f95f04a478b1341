"""Who is old enough, and who is too old: the rule of AgeRange as a truth table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.offers import AgeRange, Fit

FITS, UNKNOWN, DIFFERS = Fit.FITS, Fit.UNKNOWN, Fit.DIFFERS

ANYBODY = AgeRange()
SIX_TO_TEN = AgeRange(6, 10)
FROM_SIX = AgeRange(low=6)
UP_TO_TEN = AgeRange(high=10)
ONLY_SIX = AgeRange(6, 6)
TODDLERS = AgeRange(0.5, 2.5)


def aged(years: float) -> AgeRange:
    return AgeRange(years, years)


@pytest.mark.parametrize(
    ("offered", "person", "answer"),
    [
        # Nothing is said about ages: unknown is not no.
        (ANYBODY, aged(6), UNKNOWN),
        (ANYBODY, ANYBODY, UNKNOWN),
        # Both ends belong to the range.
        (SIX_TO_TEN, aged(6), FITS),
        (SIX_TO_TEN, aged(10), FITS),
        (SIX_TO_TEN, aged(5), DIFFERS),
        (SIX_TO_TEN, aged(11), DIFFERS),
        # An end stands for the whole year of life.
        (SIX_TO_TEN, aged(10.9), FITS),
        (SIX_TO_TEN, aged(5.9), DIFFERS),
        (ONLY_SIX, aged(6.5), FITS),
        (ONLY_SIX, aged(7), DIFFERS),
        # Decimal ends are meant exactly.
        (TODDLERS, aged(0.5), FITS),
        (TODDLERS, aged(0.4), DIFFERS),
        (TODDLERS, aged(2.4), FITS),
        (TODDLERS, aged(2.5), DIFFERS),
        # Open ends.
        (FROM_SIX, aged(99), FITS),
        (FROM_SIX, aged(5.99), DIFFERS),
        (UP_TO_TEN, aged(0), FITS),
        (UP_TO_TEN, aged(11), DIFFERS),
        # A person whose age is a range: a class, a stage of life.
        (SIX_TO_TEN, AgeRange(9, 12), FITS),
        (SIX_TO_TEN, AgeRange(3, 6), FITS),
        (SIX_TO_TEN, AgeRange(3, 5.9), DIFFERS),
        (SIX_TO_TEN, AgeRange(11, 12), DIFFERS),
        (SIX_TO_TEN, AgeRange(low=18), DIFFERS),
        (SIX_TO_TEN, AgeRange(high=5), DIFFERS),
        (SIX_TO_TEN, AgeRange(low=8), FITS),
        (SIX_TO_TEN, AgeRange(high=7), FITS),
        (FROM_SIX, AgeRange(low=18), FITS),
        (UP_TO_TEN, AgeRange(low=11), DIFFERS),
        # Nobody said how old: nothing differs.
        (SIX_TO_TEN, ANYBODY, FITS),
    ],
)
def test_an_age_fits_differs_or_is_unknown(
    offered: AgeRange, person: AgeRange, answer: Fit
) -> None:
    assert offered.fit(person) is answer


@pytest.mark.parametrize(
    ("ages", "known"),
    [(ANYBODY, False), (FROM_SIX, True), (UP_TO_TEN, True), (AgeRange(0, 0), True)],
)
def test_ages_are_known_when_one_end_is(ages: AgeRange, known: bool) -> None:
    assert ages.known is known


AGES = st.floats(0, 120)


@given(AGES, AGES, AGES)
def test_whoever_lies_between_the_ends_fits(one: float, two: float, three: float) -> None:
    low, middle, high = sorted((one, two, three))

    assert AgeRange(low, high).fit(aged(middle)) is FITS or middle == high


@given(AGES, AGES)
def test_a_wider_range_never_loses_anybody(low: float, person: float) -> None:
    narrow, wide = AgeRange(low=low), AgeRange(low=max(0, low - 1))

    if narrow.fit(aged(person)) is FITS:
        assert wide.fit(aged(person)) is FITS
