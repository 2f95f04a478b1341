"""When a member is reminded: of every meeting, fewer times or others."""

from __future__ import annotations

import pytest

from tests.circle import Circle
from tests.house import Rig


@pytest.fixture
def circle(rig: Rig) -> Circle:
    circle = Circle(rig)
    circle.enters(circle.anna)
    circle.plans("2026-12-08 18:00")
    circle.anna.says("/termine")
    circle.anna.says("Erinnerungen")
    return circle


def due(circle: Circle) -> list[str]:
    rows = circle.rig.dump()["outbox"]
    return sorted(
        key.rpartition(":" + str(circle.anna.person.id) + ":")[2]
        for row in rows
        if "planned" in row
        for key in row
        if isinstance(key, str) and key.startswith("meeting:")
    )


def test_one_is_switched_off_and_on_again(circle: Circle) -> None:
    assert due(circle) == ["1d@17:00", "2h", "7d@17:00"]
    card = circle.anna.presses("✓ 7 Tage vorher um 17:00 Uhr")
    assert "7 Tage vorher um 17:00 Uhr" in card.labels
    assert due(circle) == ["1d@17:00", "2h"]

    circle.anna.says("7 Tage vorher um 17:00 Uhr")
    assert due(circle) == ["1d@17:00", "2h", "7d@17:00"]


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("3 Tage vorher um 18 Uhr", "3d@18:00"),
        ("4 Stunden vorher", "4h"),
        ("am Abend davor um 19:30", "1d@19:30"),
        ("eine Woche vorher", "7d@17:00"),
        ("am selben Tag um 9 Uhr", "0d@09:00"),
    ],
)
def test_other_times_are_written(circle: Circle, said: str, entry: str) -> None:
    circle.anna.says(said)

    assert entry in due(circle)


def test_one_of_ones_own_goes_by_a_tap(circle: Circle) -> None:
    circle.anna.says("3 Tage vorher um 18 Uhr")
    circle.anna.says("4 Stunden vorher")
    circle.anna.presses("✓ 3 Tage vorher um 18:00 Uhr")
    circle.anna.says("4 Stunden vorher")

    assert due(circle) == ["1d@17:00", "2h", "7d@17:00"]


def test_as_usual_brings_all_back(circle: Circle) -> None:
    for label in ("✓ 1 Tag vorher um 17:00 Uhr", "✓ 2 Stunden vorher"):
        circle.anna.presses(label)
    assert due(circle) == ["7d@17:00"]
    assert "Zurzeit wie üblich" in circle.anna.says("Wie üblich").text
    assert due(circle) == ["1d@17:00", "2h", "7d@17:00"]


def test_who_wants_none_gets_none(circle: Circle) -> None:
    for label in ("✓ 7 Tage vorher um 17:00 Uhr", "✓ 1 Tag vorher um 17:00 Uhr"):
        circle.anna.presses(label)
    assert "gar nicht" in circle.anna.presses("✓ 2 Stunden vorher").text
    assert due(circle) == []


def test_what_is_no_time_is_asked_again_and_a_question_is_answered(circle: Circle) -> None:
    assert "ist keine Erinnerung" in circle.anna.says("irgendwann davor").text
    assert "Das passt zu Ihrer Frage" in circle.anna.says("Schwimmkurs für Kinder").text
    assert due(circle) == ["1d@17:00", "2h", "7d@17:00"]


@pytest.mark.parametrize(
    "code", ["v:r:", "v:r:z1", "v:r:a", "v:r:a7", "v:r:🙂", "v:r:u:u", "v:r:x99d-9999", "v:r:x0h"]
)
def test_a_button_that_somebody_made_up_does_no_harm(circle: Circle, code: str) -> None:
    shown = circle.anna.person.last

    assert circle.anna.does(circle.anna.person.forges(code, shown)).text
