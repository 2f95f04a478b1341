"""Ages and school classes, as people type them."""

from __future__ import annotations

import pytest

from bot.catalogue.offers import AgeRange
from bot.matching.ages import of_class, read_age
from bot.matching.stems import fold


def _ages(text: str) -> AgeRange | None:
    read = read_age(fold(text))
    return read.ages if read else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("schwimmkurs für meine 6-jährige tochter", 6, 6),
        ("3 jährige", 3, 3),
        ("sechsjähriger junge", 6, 6),
        ("Kind 6 Jahre", 6, 6),
        ("tochter 5j", 5, 5),
        ("meine tochter wird 6", 6, 6),
        ("ich bin fast 15", 15, 15),
        ("Mein Sohn ist schon 4 und singt", 4, 4),
        ("mit 67 noch tanzen", 67, 67),
        ("Enkelin (8)", 8, 8),
        ("meine kinder sind 9 und 11", 9, 11),
        ("6 bis 10 Jahre", 6, 10),
        ("6-10 Jahre", 6, 10),
        ("baby 18 Monate", 1.5, 1.5),
        ("U18", None, 17),
        ("unter 12", None, 11),
        ("über 60", 60, None),
        ("60+", 60, None),
        ("ab 14", 14, None),
        ("5. klasse", 10, 11),
        ("klasse 5", 10, 11),
        ("Klassen 3 bis 4", 8, 10),
        ("2.Klasse", 7, 8),
        ("swimming for my son, he is 7", 7, 7),
        ("my daughter is 7 years old", 7, 7),
    ],
)
def test_an_age_is_read(text: str, low: float | None, high: float | None) -> None:
    assert _ages(text) == AgeRange(low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Schwimmkurs",
        "ab 18 Uhr",
        "ab 18:30",
        "unter 20 Euro",
        "mit 25 Personen",
        "500 km",
        "Abitur 2026",
        "200 Jahre Reformation",
        "12 bis 3 Jahre",
        "B2",
    ],
)
def test_other_numbers_are_no_age(text: str) -> None:
    assert _ages(text) is None


def test_a_class_is_two_years_of_age() -> None:
    assert of_class(1) == AgeRange(6, 7)
    assert of_class(10) == AgeRange(15, 16)


def test_the_place_of_an_age_is_told() -> None:
    read = read_age("kind 6 jahre tanzen")

    assert read is not None
    assert "kind 6 jahre tanzen"[read.start : read.end] == "6 jahre"
