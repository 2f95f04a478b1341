"""The card of a meeting: its papers, its map, and the one card that a typed answer changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.meetings import Location, Meeting
from handlers.views.meetings.card import map_of
from tests.circle import Circle
from tests.house import Citizen, fresh, living


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    with living(fresh(tmp_path)) as rig:
        made = Circle(rig)
        made.enters(made.anna)
        yield made


@pytest.fixture
def meeting(circle: Circle) -> Meeting:
    return circle.plans()


def papers(circle: Circle) -> Citizen:
    circle.staff.says("/termin")
    circle.staff.presses("1. Ziele")
    circle.staff.presses("Unterlagen")
    return circle.staff


def card(who: Citizen) -> str:
    who.says("/termine")
    return who.presses("1. Ziele").text


@pytest.mark.usefixtures("meeting")
def test_staff_link_papers_and_members_read_them(circle: Circle) -> None:
    staff = papers(circle)
    assert "Noch keine." in staff.person.last.text

    text = staff.says("Entwurf des Leitbilds: https://stadt.example/entwurf.pdf").text
    assert "• Entwurf des Leitbilds: https://stadt.example/entwurf.pdf" in text
    staff.presses("Zu Punkt 1: Entwurf lesen")
    assert (
        "• Vorlage: http://stadt.example/v.pdf"
        in staff.says("http://stadt.example/v.pdf Vorlage").text
    )

    read = card(circle.anna)
    assert "• Entwurf lesen\nVorlage: http://stadt.example/v.pdf\n\nEntwurf des Leitbilds: " in read
    assert "stadt.example" not in card(circle.rig.citizen(name="Carla"))
    [reminder] = circle.send("2026-11-30 17:00")
    assert "Vorlage: http://stadt.example/v.pdf" in reminder.html


@pytest.mark.usefixtures("meeting")
def test_a_paper_is_taken_away_again(circle: Circle) -> None:
    staff = papers(circle)
    shown = staff.says("Entwurf https://stadt.example/entwurf.pdf")
    assert "Noch keine." in staff.presses("Löschen: Entwurf").text

    again = staff.does(staff.person.presses("Löschen: Entwurf", shown)).text

    assert "Noch keine." in again
    assert "stadt.example" not in card(circle.anna)


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    "said", ["liegt im Schrank", "ftp://a.example/e.pdf", "javascript://x", "https://"]
)
def test_what_is_no_link_is_asked_again(circle: Circle, said: str) -> None:
    text = papers(circle).says(said).text

    assert "ist keine Adresse, die mit https:// beginnt." in text
    assert "Schreiben Sie Titel und Link" in text


@pytest.mark.usefixtures("meeting")
def test_a_card_has_room_for_ten_papers(circle: Circle) -> None:
    staff = papers(circle)
    for number in range(10):
        staff.says(f"{'Sehr langer Titel ' * 9}https://stadt.example/{'x' * 460}{number}")
    assert "Platz für 10 Unterlagen." in staff.says("https://stadt.example/11").text
    assert "höchstens 500" in staff.says(f"https://stadt.example/{'y' * 600}").text

    assert "… und 8 weitere" in card(circle.anna)


@pytest.mark.usefixtures("meeting")
def test_the_same_paper_is_there_once(circle: Circle) -> None:
    staff = papers(circle)
    for _ in range(2):
        staff.says("Entwurf https://stadt.example/entwurf.pdf")

    assert len(circle.rig.dump()["meeting_document"]) == 1


@pytest.mark.usefixtures("meeting")
def test_what_is_typed_changes_the_one_card(circle: Circle) -> None:
    circle.anna.says("/termine")
    shown = circle.anna.presses("1. Ziele")

    for said, read in (
        ("Ich komme", "Ihre Antwort: zugesagt"),
        ("weiß noch nicht", "Ihre Antwort: weiß noch nicht"),
        ("Notiz dazu schreiben", "Schreiben Sie Ihre Notiz"),
        ("Mit Hund.", "Ihre Notiz: Mit Hund."),
        ("absagen", "Ihre Antwort: abgesagt"),
    ):
        seen = circle.anna.says(said)
        assert seen.id == shown.id
        assert read in seen.text


@pytest.mark.usefixtures("meeting")
def test_what_changes_nothing_is_answered_all_the_same(circle: Circle) -> None:
    first = circle.anna.says("zusagen")

    assert circle.anna.says("zusagen").id != first.id


@pytest.mark.usefixtures("meeting")
def test_a_card_that_is_gone_comes_anew(circle: Circle) -> None:
    first = circle.anna.says("zusagen")
    circle.rig.run(circle.rig.app.bot.delete_message(first.chat, first.id))

    seen = circle.anna.says("absagen")

    assert seen.id != first.id
    assert "Ihre Antwort: abgesagt" in seen.text
    assert circle.anna.says("zusagen").id == seen.id


@pytest.mark.usefixtures("meeting")
def test_a_card_from_hours_ago_comes_anew_where_it_is_seen(circle: Circle) -> None:
    first = circle.anna.says("zusagen")
    circle.rig.hands.advance(hours=3)

    assert circle.anna.says("absagen").id != first.id


def test_another_meeting_has_a_card_of_its_own(circle: Circle, meeting: Meeting) -> None:
    circle.plans("2026-12-08 18:00")
    circle.anna.says("/termine")
    first = circle.anna.presses("1. Ziele")
    circle.anna.says("Nächste Termine")

    second = circle.anna.says("2. Ziele")

    assert second.id != first.id
    assert circle.anna.says("zusagen").id == second.id
    assert [row[0] for row in circle.rig.dump()["attendance"]] == [meeting.id + 1]


@pytest.mark.parametrize(
    ("address", "town", "found"),
    [
        ("Markt 1", "Eisenach", "Markt%201%2C%20Eisenach"),
        ("Markt 1, Eisenach-Stedtfeld", "Eisenach", "Markt%201%2C%20Eisenach-Stedtfeld"),
        ("Markt 1, 99947 Bad Langensalza", "Eisenach", "Markt%201%2C%2099947%20Bad%20Langensalza"),
        ("Markt 1", "", "Markt%201"),
    ],
)
def test_a_map_looks_in_the_town(address: str, town: str, found: str) -> None:
    link = map_of(Location("Rathaus", address), town)

    assert link == f"https://www.openstreetmap.org/search?query={found}"


def test_without_an_address_there_is_no_map() -> None:
    assert map_of(Location("Rathaus"), "Eisenach") is None


def test_an_invitation_names_the_town_on_its_map(circle: Circle) -> None:
    circle.staff.says("/termin")
    for words in ("Neuer Termin", "Leitbild", "Ziele", "1.12. 18 Uhr", "20 Uhr"):
        circle.staff.says(words)
    for words in ("Rathaus, Markt 1", "Weglassen", "Einladen"):
        circle.staff.says(words)
    circle.send()

    [link] = [one.payload for one in circle.anna.person.last.buttons if one.kind == "url"]
    assert link.endswith("query=Markt%201%2C%20Eisenach")


def test_own_reminders_are_reached_before_any_meeting_is_planned(circle: Circle) -> None:
    asked = "Wann soll ich Sie an Treffen erinnern?"
    circle.anna.says("/termine")
    assert circle.anna.presses("Erinnerungen").text.startswith(asked)
    circle.anna.says("/arbeitsgruppen")
    circle.anna.says("Leitbild")
    assert circle.anna.says("Erinnerungen").text.startswith(asked)
    circle.anna.says("/hilfe")
    assert circle.anna.says("Meine Erinnerungen").text.startswith(asked)
    carla = circle.rig.citizen(name="Carla")
    assert "Erinnerungen" not in carla.says("/termine").labels
    assert not carla.says("Erinnerungen").text.startswith(asked)


@pytest.mark.usefixtures("meeting")
def test_own_reminders_are_reached_from_the_card(circle: Circle) -> None:
    card(circle.anna)

    assert circle.anna.presses("Erinnerungen").text.startswith("Wann soll ich Sie an Treffen")
