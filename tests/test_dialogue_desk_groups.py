"""The desk and the working groups: a wish that goes onto an agenda."""

from __future__ import annotations

import pytest

from bot.desk.kinds import Kind
from bot.desk.pending import find
from bot.groups import agenda
from bot.storage import agenda as stored
from bot.wishes.wish import Status
from tests.circle import Circle
from tests.desks import colleague, due, wishes
from tests.house import Citizen, Rig


@pytest.fixture
def circle(rig: Rig) -> Circle:
    return Circle(rig)


@pytest.fixture
def staff(circle: Circle) -> Citizen:
    """Opens the one wish there is."""
    wishes(circle.anna, "Jodeln lernen")
    circle.staff.says("/eingang 1")
    return circle.staff


def on_agendas(circle: Circle) -> list[tuple[int, int | None]]:
    found = circle.rig.run(circle.rig.house.storage.read(lambda db: stored.of_wish(db, 1)))
    return [(one.working_group, one.meeting) for one in found]


def status(circle: Circle) -> str:
    item = circle.rig.run(circle.rig.house.storage.read(lambda db: find(db, Kind.WISH, 1)))
    assert item is not None
    return str(item.status)


@pytest.mark.parametrize("way", ["press", "type"])
def test_a_wish_goes_onto_the_agenda_of_the_next_meeting(
    circle: Circle, staff: Citizen, way: str
) -> None:
    meeting, name = circle.plans(), circle.group.about.name
    if way == "press":
        asked = staff.presses("An Arbeitsgruppe geben")
        assert f"• {name}: 1. Dezember 2026" in asked.text
        seen = staff.presses(next(one for one in asked.labels if one[:10] == name[:10]))
    else:
        staff.says("Arbeitsgruppe")
        seen = staff.says(name)

    assert "an eine Arbeitsgruppe gegeben" in seen.text
    assert "Wir kümmern uns" in seen.text
    assert f"Arbeitsgruppe: {name}" in seen.text
    assert on_agendas(circle) == [(circle.group.id, meeting.id)]
    [(chat, news)] = due(circle.rig)
    assert chat == circle.anna.person.id
    assert f"Die Arbeitsgruppe „{name}“ berät darüber." in news


def test_a_group_that_plans_no_meeting_yet_has_it_before_it(circle: Circle, staff: Citizen) -> None:
    name = circle.group.about.name
    assert f"• {name}: kein Treffen geplant" in staff.says("An Arbeitsgruppe geben").text
    staff.says(name)
    assert on_agendas(circle) == [(circle.group.id, None)]

    assert circle.plans().id in {meeting for _, meeting in on_agendas(circle)}


def agenda_items(circle: Circle) -> list[str]:
    return [row[4] for row in circle.rig.dump()["agenda_item"]]


def test_of_a_sensitive_wish_the_agenda_says_its_number_only(circle: Circle) -> None:
    circle.plans()
    wishes(circle.anna, "Kurs gegen Depression")
    circle.staff.says("/eingang 1")
    assert "nur die Nummer" in circle.staff.says("An Arbeitsgruppe geben").text
    circle.staff.says(circle.group.about.name)

    assert agenda_items(circle)[-1] == "Wunsch Nr. 1"
    for words in ("/arbeitsgruppen", "Leitbild"):
        circle.anna.says(words)
    card = circle.anna.presses("Nächstes Treffen ansehen")
    assert "• Wunsch Nr. 1" in card.text
    assert "Depression" not in card.text


def test_cleaned_words_are_cleaned_on_the_agenda_too(circle: Circle) -> None:
    wishes(circle.anna, "Jodeln mit Erika Mustermann")
    circle.staff.says("/eingang 1")
    asked = circle.staff.says("An Arbeitsgruppe geben")
    assert "Dort lesen alle: „Jodeln mit Erika Mustermann“" in asked.text
    circle.staff.says(circle.group.about.name)
    for words in ("/eingang 1", "Text bereinigen", "Jodeln lernen", "ja"):
        circle.staff.says(words)

    assert agenda_items(circle) == ["Jodeln lernen"]
    assert "Erika" not in str(circle.rig.dump())


def test_it_is_given_once_and_taken_back_whole(circle: Circle, staff: Citizen) -> None:
    name = circle.group.about.name
    for _ in range(2):
        staff.says("An Arbeitsgruppe geben")
        again = staff.says(name)
    assert "Das war schon so" in again.text
    assert len(on_agendas(circle)) == 1

    back = staff.presses("Schritt zurück")
    assert "Arbeitsgruppe:" not in back.text
    assert (on_agendas(circle), status(circle)) == ([], Status.ARRIVED)
    assert due(circle.rig) == []


def test_a_wish_that_is_answered_keeps_its_answer(circle: Circle, staff: Citizen) -> None:
    for said in ("Antworten", "Geplant", "Ab Februar.", "senden", "An Arbeitsgruppe geben"):
        staff.says(said)
    seen = staff.says(circle.group.about.name)

    assert "Ab Februar." in seen.text
    assert status(circle) == Status.PLANNED
    assert len(on_agendas(circle)) == 1


def test_undoing_something_else_leaves_the_agenda_alone(circle: Circle, staff: Citizen) -> None:
    staff.says("Ich übernehme")
    circle.write(lambda db: agenda.add_wish(db, circle.group.id, 1, circle.rig.hands.now))
    staff.presses("Schritt zurück")

    assert len(on_agendas(circle)) == 1


def test_of_two_at_once_the_second_learns_what_the_first_did(
    rig: Rig, circle: Circle, staff: Citizen
) -> None:
    other = colleague(rig)
    other.says("/eingang 1")
    other.says("An Arbeitsgruppe geben")
    staff.says("Ich übernehme")
    late = other.says(circle.group.about.name)

    assert "Jemand war schneller" in late.text
    assert on_agendas(circle) == []


@pytest.mark.parametrize("said", ["Zirkusgruppe", "99", "-1", "e"])
def test_a_group_that_is_not_there_or_not_meant_alone_gets_nothing(
    circle: Circle, staff: Citizen, said: str
) -> None:
    staff.says("An Arbeitsgruppe geben")

    assert "Diesen Namen gibt es hier nicht" in staff.says(said).text
    assert on_agendas(circle) == []


def test_citizens_cannot_give_wishes_to_groups(circle: Circle, staff: Citizen) -> None:
    staff.presses("An Arbeitsgruppe geben")
    circle.anna.person.forges(f"D:a:w1:0:{circle.group.id}", circle.anna.person.last)

    assert "keinen Zugang" in circle.anna.reads().text

    assert on_agendas(circle) == []
