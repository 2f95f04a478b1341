"""/termin as staff use it: plan, copy, move and call off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.problems import RefusedError
from bot.groups.plan import print_plan
from bot.groups.spoken import read_end, read_reminders, read_time, read_when
from tests.circle import Circle
from tests.house import fresh, living

MONDAY = date(2026, 11, 23)
BEGINS = datetime.fromisoformat("2026-12-01 22:00")


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    with living(fresh(tmp_path)) as rig:
        made = Circle(rig)
        made.enters(made.anna)
        yield made


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1.12. 18 Uhr", "2026-12-01 18:00"),
        ("1.12.2027, 18.30 Uhr", "2027-12-01 18:30"),
        ("1. Dezember um 18:15", "2026-12-01 18:15"),
        ("2026-12-01 18:00", "2026-12-01 18:00"),
        ("2026-12-01T18:00", "2026-12-01 18:00"),
        ("morgen 18:00", "2026-11-24 18:00"),
        ("übermorgen um 9", "2026-11-25 09:00"),
        ("Montag 17 Uhr", "2026-11-30 17:00"),
        ("am Dienstag, 18.30 Uhr", "2026-11-24 18:30"),
        ("3.1. 10 Uhr", "2027-01-03 10:00"),
    ],
)
def test_days_and_times_as_people_type_them(said: str, meant: str) -> None:
    assert read_when(said, MONDAY) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("said", ["", "bald", "18 Uhr", "31.2. 18 Uhr", "1.12.", "1.12. 25 Uhr"])
def test_what_is_no_time_is_refused(said: str) -> None:
    with pytest.raises(RefusedError):
        read_when(said, MONDAY)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1 Uhr", "2026-12-01 01:00"),
        ("bis 23.30 Uhr", "2026-12-01 23:30"),
        ("Dienstag 23 Uhr", "2026-12-01 23:00"),
        ("Mittwoch 1 Uhr", "2026-12-02 01:00"),
        ("am nächsten Tag um 1 Uhr", "2026-12-02 01:00"),
        ("tags darauf 9 Uhr", "2026-12-02 09:00"),
        ("next day 1:00", "2026-12-02 01:00"),
        ("3.1. 10 Uhr", "2027-01-03 10:00"),
        ("morgen 3 Uhr", "2026-11-24 03:00"),
        ("zwei Stunden", "2026-12-02 00:00"),
        ("2,5 Stunden", "2026-12-02 00:30"),
        ("1 Stunde und 30 Minuten", "2026-12-01 23:30"),
    ],
)
def test_the_end_of_a_meeting_as_people_type_it(said: str, meant: str) -> None:
    assert read_end(said, BEGINS, MONDAY) == datetime.fromisoformat(meant)


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("7d@17:00;1d@17:00;2h", "7d@17:00;1d@17:00;2h"),
        ("3 Tage vorher um 18 Uhr, 2 Stunden vorher", "3d@18:00;2h"),
        ("eine Woche vorher, um 9 Uhr; am Tag vorher", "7d@09:00;1d@17:00"),
        ("1 Tag und zwei Stunden vorher", "1d@17:00;2h"),
        ("the day before and 3 hours before", "1d@17:00;3h"),
        ("wie üblich", "7d@17:00;1d@17:00;2h"),
        ("gar nicht", ""),
    ],
)
def test_reminders_as_people_type_them(said: str, plan: str) -> None:
    assert print_plan(read_reminders(said)) == plan


@pytest.mark.parametrize("said", ["bald", "90h", "99 Tage vorher um 25 Uhr", "1d@17:00;bald"])
def test_what_is_no_reminder_is_refused(said: str) -> None:
    with pytest.raises(RefusedError):
        read_reminders(said)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    for read in (
        lambda: read_when(text, MONDAY),
        lambda: read_time(text),
        lambda: read_end(text, BEGINS, MONDAY),
        lambda: read_reminders(text),
    ):
        with suppress(RefusedError):
            assert read() is not None


def plan(circle: Circle, when: str = "1.12. 18 Uhr") -> None:
    staff = circle.staff
    for words in ("/termin", "Neuer Termin", "Leitbild", "Ziele", when, "20 Uhr"):
        staff.says(words)
    staff.says("Rathaus, Markt 1")
    staff.says("Entwurf lesen\nAbstimmen")


def test_a_meeting_is_planned_seen_and_sent_once(circle: Circle) -> None:
    plan(circle)
    preview = circle.staff.person.last
    assert "Ziele\nArbeitsgruppe: Leitbild\nDienstag, 1. Dezember 2026, 18:00 bis" in preview.text
    assert "• Entwurf lesen\n• Abstimmen\nErinnerungen: 7 Tage vorher um 17:00" in preview.text
    assert preview.text.endswith("1 Person bekommt Bescheid.")
    assert circle.rig.dump()["meeting"] == []

    assert circle.staff.presses("Einladen").text.startswith("Geplant.")
    token = circle.rig.dump()["group_draft"][0][0]
    circle.staff.does(circle.staff.person.forges(f"M:s:{token}", preview))
    assert len(circle.rig.dump()["meeting"]) == 1
    circle.send()
    assert circle.anna.person.last.text.startswith("Sie sind eingeladen.\n\nZiele")
    assert "Rathaus, Markt 1" in circle.anna.person.last.text


def test_a_draft_survives_a_restart(tmp_path: Path) -> None:
    url = fresh(tmp_path)
    with living(url) as rig:
        circle = Circle(rig)
        for words in ("/termin", "Neuer Termin", "Leitbild", "Ziele"):
            circle.staff.says(words)
    with living(url) as rig:
        staff = rig.citizen(name="Berta")

        assert "Wann endet es?" in staff.says("1.12. 18 Uhr").text


def test_what_is_no_time_is_asked_again(circle: Circle) -> None:
    for words in ("/termin", "Neuer Termin", "Leitbild", "Ziele"):
        circle.staff.says(words)

    text = circle.staff.says("irgendwann").text

    assert "irgendwann" in text
    assert "Wann beginnt es?" in text


def test_an_end_before_the_beginning_is_asked_again(circle: Circle) -> None:
    for words in ("/termin", "Neuer Termin", "Leitbild", "Ziele", "1.12. 18 Uhr"):
        circle.staff.says(words)

    assert "am nächsten Tag, Mittwoch, 2. Dezember 2026, 09:00" in circle.staff.says("9 Uhr").text
    text = circle.staff.says("30.11. 20 Uhr").text
    assert text.startswith("Das Ende liegt vor dem Beginn.")
    assert "Wo?" in circle.staff.says("20 Uhr").text


def test_a_time_that_never_is_is_asked_back(circle: Circle) -> None:
    for words in ("/termin", "Neuer Termin", "Leitbild", "Ziele"):
        circle.staff.says(words)

    assert "gibt es in der Nacht nicht" in circle.staff.says("28.3.2027 2:30").text
    assert "Wann endet es?" in circle.staff.says("03:30 Uhr").text
    for words in ("Weglassen", "Weglassen", "Weglassen"):
        circle.staff.says(words)
    assert "Sonntag, 28. März 2027, 03:30 Uhr" in circle.staff.person.last.text


def test_of_a_time_that_is_twice_it_is_asked_which(circle: Circle) -> None:
    for words in ("/termin", "Neuer Termin", "Leitbild", "Ziele"):
        circle.staff.says(words)

    assert "zweimal" in circle.staff.says("31.10.2027 2:30").text
    for words in ("Die zweite, Winterzeit", "Weglassen", "Weglassen", "Weglassen", "Einladen"):
        circle.staff.says(words)
    assert "2027-10-31 01:30" in str(
        [str(cell) for row in circle.rig.dump()["meeting"] for cell in row]
    )


def test_a_meeting_is_moved_copied_and_called_off(circle: Circle) -> None:
    staff = circle.staff
    plan(circle)
    staff.presses("Einladen")
    circle.send()
    staff.presses("Verlegen")
    staff.says("3.12. 18 Uhr")
    assert "1 Person bekommt Bescheid." in staff.says("20 Uhr").text
    assert staff.presses("Verlegen und Bescheid geben").text.startswith("Verlegt.")
    circle.send()
    assert "Bisher: Dienstag, 1. Dezember 2026" in circle.anna.person.last.text

    assert "absagen?\n1 Person bekommt Bescheid." in staff.presses("Treffen absagen").text
    assert staff.says("Ja, Treffen absagen").text.startswith("Alle, die kommen wollten")
    circle.send()
    assert circle.anna.person.last.text.startswith("Das Treffen fällt aus.")

    staff.presses("Kopieren")
    staff.says("10.12. 18 Uhr")
    staff.says("20 Uhr")
    assert staff.presses("Einladen").text.startswith("Geplant.")
    assert len(circle.rig.dump()["meeting"]) == 2


def test_who_comes_is_seen_by_staff_with_notes(circle: Circle) -> None:
    plan(circle)
    circle.staff.presses("Einladen")
    circle.anna.says("Zusagen")
    circle.anna.presses("Notiz dazu schreiben")
    circle.anna.says("mit Hund")

    text = circle.staff.presses("Wer kommt").text

    assert "1. ohne Organisation: zugesagt – mit Hund" in text
    assert "Anna" not in text


def test_the_minutes_are_linked(circle: Circle) -> None:
    plan(circle)
    circle.staff.presses("Einladen")
    circle.rig.hands.advance(days=30)
    past(circle)
    circle.staff.presses("Protokoll verlinken")
    assert "beginnt mit https://" in circle.staff.says("liegt im Schrank").text

    circle.staff.says("https://eisenach.example/protokoll.pdf")

    [told] = circle.send()
    assert told.html.startswith("<b>Das Protokoll ist da.</b>")
    assert "Protokoll: https://eisenach.example/protokoll.pdf" in told.html
    assert circle.send() == []


def past(circle: Circle) -> None:
    circle.staff.says("/termin")
    circle.staff.says("Vergangene Treffen")
    circle.staff.presses(circle.staff.person.last.labels[0])


@pytest.mark.parametrize(
    "code",
    [
        "M",
        "M:g:99",
        "M:e:x",
        "M:f:x:when",
        "M:s:x",
        "M:m:99",
        "M:X:1:9",
        "M:2:x:1",
        "M:?:?",
        "M:b:x:when",
        "M:N:x",
        "M:P:x:u",
        "M:t:99",
        "M:t:99:u",
        "M:t:1:z",
        "M:D:99",
        "M:I:99",
        "M:Z:99",
        "M:Z:🙂",
        "M:n:x",
        "M:g:1:x",
        "M:g:1:x:x",
    ],
)
def test_a_button_that_somebody_made_up_does_no_harm(circle: Circle, code: str) -> None:
    shown = circle.staff.says("/termin")
    assert circle.staff.does(circle.staff.person.forges(code, shown)).text
    anna = circle.anna
    assert anna.does(anna.person.forges(code, anna.person.last)).text.startswith("Das ist für")
    assert circle.rig.dump()["meeting"] == []


@pytest.mark.parametrize(
    "code",
    ["b:place", "b:reminders", "b:x", "f:end", "f:x", "k:when", "N", "P:u", "P:x", "2:1", "s"],
)
def test_a_step_that_is_not_there_yet_is_not_taken(circle: Circle, code: str) -> None:
    circle.staff.says("/termin")
    circle.staff.says("Neuer Termin")
    shown = circle.staff.says("Leitbild")
    [[token, *_]] = circle.rig.dump()["group_draft"]
    letter, _, value = code.partition(":")

    forged = circle.staff.person.forges(f"M:{letter}:{token}:{value}", shown)

    assert circle.staff.does(forged).text
    assert circle.rig.dump()["meeting"] == []
