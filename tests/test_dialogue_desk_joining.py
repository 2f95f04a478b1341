"""The desk and the working groups: who would like to join."""

from __future__ import annotations

import pytest

from bot.app import owed_kinds
from bot.outbox import Outbox
from bot.storage import memberships
from tests.circle import Circle
from tests.desks import colleague
from tests.house import Citizen, Rig

FULL = "Danke für Ihr Angebot! Die Gruppe ist gerade voll. Fragen Sie gern später noch einmal."


@pytest.fixture
def circle(rig: Rig) -> Circle:
    return Circle(rig)


@pytest.fixture
def staff(circle: Circle) -> Citizen:
    """Opens the inbox, in which somebody asks to join."""
    applies(circle, circle.anna)
    circle.staff.says("/eingang")
    return circle.staff


def applies(circle: Circle, who: Citizen) -> None:
    who.says("/arbeitsgruppen")
    who.says(circle.group.about.name)
    who.presses("Ich möchte mitmachen")
    who.says("Jodelverein, Vorstand")
    who.presses(next(one for one in who.person.last.labels if "bsenden" in one or "Ja" in one))


def is_member(circle: Circle) -> bool:
    person = circle.anna.person.id
    found = circle.write(lambda db: memberships.find(db, circle.group.id, person))
    return found is not None


def told(circle: Circle) -> list[str]:
    """What whoever asked is sent."""
    house, rig = circle.rig.house, circle.rig
    box = Outbox(owed_kinds(house), house.timezone, lambda _, __, text: text)
    ready, _ = circle.write(lambda db: box.claim(db, "test", rig.hands.now, 9))
    return [str(message.html) for one, message in ready if one.chat == circle.anna.person.id]


def test_who_asks_to_join_waits_at_the_desk(circle: Circle, staff: Citizen) -> None:
    listed = staff.says("/eingang bewerbungen")
    assert "Bewerbung 1 · heute" in listed.text
    assert "Leitbild: Jodelverein, Vorstand" in listed.text
    seen = staff.presses("Bewerbung 1: Leitbild: Jodelverein…")

    assert "Möchte in der Arbeitsgruppe Leitbild mitmachen." in seen.text
    assert "Jodelverein, Vorstand" in seen.text
    assert str(circle.anna.person.id) not in seen.text
    assert seen.labels[:3] == ("Ich übernehme", "Annehmen", "Freundlich absagen")


@pytest.mark.parametrize("way", ["press", "type"])
def test_to_be_accepted_takes_two_taps(circle: Circle, staff: Citizen, way: str) -> None:
    staff.says("Bewerbung 1")
    preview = staff.presses("Annehmen") if way == "press" else staff.says("aufnehmen")
    assert "Sie gehören jetzt zur Arbeitsgruppe „Leitbild“." in preview.text
    assert not is_member(circle)
    done = staff.presses("Absenden") if way == "press" else staff.says("ja")

    assert "aufgenommen" in done.text
    assert "Gehört jetzt zur Gruppe." in done.text
    assert "Annehmen" not in done.labels
    assert is_member(circle)
    assert told(circle) == ["Sie gehören jetzt zur Arbeitsgruppe „Leitbild“."]
    assert "Hier wartet nichts" in staff.says("/eingang").text


def test_a_word_can_be_said_with_it(circle: Circle, staff: Citizen) -> None:
    staff.says("Bewerbung 1")
    staff.presses("Annehmen")
    assert "„Willkommen!“" in staff.says("Willkommen!").text
    staff.says("senden")

    assert told(circle) == ["Sie gehören jetzt zur Arbeitsgruppe „Leitbild“.\n\n„Willkommen!“"]


@pytest.mark.parametrize("said", ["Antwort 1", "Zurzeit passt es nicht."])
def test_declining_is_kind_and_seen_before_it_is_sent(
    circle: Circle, staff: Citizen, said: str
) -> None:
    staff.says("Bewerbung 1")
    asked = staff.says("absagen")
    assert FULL in asked.text
    words = FULL if said == "Antwort 1" else said
    assert f"„{words}“" in staff.says(said).text
    done = staff.presses("Absenden")

    assert "abgesagt" in done.text
    assert f"Antwort: {words}" in done.text
    assert not is_member(circle)
    [news] = told(circle)
    assert news.endswith(f"„{words}“")


def test_an_answer_stands(circle: Circle, staff: Citizen) -> None:
    staff.says("Bewerbung 1")
    staff.presses("Annehmen")
    staff.presses("Absenden")

    assert "Davor führt kein Weg zurück" in staff.presses("Schritt zurück").text
    assert is_member(circle)
    boss = staff.says("/eingang bewerbungen erledigt")
    assert "Bewerbung 1" in boss.text


def test_of_two_at_once_the_second_learns_what_the_first_did(
    rig: Rig, circle: Circle, staff: Citizen
) -> None:
    other = colleague(rig)
    for one in (staff, other):
        one.says("/eingang bewerbung 1")
        one.presses("Annehmen" if one is staff else "Freundlich absagen")
    other.presses("Antwort 1")
    staff.presses("Absenden")
    late = other.presses("Absenden")

    assert "Jemand war schneller: in die Gruppe aufgenommen (Teammitglied 1, 11:00)" in late.text
    assert is_member(circle)
    assert len(told(circle)) == 1


def test_what_was_answered_among_the_groups_is_answered(circle: Circle, staff: Citizen) -> None:
    staff.says("Bewerbung 1")
    staff.presses("Annehmen")
    preview = staff.person.last
    circle.anna.says("/arbeitsgruppen")
    circle.anna.says(circle.group.about.name)
    circle.anna.presses("Anfrage zurückziehen")
    gone = staff.presses("Absenden")

    assert preview.text != gone.text
    assert not is_member(circle)
    assert told(circle) == []


def test_citizens_answer_nobody(circle: Circle, staff: Citizen) -> None:
    staff.says("Bewerbung 1")
    circle.anna.person.forges("D:y:a1:0", circle.anna.person.last)

    assert "keinen Zugang" in circle.anna.reads().text
    assert circle.rig.dump()["desk_draft"] == []
