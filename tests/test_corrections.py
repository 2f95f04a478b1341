"""“Stimmt etwas nicht?”: kept for staff once, without a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot import corrections
from bot.corrections import MOST, Wrong
from bot.storage import corrections as stored
from bot.storage.corrections import Correction
from bot.storage.units import Storage
from tests.botapi.view import Seen
from tests.house import Citizen, Rig

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def said(rig: Rig) -> list[tuple[str, str, str]]:
    """What is kept: the offer, what is wrong, the language."""
    return [(offer, kind, language) for _, offer, kind, language, *_ in rig.dump()["correction"]]


def choice(citizen: Citizen, rig: Rig) -> Seen:
    citizen.says(f"/start o_{rig.house.library.catalogue.offers[0].key}")
    return citizen.presses("Stimmt etwas nicht?")


# --- in the chat


def test_two_taps_tell_staff_what_is_wrong(rig: Rig, anna: Citizen) -> None:
    offer = rig.house.library.catalogue.offers[0]
    seen = choice(anna, rig)

    assert seen.text.startswith(offer.title)
    assert seen.labels == (
        "Termin oder Uhrzeit",
        "Kosten",
        "Ort",
        "Kontakt oder Telefon",
        "Gibt es nicht mehr",
        "Etwas anderes",
        "Zurück",
    )
    thanks = anna.presses("Kosten")
    assert thanks.text.startswith("Danke! Ihr Hinweis liegt jetzt hier: Bildungsmanagement")
    assert "03691 670 403" in thanks.text
    assert said(rig) == [(offer.id, "price", "de")]


def test_the_way_leads_back_to_the_card_and_to_its_list(anna: Citizen) -> None:
    answer = anna.says("schwimmkurs")
    seen = anna.presses(answer.labels[0])
    anna.presses("Stimmt etwas nicht?")
    assert anna.presses("Zurück").text == seen.text
    anna.presses("Stimmt etwas nicht?")
    anna.presses("Ort")
    assert anna.presses("Zurück").text == seen.text
    assert anna.presses("Zurück").text == answer.text


def test_nothing_of_the_person_is_kept(rig: Rig, anna: Citizen) -> None:
    choice(anna, rig)
    anna.presses("Gibt es nicht mehr")

    assert rig.dump()["person"] == []
    assert str(anna.person.id) not in str(rig.dump()["correction"])


def test_the_same_update_or_card_says_it_once(rig: Rig, anna: Citizen) -> None:
    choice(anna, rig)
    pressed = anna.person.presses("Kosten")
    rig.settle()
    rig.again(pressed)
    for _ in range(3):
        anna.presses("Zurück")
        anna.presses("Stimmt etwas nicht?")
        anna.presses("Kosten")
    assert [kind for _, kind, _ in said(rig)] == ["price"]

    anna.presses("Zurück")
    anna.presses("Stimmt etwas nicht?")
    anna.presses("Ort")
    assert [kind for _, kind, _ in said(rig)] == ["price", "place"]


def test_a_second_tap_is_thanked_and_adds_nothing(rig: Rig, anna: Citizen) -> None:
    seen = choice(anna, rig)
    thanks = anna.presses("Kosten")
    anna.person.forges(seen.button("Kosten").payload, anna.person.last)

    assert anna.reads().text == thanks.text
    assert len(said(rig)) == 1


def test_a_message_too_old_to_look_at_asks_once_more(rig: Rig, anna: Citizen) -> None:
    old = choice(anna, rig)
    rig.hands.advance(days=3)
    fresh = anna.presses("Kosten")

    assert (fresh.text, said(rig)) == (old.text, [])
    assert fresh.id != old.id
    anna.presses("Kosten")
    assert len(said(rig)) == 1


def test_mutated_buttons_have_no_effect(rig: Rig, anna: Citizen) -> None:
    """Nobody gets a correction in whose buttons they were never shown."""
    seen = choice(anna, rig)
    draw = Random(6)
    for button in seen.buttons[:-1]:
        for _ in range(60):
            anna.person.forges(f"n:{rig.house.library.catalogue.offers[0].key}", seen)
            anna.person.forges(mutated(button.payload, draw), seen)
    rig.settle()

    assert said(rig) == []


def mutated(code: str, draw: Random) -> str:
    """Another code of a known letter, one character away or two."""
    letters = list(code)
    for _ in range(draw.randint(1, 2)):
        letters[draw.randrange(2, len(letters))] = draw.choice("0123456789:|priceto-x")
    changed = "".join(letters)
    return changed if changed != code else code + "0"


def test_two_people_say_it_twice(rig: Rig, anna: Citizen) -> None:
    for citizen in (anna, rig.citizen()):
        choice(citizen, rig)
        citizen.presses("Kosten")

    assert len(said(rig)) == 2


@pytest.mark.parametrize("code", ["n", "n:", "n:0", "n:999999:price", "n:-4:price", "n:x:y|z"])
def test_a_forged_button_of_no_offer_gets_a_kind_word(rig: Rig, anna: Citizen, code: str) -> None:
    anna.person.forges(code, anna.says("/start"))

    assert "nicht mehr in unserem Verzeichnis" in anna.reads().text
    assert said(rig) == []


def test_a_forged_reason_asks_what_is_wrong(rig: Rig, anna: Citizen) -> None:
    key = rig.house.library.catalogue.offers[0].key
    for reason in ("everything", "PRICE", "price:price|", "'; DROP TABLE correction"):
        anna.person.forges(f"n:{key}:{reason}"[:64], anna.says("/start"))
        seen = anna.reads()
        assert "Was stimmt hier nicht?" in seen.text or reason.startswith("price:")


# --- in the database


def keep(storage: Storage, message: int, wrong: Wrong, now: datetime = NOW) -> None:
    correction = Correction("chor", wrong.value, "de", message)
    storage.write_now(lambda db: corrections.keep(db, correction, now))


def number(storage: Storage) -> int:
    return storage.read_now(
        lambda db: stored.number_since(db, "chor", datetime.min.replace(tzinfo=UTC))
    )


def test_one_offer_takes_so_many_a_day_and_no_more(storage: Storage) -> None:
    for message in range(MOST + 5):
        keep(storage, message, Wrong.PRICE)
    assert number(storage) == MOST

    keep(storage, 999, Wrong.PRICE, NOW + timedelta(days=1, seconds=1))
    assert number(storage) == MOST + 1


def test_staff_have_it_for_a_year(storage: Storage) -> None:
    keep(storage, 1, Wrong.GONE)
    storage.write_now(lambda db: corrections.forget(db, NOW + timedelta(days=365)))
    assert number(storage) == 1

    storage.write_now(lambda db: corrections.forget(db, NOW + timedelta(days=365, seconds=1)))
    assert number(storage) == 0
