"""An official answer: chosen or written, seen once more, sent once; marks, groups, cleaned words."""

from __future__ import annotations

import pytest

from bot.catalogue.answers import LONGEST
from bot.desk import drafting
from tests.desks import colleague, due, wishes
from tests.house import Citizen, Rig


@pytest.fixture
def staff(rig: Rig) -> Citizen:
    return colleague(rig)


# --- answers


def test_an_answer_is_seen_as_people_read_it_before_it_is_sent(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    staff.presses("Antworten")
    chosen = staff.presses("Geplant")
    assert "1. Gute Nachricht: Das ist geplant." in chosen.text
    preview = staff.presses("Antwort 1")
    assert "So liest es 1 Mensch:\n\nEs gibt Neues zu Ihrem Wunsch." in preview.text
    assert due(rig) == []

    assert "✓ beantwortet" in staff.presses("Absenden").text
    [(chat, text)] = due(rig)
    assert chat == anna.person.id
    assert "Gute Nachricht: Das ist geplant." in text
    assert "Geplant" in staff.says("/eingang").text


def test_all_of_it_can_be_typed_in_german_and_english(
    rig: Rig, staff: Citizen, olena: Citizen
) -> None:
    wishes_in_english(olena)
    for said in ("/eingang 1", "antworten", "wir kümmern uns", "2", "senden"):
        staff.says(said)
    assert "Wir suchen jemanden, der das anbieten kann." in due(rig)[0][1]

    other = colleague(rig, language="en")
    for said in ("/inbox 1", "answer", "planned", "We are on it, honestly.", "send"):
        seen = other.says(said)
    assert seen.text.startswith("✓ answered")
    assert "We are on it, honestly." in due(rig)[0][1]


def wishes_in_english(citizen: Citizen) -> None:
    citizen.says("/wish yodelling")
    citizen.presses("Send")


def test_an_answer_pressed_twice_is_sent_once(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    for said in ("/eingang 1", "antworten", "geplant"):
        staff.says(said)
    preview = staff.presses("Ohne Text")
    first = staff.person.presses("Absenden", preview)
    staff.reads()
    rig.again(first)
    staff.person.presses("Absenden", preview)

    assert "Das war schon so." in staff.reads().text
    assert len(due(rig)) == 1


def test_a_refusal_needs_its_reason_and_words_have_an_end(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    staff.presses("Antworten")
    assert "Ohne Text" not in staff.presses("Geht leider nicht").labels

    too_long = staff.says("x" * (LONGEST + 1))
    assert f"Das sind {LONGEST + 1} Zeichen, Platz ist für {LONGEST}." in too_long.text
    assert "So liest es" in staff.says("x" * LONGEST).text
    # What is written below a preview changes nothing by itself.
    kept = staff.says("Noch etwas")
    assert kept.text.startswith("Der Text bleibt so.")
    assert "Noch etwas" not in kept.text
    staff.presses("Anderer Text")
    assert "Leider ohne Raum." in staff.says("Leider ohne Raum.").text


def test_who_it_is_passed_on_to_is_tapped_or_written(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    staff.presses("Antworten")
    staff.presses("Weitergegeben an …")
    words = staff.presses("die Agentur für Arbeit")
    assert "ohne Namen an die Agentur für Arbeit weitergegeben" in words.text
    staff.presses("Zurück")

    for said in ("antworten", "weitergegeben an …", "den Jodlerverein e.V."):
        staff.says(said)
    staff.presses("Antwort 1")
    staff.presses("Absenden")
    assert "Weitergegeben an den Jodlerverein e.V." in due(rig)[0][1]


def test_an_offer_is_found_and_named(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    staff.presses("Antworten")
    staff.presses("Gibt es schon")
    found = staff.says("Kinderchor der Musikschule")
    assert "1. Kinderchor der Musikschule" in found.text
    assert "So liest es" not in found.text
    assert "schon: „Kinderchor der Musikschule“" in staff.says("1").text
    preview = staff.presses("Antwort 1")
    assert "Darunter als Knopf: Kinderchor der Musikschule" in preview.text
    assert "Angebot: Kinderchor der Musikschule" in staff.presses("Absenden").text
    assert "Kinderchor" not in staff.says("/eingang").text


def test_an_offer_has_a_number_too(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    offer = rig.house.library.catalogue.offers[-1]
    for said in ("/eingang 1", "antworten", "gibt es jetzt", str(offer.key)):
        seen = staff.says(said)
    assert f"1. {offer.title}" in seen.text
    assert "Antwort auswählen" in staff.says("1").text


def test_somebody_was_faster_with_an_answer(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    other = colleague(rig)
    for one in (staff, other):
        for said in ("/eingang 1", "antworten", "geplant", f"Von {one.person.id}"):
            one.says(said)
    staff.says("senden")

    late = other.says("senden")

    assert late.text.startswith("Jemand war schneller: beantwortet (jemand aus dem Team, 11:00).")
    assert f"Antwort: Von {staff.person.id}" in late.text
    assert len(due(rig)) == 1


def test_a_mistake_is_taken_back_and_people_hear_it(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    for said in (
        "/eingang 1",
        "antworten",
        "geht leider nicht",
        "Ohne Raum geht es nicht.",
        "senden",
    ):
        staff.says(said)
    assert len(due(rig)) == 1
    assert "✓ Schritt zurückgenommen" in staff.presses("Schritt zurück").text
    assert "Angekommen" in staff.person.last.text
    assert "wish.corrected" in str(rig.dump()["outbox"])
    assert "Es gibt keinen Schritt zurück." in staff.presses("Schritt zurück").text


def test_a_sensitive_wish_is_told_in_two_steps(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Gruppe für Angehörige von Menschen mit Alkoholsucht")
    for said in ("/eingang 1", "antworten", "geplant"):
        staff.says(said)
    preview = staff.presses("Antwort 1")

    assert "Heikles Thema: Zuerst kommt nur „Es gibt etwas Neues für Sie.“" in preview.text
    assert "Heikles Thema: Andere sehen es nie." in staff.presses("Absenden").text


def test_an_old_draft_is_gone_kindly(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    for said in ("/eingang 1", "antworten", "geplant"):
        staff.says(said)
    preview = staff.presses("Antwort 1")
    rig.hands.advance(days=2)
    assert rig.run(rig.house.storage.write(lambda db: drafting.forget(db, rig.hands.now))) == 1
    staff.person.presses("Absenden", preview)
    assert "Dieser Entwurf ist älter als ein Tag." in staff.reads().text


# --- groups


def test_similar_wishes_are_grouped_and_answered_at_once(rig: Rig, staff: Citizen) -> None:
    for text in ("Jodeln lernen", "Jodeln für Anfänger", "Kurs über Bienen"):
        wishes(rig.citizen(), text)
    staff.says("/eingang 1")
    offered = staff.presses("Gruppe")
    assert "Wunsch 2 Jodeln für Anfänger" in offered.text
    assert "Bienen" not in offered.text
    assert "In einer Gruppe mit: 2" in staff.presses("2: Jodeln für Anfänger").text
    assert "In einer Gruppe mit: 2, 3" in staff.says("gruppe 3").text

    for said in ("antworten", "geplant", "Kommt im Mai."):
        preview = staff.says(said)
    assert "In der Gruppe sind 3 offene Wünsche: 1, 2, 3." in preview.text
    staff.presses("An alle 3 der Gruppe senden")
    assert len(due(rig)) == 3

    staff.presses("Schritt zurück")
    assert staff.says("/eingang").text.count("Geplant") == 0
    staff.says("/eingang 3")
    staff.presses("Gruppe")
    assert "Gruppe mit" not in staff.presses("Aus der Gruppe nehmen").text


def test_one_of_a_group_is_answered_alone(rig: Rig, staff: Citizen) -> None:
    for text in ("Jodeln lernen", "Jodeln für Anfänger"):
        wishes(rig.citizen(), text)
    for said in ("/eingang 1", "zusammen mit 2", "antworten", "geplant", "Kommt im Mai."):
        staff.says(said)
    staff.presses("Senden, nur für diesen Wunsch")

    assert len(due(rig)) == 1


# --- marks


def test_tags_are_written_and_tapped_on_and_off(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    wishes(anna, "Kurs über Bienen")
    staff.says("/eingang 1")
    staff.presses("Schlagwörter")
    staff.says("Abendkurs")
    assert "✓ #abendkurs" in staff.person.last.labels
    assert "#abendkurs" in staff.presses("Zurück").text

    staff.says("/eingang 2")
    staff.presses("Schlagwörter")
    assert "✓ #abendkurs" in staff.presses("#abendkurs").labels
    assert "#abendkurs" in staff.presses("✓ #abendkurs").labels
    staff.says("/eingang 1")
    assert "Eingang · 1–1 von 1" in staff.says("/eingang #abendkurs").text
    staff.says("/eingang 1")
    staff.says("schlagwort -abendkurs")
    assert "#abendkurs" not in staff.says("/eingang 1").text


def test_a_delivery_that_comes_twice_tags_once(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    staff.presses("Schlagwörter")
    written = staff.person.writes("abend")
    staff.reads()
    rig.again(written)

    assert "#abend" in staff.person.last.text
    assert len(rig.dump()["desk_step"]) == 1


def test_the_threshold_is_set_by_button_or_number(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    staff.presses("Schwelle")
    assert "Interessiert: 1 von 4" in staff.presses("4").text
    assert "Interessiert: 1 von 20" in staff.says("schwelle 20").text
    assert "eine Zahl ab 1" in staff.says("schwelle viele").text


def test_words_are_cleaned_for_good_after_a_look(rig: Rig, staff: Citizen, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen mit Erika Mustermann")
    staff.says("/eingang 1")
    staff.presses("Text bereinigen")
    look = staff.says("Jodeln lernen")
    assert "Neu: Jodeln lernen\n" in look.text
    assert "Erika" in str(rig.dump()["wish"])
    done = staff.presses("Ja, Text ersetzen")

    assert "✓ Text bereinigt" in done.text
    assert "Erika" not in done.text
    assert "Erika" not in str(rig.dump())
    assert "Davor führt kein Weg zurück." in staff.presses("Schritt zurück").text


def test_never_mind_leads_back_and_other_things_leave_the_question(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    staff.presses("Text bereinigen")
    assert staff.says("abbrechen").text.startswith("Wunsch 1 · Angekommen")
    staff.presses("Text bereinigen")
    staff.says("/hilfe")
    staff.says("Chor")
    assert rig.dump()["desk_draft"] == []
    staff.says("/eingang 1")
    staff.presses("Text bereinigen")
    rig.hands.advance(hours=3)
    staff.says("Chor")
    assert rig.dump()["desk_draft"] == []
