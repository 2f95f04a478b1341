"""The buttons of an offer's card, typed, however the card was opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views import buttons, cards
from tests.botapi.view import Seen
from tests.house import Citizen, Rig

ASKED = "Was stimmt hier nicht?"


@pytest.fixture
def card(anna: Citizen) -> Seen:
    """The card of an offer that was opened from an answer."""
    answer = anna.says("schwimmkurs")
    return anna.presses(answer.labels[1])


def linked(rig: Rig, citizen: Citizen, title: str) -> Seen:
    offer = next(one for one in rig.house.library.catalogue.offers if one.title == title)
    return citizen.says(f"/start o_{offer.key}")


@pytest.mark.parametrize(
    "words", ["Stimmt etwas nicht?", "stimmt etwas nicht", "das stimmt nicht", "fehler melden"]
)
def test_what_is_wrong_can_be_typed(rig: Rig, anna: Citizen, card: Seen, words: str) -> None:
    asked = anna.says(words)
    assert asked.text.startswith(card.text.split("\n")[0])
    assert ASKED in asked.text
    assert anna.says("Kosten").text.startswith("Danke!")
    assert [row[2] for row in rig.dump()["correction"]] == ["price"]
    assert anna.says("zurück").text == card.text


def test_on_a_card_opened_by_a_link_as_well(rig: Rig, anna: Citizen) -> None:
    title = rig.house.library.catalogue.offers[0].title
    linked(rig, anna, title)
    assert ASKED in anna.says("Stimmt etwas nicht?").text
    assert anna.says("Alle Angebote nach Thema").text.startswith("Alle Angebote in Eisenach")


def test_an_answer_in_between_does_not_matter(anna: Citizen, card: Seen) -> None:
    anna.says("chor")
    assert anna.says("stimmt etwas nicht").text.startswith(card.text.split("\n")[0])


def test_without_an_offer_it_is_explained(anna: Citizen) -> None:
    seen = anna.says("Stimmt etwas nicht?")
    assert "Öffnen Sie das Angebot" in seen.text
    assert "Alle Angebote nach Thema" in seen.labels


def test_back_leads_to_the_answer_and_then_no_further(anna: Citizen, card: Seen) -> None:
    assert anna.says("zurück").text.startswith("Das passt zu Ihrer Frage")
    assert anna.says("zurück").text.startswith("Weiter zurück geht es hier nicht.")
    assert card.labels[-1] == "Zurück"


def test_back_leads_to_the_topic(anna: Citizen) -> None:
    anna.says("/angebote")
    topic = anna.presses("Musik und Singen (29)")
    anna.presses(topic.labels[0])
    assert anna.says("Zurück").text == topic.text


@pytest.mark.parametrize("words", ["zurück", "back", "Zurueck!", "geh zurück"])
def test_back_with_nothing_open_is_no_question(anna: Citizen, words: str) -> None:
    seen = anna.says(words)
    assert seen.text.startswith("Weiter zurück geht es hier nicht.")
    assert "Schritt für Schritt suchen" in seen.labels


@pytest.mark.parametrize("words", ["von vorn", "nochmal von vorne", "start over"])
def test_from_the_start_is_no_question(anna: Citizen, words: str) -> None:
    assert anna.says(words).text.startswith("Guten Tag!")


def test_the_links_and_copies_can_be_typed(rig: Rig, anna: Citizen) -> None:
    card = linked(rig, anna, "Stadtbibliothek Eisenach")
    assert "eisenach" in anna.says("webseite").text
    assert "openstreetmap.org" in anna.says("Karte").text
    assert "start=o_" in anna.says("teilen").text
    assert "03691" in anna.says("Nummer kopieren").text
    assert "Nummer kopieren" in card.labels


@pytest.mark.parametrize("words", ["Nummer kopieren", "in den Kalender", "teilen"])
def test_without_an_offer_these_words_are_explained(anna: Citizen, words: str) -> None:
    assert anna.says(words).text.startswith("Das gehört zu einem Angebot.")


def test_the_german_request_and_its_buttons_can_be_typed(anna: Citizen, card: Seen) -> None:
    request = anna.says("Satz auf Deutsch")
    assert "Guten Tag" in request.text
    assert "Wie viele Jahre" in anna.says("Alter ändern").text
    assert "8 Jahre" in anna.says("8").text
    assert anna.says("zurück").text == card.text


def test_an_offer_of_a_path_leads_back_to_its_step(anna: Citizen) -> None:
    anna.says("kita schule")
    step = anna.says("1")
    assert anna.says("1").text.startswith(step.labels[0].rstrip("…"))
    assert anna.says("zurück").text == step.text


def test_of_a_child_s_birth_nothing_is_kept_with_an_offer(rig: Rig, anna: Citizen) -> None:
    anna.says("März 2025")
    anna.presses("Kita-Platz beantragen")
    assert not any("2025" in str(row[1]) for row in rig.dump()["card"])


@pytest.mark.parametrize("code", ["o:12|my words", "n:12:my words", "u:12:my words", "o:1 2"])
def test_nothing_foreign_is_kept(rig: Rig, anna: Citizen, code: str) -> None:
    anna.person.forges(code, anna.says("/start"))
    anna.reads()
    assert "words" not in str(rig.dump()["card"])


@given(st.text(alphabet="onu0123456789:|qtgrea-?+_ xyzä", max_size=64))
def test_what_is_kept_is_short_and_kept_again(code: str) -> None:
    kept = cards.kept(code)
    assert len(kept.encode()) <= buttons.CODE_BYTES
    assert cards.kept(kept) == kept


@pytest.mark.parametrize("code", ["n:999999:price|q:x:0", "u:999999", "n:abc", "i:12|x", "t:1:x"])
def test_forged_buttons_get_a_kind_word(anna: Citizen, code: str) -> None:
    anna.person.forges(code, anna.says("/start"))
    assert anna.reads().text
