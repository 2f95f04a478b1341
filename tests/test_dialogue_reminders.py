"""What is sent about meetings, as its readers read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.groups import meetings
from tests.circle import Circle
from tests.house import fresh, living

WHEN = "Dienstag, 1. Dezember 2026, 18:00 bis 20:00 Uhr"


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    with living(fresh(tmp_path)) as rig:
        made = Circle(rig)
        made.enters(made.anna)
        yield made


def read(circle: Circle) -> str:
    return circle.anna.person.last.text


def test_an_invitation_says_what_when_and_where_and_is_answered(circle: Circle) -> None:
    circle.plans(invite=True)
    circle.send()

    text = read(circle)
    assert text.startswith(f"Sie sind eingeladen.\n\nZiele\nArbeitsgruppe: Leitbild\n{WHEN}")
    assert "Rathaus, Saal 2, Markt 1, 99817 Eisenach\nhttps://meet.example/leitbild" in text
    assert "Darum geht es\n• Entwurf lesen" in text
    labels = circle.anna.person.last.labels
    assert {"Zusagen", "Absagen", "Weiß noch nicht", "Karte"} <= set(labels)
    message = circle.anna.person.last.id

    card = circle.anna.presses("Zusagen")

    assert (card.id, "Ihre Antwort: zugesagt" in card.text) == (message, True)


def test_the_three_reminders(circle: Circle) -> None:
    circle.plans()
    circle.send("2026-11-24 17:00")
    assert read(circle).startswith("In 7 Tagen ist das Treffen.")
    assert "Kommen Sie?" in read(circle)
    circle.anna.presses("Zusagen")
    circle.send("2026-11-30 17:00")
    assert read(circle).startswith("Morgen ist das Treffen.")
    assert "Ihre Antwort: zugesagt" in read(circle)
    circle.send("2026-12-01 16:00")
    assert read(circle).startswith("Das Treffen beginnt bald.")


def test_tomorrow_is_today_after_a_night_without_us(circle: Circle) -> None:
    circle.plans()
    circle.send("2026-12-01 09:00")

    assert read(circle).startswith("Heute ist das Treffen.")
    assert circle.send() == []


def test_who_said_no_is_reminded_no_more_but_told_of_a_move(circle: Circle) -> None:
    meeting = circle.plans(invite=True)
    circle.send()
    circle.anna.presses("Absagen")
    assert circle.send("2026-11-24 17:00") == []
    circle.moves(meeting, "2026-12-03 18:00")
    circle.send()

    text = read(circle)
    assert text.startswith("Das Treffen hat eine neue Zeit oder einen neuen Ort.")
    assert f"Bisher: {WHEN}" in text
    assert "Kommen Sie?" in text


def test_a_cancellation_takes_it_out_of_the_calendar(circle: Circle) -> None:
    meeting = circle.plans(invite=True)
    circle.send()
    now = circle.rig.hands.now
    circle.write(lambda db: meetings.cancel(db, meeting.id, now))
    circle.send()

    assert read(circle).startswith("Das Treffen fällt aus.")
    assert "Kommen Sie?" not in read(circle)
    assert "streicht Ihr Kalender" in circle.anna.presses("Aus meinem Kalender nehmen").text


def test_nobody_is_named(circle: Circle) -> None:
    circle.plans(invite=True)
    circle.send()
    for when in ("2026-11-24 17:00", "2026-11-30 17:00", "2026-12-01 16:00"):
        circle.send(when)

    texts = " ".join(seen.text for seen in circle.anna.replies)
    assert "Anna" not in texts
    assert "Berta" not in texts
