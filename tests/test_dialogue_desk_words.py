"""Words that staff type instead of tapping a button of the desk."""

from __future__ import annotations

import pytest

from tests.desks import colleague, wishes
from tests.house import Citizen, Rig


@pytest.fixture
def staff(rig: Rig) -> Citizen:
    return colleague(rig)


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("Übernehmen", "bei mir"),
        ("ich übernehme es", "bei mir"),
        ("Status", "Wie geht es damit weiter?"),
        ("beantworten", "Wie geht es damit weiter?"),
        ("Schlagwort", "Schlagwort schreiben oder antippen"),
        ("bereinigen", "Das steht da"),
        ("zurück", "1–2 von 2"),
        ("weiter", "Wunsch 2"),
    ],
)
def test_words_near_a_button_mean_it(
    rig: Rig, staff: Citizen, anna: Citizen, said: str, seen: str
) -> None:
    wishes(anna, "Jodeln lernen")
    wishes(anna, "Imkern für Anfänger")
    staff.says("/eingang")
    staff.says("1")

    assert seen in staff.says(said).text


def test_onward_leads_through_the_list_to_its_end(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    for number in range(8):
        wishes(anna if number < 5 else rig.citizen(), f"Instrument Nummer {number} lernen")
    staff.says("/eingang")

    assert "7–8 von 8" in staff.says("weiter").text
    assert "1–6 von 8" in staff.says("zurück").text
    staff.says("7")
    assert "Wunsch 8" in staff.says("weiter").text
    assert "Das war der letzte Eintrag." in staff.says("weiter").text


def test_near_words_are_not_taken_for_a_button_where_words_were_asked_for(
    staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    staff.presses("Antworten")
    staff.presses("Geplant")

    assert "„Status“" not in staff.says("Status").text
    assert "Status" in staff.person.last.text
