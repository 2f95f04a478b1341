"""What people type when they are asked for an age."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.offers import AgeRange
from bot.guide.ages import OLDEST, is_meant_as_age, read_years


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("4", 4, 4),
        (" 4. ", 4, 4),
        ("0", 0, 0),
        ("4,5", 4.5, 4.5),
        ("4.5 Jahre", 4.5, 4.5),
        ("viereinhalb", 4.5, 4.5),
        ("Zwölfeinhalb", 12.5, 12.5),
        ("anderthalb", 1.5, 1.5),
        ("eineinhalb Jahre", 1.5, 1.5),
        ("4 1/2", 4.5, 4.5),
        ("vier", 4, 4),
        ("vier Jahre alt", 4, 4),
        ("er ist 4", 4, 4),
        ("Sie wird 6", 6, 6),
        ("mein Sohn ist 12", 12, 12),
        ("ich bin 67", 67, 67),
        ("67 Jahre", 67, 67),
        ("110", 110, 110),
        ("Klasse 7", 12, 13),
        ("7. Klasse", 12, 13),
        ("6 bis 8", 6, 8),
        ("6-8", 6, 8),
        ("6 bis 8 Jahre", 6, 8),
        ("18 Monate", 1.5, 1.5),
        ("four", 4, 4),
        ("grade 7", 12, 13),
        ("year 7", 12, 13),
        ("7 years", 7, 7),
        ("four and a half", 4.5, 4.5),
        ("two to three", 2, 3),
        ("sieben bis neun", 7, 9),
        ("siebzehn", 17, 17),
        ("siebzig", 70, 70),
        ("ich bin sechsundsechzig", 66, 66),
        ("Klasse fünf", 10, 11),
        ("ab 60", 60, None),
    ],
)
def test_an_age_is_read(typed: str, low: float, high: float | None) -> None:
    assert read_years(typed) == AgeRange(low, high)


@pytest.mark.parametrize(
    "typed",
    [
        "-3",
        "- 3",
        "−3",
        "minus drei",
        "200",
        "111",
        "999 Jahre",
        "8 bis 6",
        "1000000",
        "Klasse 0",
        "Klasse 15",
        "14. Klasse",
    ],
)
def test_what_nobody_is_is_meant_as_an_age_but_is_none(typed: str) -> None:
    assert read_years(typed) is None
    assert is_meant_as_age(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "schwimmkurs",
        "schwimmkurs 6 jahre",
        "fußball für 9-jährige",
        "mensch",
        "Klasse",
        "4 und so",
    ],
)
def test_anything_else_is_a_question(typed: str) -> None:
    assert read_years(typed) is None
    assert not is_meant_as_age(typed)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_an_age_that_people_have_or_none(typed: str) -> None:
    found = read_years(typed)
    is_meant_as_age(typed)
    if found is not None:
        assert found.known
        assert all(0 <= end <= OLDEST + 1 for end in (found.low, found.high) if end is not None)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("0", AgeRange(0, 0)),
        ("0 Jahre", AgeRange(0, 0)),
        ("Baby", AgeRange(0, 1)),
        ("ein Baby", AgeRange(0, 1)),
        ("Säugling", AgeRange(0, 1)),
        ("Neugeborenes", AgeRange(0, 1)),
        ("unter einem Jahr", AgeRange(0, 1)),
        ("8 Monate", AgeRange(0.7, 0.7)),
        ("8 Monate alt", AgeRange(0.7, 0.7)),
        ("acht Monate", AgeRange(0.7, 0.7)),
        ("18 Monate", AgeRange(1.5, 1.5)),
        ("6 Wochen alt", AgeRange(0, 0)),
    ],
)
def test_the_youngest_have_an_age_too(text: str, ages: AgeRange) -> None:
    assert read_years(text) == ages


@pytest.mark.parametrize("text", ["Babyschwimmen", "Baby 2000", "Babysitter"])
def test_a_word_with_a_baby_in_it_is_no_age(text: str) -> None:
    assert read_years(text) is None
