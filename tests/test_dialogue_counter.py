"""A wish that somebody says on the phone: written down by staff, without who said it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.people.roles import Role
from bot.storage import wishes as stored
from bot.storage.wishes import Wish
from bot.wishes import drafts
from bot.wishes.wish import Source
from handlers.context import HOUSE
from tests.house import Citizen, Rig, fresh, living

NO_WISHES: list[str] = []


@pytest.fixture
def clerk(rig: Rig) -> Citizen:
    clerk = rig.citizen(name="Frau Meier")
    appoint(rig, clerk)
    return clerk


def appoint(rig: Rig, *staff: Citizen) -> None:
    appointed = {one.person.id: Role.STAFF for one in staff}
    rig.house = replace(rig.house, appointed=appointed)
    rig.app.bot_data[HOUSE] = rig.house


def texts(rig: Rig) -> list[str]:
    return [wish.content.text for wish in all_wishes(rig)]


def all_wishes(rig: Rig) -> list[Wish]:
    found: list[Wish] = rig.run(rig.house.storage.read(lambda db: list(stored.every(db))))
    return found


def test_a_call_becomes_a_wish_that_nobody_follows(rig: Rig, clerk: Citizen) -> None:
    assert clerk.says("/eintragen").text.startswith("Wunsch für jemanden eintragen\nWas fehlt")
    card = clerk.says("Jodeln lernen")
    assert "„Jodeln lernen“" in card.text
    assert "✓ Schalter" in card.labels
    assert texts(rig) == NO_WISHES
    assert "✓ Telefon" in clerk.presses("Telefon").labels
    clerk.presses("Ältere Menschen")
    clerk.presses("Vor Ort, abends")

    receipt = clerk.presses("Eintragen")
    assert receipt.text.startswith("Eingetragen: Wunsch Nr. 1\n„Jodeln lernen“\nQuelle: Telefon")
    [wish] = all_wishes(rig)
    assert (wish.source, wish.interested) == (Source.PHONE, 1)
    assert (wish.content.details.age_from, wish.content.details.time) == (60, "evening")
    rows = rig.dump()
    assert (rows["wish_follower"], rows["consent"]) == ([], [])
    person = str(clerk.person.id)
    assert not any(person in map(str, row) for row in rows["wish"] + rows["wish_draft"])


def test_everything_can_be_typed(rig: Rig, clerk: Citizen) -> None:
    clerk.says("/eintragen Jodeln lernen")
    assert "✓ Konferenz" in clerk.says("Konferenz").labels
    assert "Kinder · abends" in clerk.says("Kinder, abends").text

    assert "Nr. 1" in clerk.says("eintragen").text
    assert [wish.source for wish in all_wishes(rig)] == [Source.CONFERENCE]


@pytest.mark.parametrize(
    ("said", "source"),
    [("Telefon", "Telefon"), ("am Telefon", "Telefon"), ("Konferenz", "Konferenz")],
)
def test_how_it_came_in_is_not_taken_for_the_wish(
    rig: Rig, clerk: Citizen, said: str, source: str
) -> None:
    clerk.says("/eintragen")
    asked = clerk.says(said)
    assert asked.text.startswith(f"Quelle: {source}")
    assert "Was fehlt diesem Menschen?" in asked.text
    card = clerk.says("Yoga für Schwangere")

    assert "„Yoga für Schwangere“" in card.text
    assert f"✓ {source}" in card.labels
    assert clerk.says(f"/eintragen {said}").text == asked.text


def test_how_it_came_in_may_stand_before_the_words(clerk: Citizen) -> None:
    card = clerk.says("/eintragen Telefon: Yoga für Schwangere")

    assert "„Yoga für Schwangere“" in card.text
    assert "✓ Telefon" in card.labels


def test_a_wish_for_a_telephone_course_is_a_wish(clerk: Citizen) -> None:
    assert "„Telefonkurs“" in clerk.says("/eintragen Telefonkurs").text
    assert "„Telefon und Tablet bedienen“" in clerk.says("Telefon und Tablet bedienen").text


def test_words_on_the_card_change_the_wish(rig: Rig, clerk: Citizen) -> None:
    clerk.says("/eintragen Yoga")
    clerk.presses("Telefon")
    clerk.presses("Online")
    card = clerk.says("Yoga für Schwangere")
    assert "„Yoga für Schwangere“" in card.text
    assert "✓ Telefon" in card.labels
    assert "✓ Online" in card.labels
    assert "✓ Konferenz" in clerk.says("auf einer Tagung").labels
    clerk.says("speichern")

    assert texts(rig) == ["Yoga für Schwangere"]


def test_what_is_entered_is_not_said_to_be_discarded(rig: Rig, clerk: Citizen) -> None:
    clerk.says("/eintragen Yoga für Schwangere")
    receipt = clerk.presses("Eintragen")

    assert clerk.says("zurück").text == receipt.text
    assert texts(rig) == ["Yoga für Schwangere"]


def test_a_second_tap_takes_a_detail_back_and_keeps_the_source(clerk: Citizen) -> None:
    clerk.says("/eintragen Jodeln lernen")
    clerk.presses("Telefon")
    clerk.presses("Online")
    card = clerk.presses("✓ Online")

    assert "✓ Online" not in card.labels
    assert "✓ Telefon" in card.labels


def test_other_words_take_the_place_of_the_first(rig: Rig, clerk: Citizen) -> None:
    clerk.says("/eintragen Jodeln lernen")
    clerk.presses("Telefon")
    clerk.presses("Anders schreiben")
    card = clerk.says("Jodeln für Anfänger")

    assert "„Jodeln für Anfänger“" in card.text
    assert "✓ Telefon" in card.labels
    clerk.presses("Eintragen")
    assert texts(rig) == ["Jodeln für Anfänger"]


@pytest.mark.parametrize("says", ["abbrechen", "nein"])
def test_it_can_be_given_up(rig: Rig, clerk: Citizen, says: str) -> None:
    clerk.says("/eintragen Jodeln lernen")
    assert clerk.presses("Verwerfen").text == "In Ordnung. Es wurde nichts eingetragen."
    clerk.presses("Noch einen Wunsch eintragen")

    assert clerk.says(says).text == "In Ordnung. Es wurde nichts eingetragen."
    assert (texts(rig), rig.dump()["wish_draft"]) == ([], [])


@pytest.mark.parametrize(
    ("text", "answer"),
    [("?!", "kein Wort"), ("ab", "sehr kurz"), ("Jodeln " * 800, "Das ist viel")],
)
def test_what_is_no_wish_is_asked_for_again(
    rig: Rig, clerk: Citizen, text: str, answer: str
) -> None:
    clerk.says("/eintragen")

    assert answer in clerk.says(text).text
    assert "„Jodeln lernen“" in clerk.says("Jodeln lernen").text


def test_ways_to_reach_somebody_are_left_out(rig: Rig, clerk: Citizen) -> None:
    card = clerk.says("/eintragen Jodeln, Anruf bei 0170 1234567 oder a@b.de")
    assert "Telefonnummern, Mail-Adressen und Links lasse ich weg." in card.text

    clerk.presses("Eintragen")
    assert texts(rig) == ["Jodeln, Anruf"]


def test_danger_brings_first_help_first(rig: Rig, clerk: Citizen) -> None:
    card = clerk.says("/eintragen ich will mich umbringen")

    assert "112" in clerk.replies[-2].text
    assert "Eintragen" in card.labels
    clerk.presses("Eintragen")
    assert [wish.content.sensitive for wish in all_wishes(rig)] == [True]


def test_anything_else_is_a_question_still(clerk: Citizen) -> None:
    clerk.says("/eintragen Jodeln lernen")
    clerk.presses("Eintragen")
    assert "Das passt zu Ihrer Frage" in clerk.says("schwimmkurs für kinder").text

    clerk.says("/eintragen")
    clerk.says("/hilfe")
    assert "Das passt zu Ihrer Frage" in clerk.says("schwimmkurs für kinder").text


def test_the_next_day_a_text_is_no_wish(rig: Rig, clerk: Citizen) -> None:
    clerk.says("/eintragen")
    rig.hands.advance(hours=2)

    assert "Das passt zu Ihrer Frage" in clerk.says("schwimmkurs für kinder").text


def test_a_restart_between_any_two_taps_loses_nothing(tmp_path: Path) -> None:
    steps = ("/eintragen", "Jodeln lernen", "Telefon", "Kinder", "Eintragen")
    for place, text in enumerate(steps):
        with living(fresh(tmp_path)) as rig:
            clerk = rig.citizen(name="Frau Meier")
            appoint(rig, clerk)
            rig.api.bot.updates.next_id += place  # the fake Telegram counts from the same number
            clerk.says(text)
            found = all_wishes(rig)

    assert [(wish.source, wish.content.details.age_to) for wish in found] == [(Source.PHONE, 11)]


def test_what_is_delivered_twice_is_entered_once(rig: Rig, clerk: Citizen) -> None:
    for does, what in (
        (clerk.person.writes, "/eintragen Jodeln lernen"),
        (clerk.person.presses, "Telefon"),
        (clerk.person.presses, "Eintragen"),
    ):
        update = does(what)
        rig.settle()
        rig.again(update)
        rig.again(update)

    assert texts(rig) == ["Jodeln lernen"]
    assert [wish.interested for wish in all_wishes(rig)] == [1]
    assert "Nr. 1" in clerk.person.last.text


def test_who_is_staff_no_more_enters_nothing(rig: Rig, clerk: Citizen) -> None:
    clerk.says("/eintragen")
    appoint(rig)
    assert "Das passt zu Ihrer Frage" in clerk.says("schwimmkurs für kinder").text

    assert clerk.says("/eintragen Jodeln").text.startswith("Das ist für Menschen mit einer")
    assert texts(rig) == NO_WISHES


def test_a_forwarded_text_is_nobodys_wish(rig: Rig, clerk: Citizen, anna: Citizen) -> None:
    anna.says("Jodeln lernen")
    clerk.says("/eintragen")
    clerk.person.forwards(anna.person.reads()[-2])

    assert "Wunsch für jemanden" not in clerk.reads().text


@pytest.mark.parametrize(
    "code", ["C", "C:s", "C:s:nothing", "C:o:nothing:king", "C:w:x:y:z", "C:t:x:y", "C:::::::"]
)
def test_a_forged_code_does_no_harm(rig: Rig, clerk: Citizen, code: str) -> None:
    clerk.says("/eintragen")
    clerk.person.forges(code, clerk.person.last)

    assert clerk.reads().text
    assert texts(rig) == NO_WISHES


def test_the_draft_is_gone_after_a_day(rig: Rig, clerk: Citizen) -> None:
    clerk.says("/eintragen Jodeln lernen")
    rig.hands.advance(hours=25)
    rig.run(rig.house.storage.write(lambda db: drafts.forget(db, rig.hands.now)))

    assert clerk.presses("Eintragen").text.startswith("Diesen Entwurf gibt es nicht mehr")


def test_the_menu_of_staff_has_it(rig: Rig, clerk: Citizen) -> None:
    rig.introduce()
    clerk.says("/team")

    assert "eintragen" in clerk.person.commands
