"""A text that is worked on once more, as after a crash, means what it meant at first."""

from __future__ import annotations

from bot.groups import agenda
from tests.circle import Circle
from tests.house import Rig


def test_a_typed_answer_is_no_question_the_second_time(rig: Rig) -> None:
    circle = Circle(rig)
    circle.enters(circle.anna)
    circle.plans()
    circle.anna.says("/termine")
    circle.anna.says("Ziele")
    update = circle.anna.person.writes("Ich sage ab")
    said = circle.anna.reads().text
    rig.again(update)

    assert circle.anna.person.last.text == said
    assert rig.dump()["unanswered_count"] == []


def test_a_decision_that_is_read_again_stays_a_decision(rig: Rig) -> None:
    circle = Circle(rig)
    meeting = circle.plans()
    circle.write(lambda db: agenda.add(db, meeting.id, "Leitbild lesen"))
    rig.hands.advance(days=10)
    staff = circle.staff
    for text in (
        "/termin",
        "Vergangene Treffen",
        "Ziele",
        "Ergebnisse eintragen",
        "Leitbild lesen",
    ):
        staff.says(text)
    update = staff.person.writes("Das Leitbild gilt.")
    assert "Beschluss: Das Leitbild gilt." in staff.reads().text
    staff.says("Zurück")
    later = staff.person.writes("Leitbild lesen")
    staff.reads()
    rig.again(later)

    assert "Beschluss: Das Leitbild gilt." in staff.person.last.text
    rig.again(update)
    assert len(rig.dump()["resolution"]) == 1
