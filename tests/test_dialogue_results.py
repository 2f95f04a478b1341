"""After a meeting: what was decided, who does what, and what those hear who wished."""

from __future__ import annotations

import pytest

from bot.desk import actions
from bot.desk.acting import By
from bot.desk.kinds import Kind, Ref
from bot.groups import agenda
from tests.circle import Circle
from tests.desks import wishes
from tests.house import Citizen, Rig


@pytest.fixture
def circle(rig: Rig) -> Circle:
    """The group met about two things, one of them a wish."""
    circle = Circle(rig)
    circle.enters(circle.anna)
    bert = rig.citizen(name="Bert")
    wishes(bert, "Jodeln lernen")
    circle.plans()
    now = rig.hands.now
    circle.write(lambda db: agenda.add_wish(db, circle.group.id, 1, now))
    rig.hands.advance(days=10)
    circle.send()
    return circle


def opens(circle: Circle) -> Citizen:
    staff = circle.staff
    staff.says("/termin")
    staff.says("Vergangene Treffen")
    staff.says("Ziele")
    staff.says("Ergebnisse eintragen")
    return staff


def test_a_decision_and_a_task_are_written_down_and_read_by_members(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Entwurf lesen")
    assert "Beschluss: Der Entwurf gilt." in staff.says("Der Entwurf gilt.").text
    seen = staff.says("Aufgabe: Entwurf drucken, Elternbeirat, bis 15. Januar")
    assert "Aufgabe: Entwurf drucken (Elternbeirat, bis 15. Januar 2027)" in seen.text

    circle.anna.says("/termine")
    circle.anna.says("Vergangene Treffen")
    card = circle.anna.says("Ziele")
    assert "Beschluss: Der Entwurf gilt." in card.text
    assert "Entwurf drucken (Elternbeirat, bis 15. Januar 2027)" in card.text


def test_a_task_can_be_taken_back_and_a_decision_changed(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Entwurf lesen")
    staff.says("Der Entwurf gilt.")
    staff.says("Aufgabe: Entwurf drucken")
    assert "Aufgabe" not in staff.presses("Löschen: Entwurf drucken").text.partition("Schreiben")[0]
    seen = staff.says("Der Entwurf gilt nicht.")

    assert "Beschluss: Der Entwurf gilt nicht." in seen.text
    assert "Der Entwurf gilt.\n" not in seen.text


def test_what_was_decided_about_a_wish_goes_to_who_wished_once(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Jodeln lernen")
    staff.says("Ab Februar in der vhs.")
    asked = staff.presses("Antworten: Geplant")
    assert "So liest es 1 Mensch:" in asked.text
    assert "„Jodeln lernen“\nGeplant\n„Ab Februar in der vhs.“" in asked.text
    assert circle.send() == []
    yes = asked.button("Ja, schreiben").payload
    staff.says("ja")

    [told] = circle.send()
    assert "Ab Februar in der vhs." in told.html
    staff.does(staff.person.forges(yes, asked))
    assert circle.send() == []


def test_nothing_is_told_but_what_was_shown(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Jodeln lernen")
    staff.says("Ab Februar in der vhs.")
    asked = staff.presses("Antworten: Geplant")
    yes = asked.button("Ja, schreiben").payload
    staff.says("Zurück")
    staff.says("Ab März im Museum.")

    staff.does(staff.person.forges(yes, asked))
    again = next(one for one in staff.replies if one.id == asked.id)
    assert "Inzwischen hat sich etwas geändert" in again.text
    assert "„Ab März im Museum.“" in again.text
    assert circle.send() == []

    staff.says("ja")
    [told] = circle.send()
    assert "Ab März im Museum." in told.html


def test_a_wish_that_a_colleague_worked_on_after_the_look_is_shown_again(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Jodeln lernen")
    staff.says("Ab Februar in der vhs.")
    staff.presses("Antworten: Geplant")
    by = By(None, "other", circle.rig.hands.now)
    circle.write(lambda db: actions.tag(db, Ref(Kind.WISH, 1), None, "Musik", by))

    assert "Inzwischen hat sich etwas geändert" in staff.says("ja").text


def test_a_long_decision_is_not_cut_for_those_who_wished(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Jodeln lernen")
    staff.says("Ab Februar. " * 50)
    seen = staff.presses("Antworten: Geplant")

    assert "hat 599 Zeichen" in seen.text
    assert circle.send() == []


def test_of_a_list_of_tasks_the_last_word_says_who(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Entwurf lesen")
    seen = staff.says("Aufgabe: Entwurf lesen, drucken, Elternbeirat, bis 15. Januar")

    assert "Entwurf lesen, drucken (Elternbeirat, bis 15. Januar 2027)" in seen.text


def test_a_day_that_is_none_is_asked_again(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Entwurf lesen")

    assert "ist kein Tag" in staff.says("Aufgabe: Drucken, ich, bis irgendwann").text
    assert circle.rig.dump()["task"] == []


def test_others_read_no_results(circle: Circle) -> None:
    staff = opens(circle)
    staff.says("Entwurf lesen")
    staff.says("Der Entwurf gilt.")
    carla = circle.rig.citizen(name="Carla")
    shown = carla.says("/termine")

    assert "Der Entwurf gilt" not in carla.does(carla.person.forges("v:1", shown)).text


@pytest.mark.parametrize(
    "code", ["M:r:99", "M:R:99", "M:R:x", "M:q:1:z", "M:Q:1:p", "M:Q:99:p", "M:u:1:99", "M:o:x"]
)
def test_a_button_that_somebody_made_up_does_no_harm(circle: Circle, code: str) -> None:
    shown = circle.staff.says("/termin")

    assert circle.staff.does(circle.staff.person.forges(code, shown)).text
    assert circle.send() == []
