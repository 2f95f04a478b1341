"""/termin on both databases: one step back, ends on another day, reminders, moves pressed twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.groups import plan as plans
from bot.groups import reminders
from bot.storage.meetings import MeetingRow
from tests.circle import Circle, at
from tests.house import fresh, living
from tests.kill.postgres import Postgres

pytest_plugins = ["tests.databases"]


@pytest.fixture(params=["sqlite", "postgresql"])
def circle(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Circle]:
    url = fresh(tmp_path)
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.emptied()
    with living(url) as rig:
        made = Circle(rig)
        made.enters(made.anna)
        yield made


def says(circle: Circle, *words: str) -> str:
    """What staff read after the last of these."""
    for said in words:
        circle.staff.says(said)
    return circle.staff.person.last.text


def planned(circle: Circle, *more: str) -> str:
    begun = ("/termin", "Neuer Termin", "Leitbild", "Ziele", "8.12. 18 Uhr", "20 Uhr")
    return says(circle, *begun, "Rathaus, Markt 1", "Entwurf lesen", *more)


def due(circle: Circle) -> list[str]:
    """Reminders that are planned for Anna."""
    rows = [row for row in circle.rig.dump()["outbox"] if "planned" in row]
    keys = [cell for row in rows for cell in row if isinstance(cell, str)]
    mark = f":{circle.anna.person.id}:"
    return sorted(key.rpartition(mark)[2] for key in keys if mark in key)


def meeting(circle: Circle, column: str) -> list[object]:
    place = [one.name for one in MeetingRow.__table__.columns].index(column)
    return [row[place] for row in circle.rig.dump()["meeting"]]


def test_back_goes_one_step_back_and_keeps_what_was_entered(circle: Circle) -> None:
    planned(circle)

    assert "Bisher: Entwurf lesen" in says(circle, "Zurück")
    assert "Bisher: Rathaus, Markt 1" in says(circle, "Zurück")
    assert "Bisher: Dienstag, 8. Dezember 2026, 20:00" in says(circle, "Zurück")
    assert "Bisher: Dienstag, 8. Dezember 2026, 18:00" in says(circle, "Zurück")
    assert "Bisher: Ziele" in says(circle, "Zurück")
    assert "Welche Arbeitsgruppe" in says(circle, "Zurück")
    assert "✓ Leitbild" in circle.staff.person.last.labels
    text = says(circle, "Frühe Bildung")
    assert text.startswith("Ziele\nArbeitsgruppe: Frühe Bildung\nDienstag, 8. Dezember 2026, 18:00")
    assert "• Entwurf lesen" in text


def test_back_from_what_was_changed_last_leads_to_the_preview(circle: Circle) -> None:
    preview = planned(circle)

    assert "Bisher: Rathaus, Markt 1" in says(circle, "Anderer Ort")
    assert says(circle, "Zurück") == preview
    assert says(circle, "Anderer Ort", "So lassen") == preview
    assert "Markthalle" in says(circle, "Anderer Ort", "Markthalle")


def test_another_beginning_takes_the_end_along_and_asks_for_it(circle: Circle) -> None:
    planned(circle)

    assert "Bisher: Mittwoch, 9. Dezember 2026, 20:00" in says(
        circle, "Andere Zeit", "9.12. 19 Uhr"
    )
    assert "Mittwoch, 9. Dezember 2026, 19:00 bis 20:00 Uhr" in says(circle, "So lassen")
    assert "Bisher" not in says(circle, "Andere Zeit", "9.12. 21 Uhr")


def test_a_meeting_may_end_on_the_next_day(circle: Circle) -> None:
    text = says(circle, "/termin", "Neuer Termin", "Leitbild", "Ziele", "8.12. 22 Uhr", "1 Uhr")
    assert "am nächsten Tag, Mittwoch, 9. Dezember 2026, 01:00 Uhr?" in text
    pressed = circle.staff.person.last
    says(circle, "Ja, am nächsten Tag")
    # A second press does not make it a day longer.
    circle.staff.does(circle.staff.person.presses("Ja, am nächsten Tag", pressed))

    span = "Dienstag, 8. Dezember 2026, 22:00 Uhr bis Mittwoch, 9. Dezember 2026, 01:00 Uhr"
    assert span in says(circle, "Weglassen", "Weglassen")
    assert span in says(circle, "Einladen")
    assert meeting(circle, "end_wall") == ["2026-12-09T01:00"]


def test_a_meeting_may_last_days(circle: Circle) -> None:
    says(circle, "/termin", "Neuer Termin", "Leitbild", "Klausur", "8.12. 9 Uhr")
    says(circle, "Donnerstag 12 Uhr")

    assert "bis Donnerstag, 10. Dezember 2026, 12:00 Uhr" in says(circle, "Weglassen", "Weglassen")


def test_an_end_that_the_clocks_skip_moves_the_end_alone(circle: Circle) -> None:
    says(circle, "/termin", "Neuer Termin", "Leitbild", "Nacht", "27.3.2027 22 Uhr")
    says(circle, "28.3.2027 2:30", "Weglassen")

    assert "gibt es in der Nacht nicht" in says(circle, "Weglassen")
    text = says(circle, "03:30 Uhr")
    assert "22:00 Uhr bis Sonntag, 28. März 2027, 03:30 Uhr" in text


def test_a_time_that_has_passed_is_said_at_once(circle: Circle) -> None:
    text = says(circle, "/termin", "Neuer Termin", "Leitbild", "Ziele", "heute 9 Uhr")

    assert text.startswith("Diese Zeit ist schon vorbei.\n\nWann beginnt es?")


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("Nur 1 Tag vorher", ["1d@17:00"]),
        ("einen Tag vorher um 9 Uhr und 3 Stunden vorher", ["1d@09:00", "3h"]),
        ("keine", []),
    ],
)
def test_reminders_are_chosen_before_it_is_sent(circle: Circle, said: str, held: list[str]) -> None:
    assert "Erinnerungen: 7 Tage vorher um 17:00 Uhr, 1 Tag" in planned(circle)
    assert "Wann soll ich die Mitglieder erinnern?" in says(circle, "Andere Erinnerungen")
    says(circle, said, "Einladen")

    assert due(circle) == held


def test_what_is_no_reminder_is_asked_again(circle: Circle) -> None:
    planned(circle)

    text = says(circle, "Andere Erinnerungen", "bald")

    assert text.startswith("„bald“ ist keine Erinnerung")
    assert "Wann soll ich die Mitglieder erinnern?" in text


def test_a_copy_keeps_the_reminders_of_its_original(circle: Circle) -> None:
    planned(circle, "Andere Erinnerungen", "3 Tage vorher um 18 Uhr", "Einladen")

    text = says(circle, "Kopieren", "15.12. 18 Uhr", "20 Uhr")
    assert "Erinnerungen: 3 Tage vorher um 18:00 Uhr" in text
    says(circle, "Einladen")

    assert meeting(circle, "reminders") == ["3d@18:00", "3d@18:00"]
    assert due(circle) == ["3d@18:00", "3d@18:00"]


def test_a_copy_keeps_the_room_on_the_net(circle: Circle) -> None:
    made = circle.plans("2026-12-08 18:00")
    shown = circle.staff.says("/termin")
    circle.staff.does(circle.staff.person.forges(f"M:c:{made.id}", shown))
    says(circle, "15.12. 18 Uhr", "20 Uhr", "Einladen")

    assert meeting(circle, "online_url") == ["https://meet.example/leitbild"] * 2


def test_a_place_is_written_with_its_link(circle: Circle) -> None:
    begun = ("/termin", "Neuer Termin", "Leitbild", "Ziele", "8.12. 18 Uhr", "2 Stunden")
    link = "https://meet.example/x"

    text = says(circle, *begun, f"Rathaus, Markt 1, {link}", "Weglassen", "Einladen")

    assert f"18:00 bis 20:00 Uhr\nRathaus, Markt 1\n{link}" in text
    assert f"Rathaus, Markt 1, {link}" in says(circle, "Verlegen", "So lassen")


def test_back_from_a_copy_leads_to_its_original(circle: Circle) -> None:
    planned(circle, "Einladen")

    assert "Wann beginnt es?" in says(circle, "Kopieren")
    assert "Verlegen" in circle.staff.says("Zurück").labels
    assert len(meeting(circle, "id")) == 1


def test_other_reminders_of_a_planned_meeting_send_nothing_twice(circle: Circle) -> None:
    planned(circle, "Einladen")
    circle.send()
    assert len(circle.send("2026-12-01 17:00")) == 1
    says(circle, "/termin")
    circle.staff.presses("1. Ziele")

    text = says(circle, "Erinnerungen", "7 Tage vorher um 17 Uhr, am Tag davor um 9 Uhr")

    assert text.startswith("Gespeichert.")
    assert "Erinnerungen: 7 Tage vorher um 17:00 Uhr, 1 Tag vorher um 09:00 Uhr" in text
    assert due(circle) == ["1d@09:00"]
    assert circle.send() == []
    says(circle, "Erinnerungen", "Wie üblich")
    assert due(circle) == ["1d@17:00", "2h"]
    assert circle.send() == []
    assert len(circle.send("2026-12-07 17:00")) == 1


def test_who_chose_times_of_their_own_keeps_them(circle: Circle) -> None:
    planned(circle, "Einladen")
    own, now = plans.read_plan("4h"), circle.rig.hands.now
    circle.write(lambda db: reminders.choose(db, circle.anna.person.id, own, now))

    says(circle, "Erinnerungen", "Nur 1 Tag vorher")

    assert due(circle) == ["4h"]


def test_a_second_press_of_a_move_moves_and_tells_nothing_twice(circle: Circle) -> None:
    planned(circle, "Einladen")
    circle.send()
    says(circle, "Verlegen", "10.12. 18 Uhr", "20 Uhr")
    preview = circle.staff.person.last
    assert circle.staff.presses("Verlegen und Bescheid geben").text.startswith("Verlegt.")
    token = circle.rig.dump()["group_draft"][-1][0]

    circle.staff.does(circle.staff.person.forges(f"M:s:{token}", preview))

    assert meeting(circle, "version") == [2]
    [told] = circle.send()
    assert "10. Dezember 2026" in told.html
    assert circle.send() == []


def test_a_move_to_the_same_time_and_place_tells_nobody(circle: Circle) -> None:
    planned(circle, "Einladen")
    circle.send()

    text = says(circle, "Verlegen", "So lassen", "Verlegen und Bescheid geben")

    assert text.startswith("Zeit und Ort sind wie vorher.")
    assert circle.send() == []


def test_a_move_while_the_news_of_another_lies_here_tells_the_last_only(circle: Circle) -> None:
    planned(circle, "Einladen")
    circle.send()
    for day in ("10.12. 18 Uhr", "11.12. 18 Uhr"):
        says(circle, "Verlegen", day, "20 Uhr", "Verlegen und Bescheid geben")

    [told] = circle.send()

    assert "11. Dezember 2026" in told.html
    assert "Bisher: <s>Dienstag, 8. Dezember 2026" in told.html
    assert due(circle) == ["1d@17:00", "2h", "7d@17:00"]


def test_news_of_minutes_wait_for_the_morning(circle: Circle) -> None:
    planned(circle, "Einladen")
    circle.send()
    circle.rig.hands.now = at("2026-12-08 21:30").start
    says(circle, "/termin", "Vergangene Treffen")
    circle.staff.presses("1. Ziele")
    says(circle, "Protokoll verlinken", "https://eisenach.example/protokoll.pdf")

    assert circle.send() == []
    assert circle.send("2026-12-09 07:59") == []
    [told] = circle.send("2026-12-09 08:00")
    assert told.html.startswith("<b>Das Protokoll ist da.</b>")
