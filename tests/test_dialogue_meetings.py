"""Meetings as members and others meet them: dates, answers, calendars."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.circle import Circle
from tests.house import fresh, living


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    with living(fresh(tmp_path)) as rig:
        yield Circle(rig)


@pytest.mark.parametrize("said", ["/termine", "/meetings", "/dates", "Termine", "Meine Termine"])
def test_members_see_their_meetings(circle: Circle, said: str) -> None:
    circle.enters(circle.anna)
    circle.plans()

    text = circle.anna.says(said).text

    assert text.startswith("Ihre nächsten Termine")
    assert "1. Ziele\nLeitbild\nDienstag, 1. Dezember 2026, 18:00 bis 20:00 Uhr" in text
    assert "Kommen Sie?" in text


def test_others_see_the_public_dates_without_the_room_on_the_net(circle: Circle) -> None:
    circle.plans()

    text = circle.anna.says("/termine").text
    card = circle.anna.presses("1. Ziele")

    assert text.startswith("Die nächsten Termine der Arbeitsgruppen")
    assert "Zusagen" not in card.labels
    assert "Entwurf lesen" in card.text
    assert "meet.example" not in card.text
    assert "Zugesagt" not in card.text


def test_an_answer_changes_one_card(circle: Circle) -> None:
    circle.enters(circle.anna)
    circle.plans()
    circle.anna.says("/termine")
    card = circle.anna.presses("1. Ziele")
    assert "https://meet.example/leitbild" in card.text

    yes = circle.anna.presses("Zusagen")
    no = circle.anna.presses("Absagen")

    assert (yes.id, no.id) == (card.id, card.id)
    assert "Ihre Antwort: abgesagt" in no.text
    assert "✓ Absagen" in no.labels
    assert "Ihre Antwort: weiß noch nicht" in circle.anna.says("Weiß noch nicht").text
    [row] = circle.rig.dump()["attendance"]
    assert "unsure" in row


def test_a_single_meeting_is_answered_by_a_word(circle: Circle) -> None:
    circle.enters(circle.anna)
    circle.plans()

    assert "Ihre Antwort: zugesagt" in circle.anna.says("Ich komme").text
    assert "Ihre Antwort: abgesagt" in circle.anna.says("absagen").text


def test_of_two_meetings_it_is_asked_which(circle: Circle) -> None:
    circle.enters(circle.anna)
    circle.plans()
    circle.plans("2026-12-08 18:00")

    assert circle.anna.says("Zusagen").text.startswith("Ihre nächsten Termine")
    assert circle.rig.dump()["attendance"] == []


def test_who_has_no_meeting_is_not_misunderstood(circle: Circle) -> None:
    assert "Termine" not in circle.anna.says("vielleicht").text


def test_the_button_of_an_old_date_asks_again(circle: Circle) -> None:
    circle.enters(circle.anna)
    meeting = circle.plans()
    circle.anna.says("/termine")
    circle.anna.presses("1. Ziele")
    circle.moves(meeting, "2026-12-03 18:00")

    assert circle.anna.presses("Zusagen").text.startswith("Zeit oder Ort haben sich geändert.")
    assert circle.rig.dump()["attendance"] == []
    assert "zugesagt" in circle.anna.presses("Zusagen").text


def test_a_note_of_up_to_500_characters(circle: Circle) -> None:
    circle.enters(circle.anna)
    circle.plans()
    circle.anna.says("Zusagen")
    circle.anna.presses("Notiz dazu schreiben")

    assert "501 Zeichen" in circle.anna.says("x" * 501).text
    card = circle.anna.says("Ich komme erst um sieben.")

    assert "Ihre Notiz: Ich komme erst um sieben." in card.text
    assert "Ihre Antwort: zugesagt" in card.text


def test_only_staff_see_counts(circle: Circle) -> None:
    circle.enters(circle.anna)
    meeting = circle.plans()
    circle.anna.says("Zusagen")
    shown = circle.staff.says("/termine")
    card = circle.staff.does(circle.staff.person.forges(f"v:{meeting.id}", shown))

    assert "Zugesagt: 1 · abgesagt: 0 · weiß noch nicht: 0 · keine Antwort: 0" in card.text
    assert "Zugesagt: 1" not in circle.anna.person.last.text


def test_a_meeting_comes_as_a_calendar_file(circle: Circle) -> None:
    circle.enters(circle.anna)
    circle.plans()
    circle.anna.says("/termine")
    circle.anna.presses("1. Ziele")
    file = circle.anna.presses(_label(circle))

    assert "Ziele\nDienstag, 1. Dezember 2026, 18:00 bis 20:00 Uhr" in file.text


def _label(circle: Circle) -> str:
    return next(one for one in circle.anna.person.last.labels if "Kalender" in one)


@pytest.mark.parametrize(
    "code", ["v:", "v:x", "v:99", "v:99:y:1", "v:1:y", "v:1:y:🙂", "v:1:t", "v:99:c", "v:-1:n:1"]
)
def test_a_button_that_somebody_made_up_does_no_harm(circle: Circle, code: str) -> None:
    circle.plans()
    shown = circle.anna.says("/termine")

    assert circle.anna.does(circle.anna.person.forges(code, shown)).text
    assert circle.rig.dump()["attendance"] == []
