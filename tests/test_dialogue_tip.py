"""Somebody knows an offer that we do not."""

from __future__ import annotations

import pytest

from tests.desks import colleague
from tests.house import Citizen, Rig

UNKNOWN = "Japanisch Kurs"
TIP = "In der Georgenschule gibt es freitags eine Japanisch-AG, 03691 123456"


def tips(rig: Rig) -> list[str]:
    return [str(row[2]) for row in rig.dump()["tip"]]


def test_a_tip_is_two_steps_from_an_answer_that_did_not_help(rig: Rig, anna: Citizen) -> None:
    answer = anna.says(UNKNOWN)
    assert [[one.label for one in row] for row in answer.rows][-2] == [
        "Frage weitergeben",
        "Ich kenne eins",
    ]
    prompt = anna.presses("Ich kenne eins")
    assert prompt.text.startswith("Schön, dass Sie etwas kennen! Was ist es, und wo?")
    assert "und Ihre Frage, ohne Ihren Namen" in prompt.text

    assert anna.says(TIP).text.startswith("Danke für den Hinweis! Er liegt jetzt hier: Bildungs")

    card = colleague(rig).says("/eingang Hinweis 1")
    assert TIP in card.text
    assert f"Hinweis zur Frage: {UNKNOWN}" in card.text
    # What comes behind it is a question again.
    assert "Chor" in anna.says("Chor").text
    assert tips(rig) == [TIP]


@pytest.mark.parametrize("said", ["ich kenne eins", "Ich kenne da was!", "I know one"])
def test_it_can_be_typed_and_then_has_no_question(rig: Rig, anna: Citizen, said: str) -> None:
    assert "Hinweis ohne Ihren Namen" in anna.says(said).text
    anna.says(TIP)

    assert tips(rig) == [TIP]
    assert "Hinweis zur Frage" not in colleague(rig).says("/eingang Hinweis 1").text


def test_nobody_is_kept_beside_it(rig: Rig, anna: Citizen) -> None:
    anna.says("ich kenne eins")
    anna.says(TIP)

    assert all(anna.person.id not in row for row in rig.dump()["tip"])


@pytest.mark.parametrize("said", ["https://example.org/kurs", "03691 123456", "www.example.de !"])
def test_a_link_alone_is_not_enough(rig: Rig, anna: Citizen, said: str) -> None:
    anna.says("ich kenne eins")
    assert anna.says(said).text.startswith("Ein Link oder eine Nummer allein hilft noch nicht.")
    assert tips(rig) == []
    anna.says(f"Japanisch-AG {said}")
    assert tips(rig) == [f"Japanisch-AG {said}"]


def test_what_has_no_word_and_what_others_wrote_is_refused(rig: Rig, anna: Citizen) -> None:
    anna.says("ich kenne eins")
    assert "kein Wort" in anna.says("🙂🙂").text
    anna.person.forwards(anna.person.reads()[0])
    assert anna.reads().text.startswith("Bitte schreiben Sie es mit eigenen Worten.")
    assert tips(rig) == []


def test_who_is_in_danger_is_helped_and_nothing_is_kept(rig: Rig, anna: Citizen) -> None:
    anna.says("ich kenne eins")
    assert "112" in anna.says("ich will nicht mehr leben").text
    assert tips(rig) == []


def test_a_delivery_that_comes_twice_is_one_tip(rig: Rig, anna: Citizen) -> None:
    anna.says("ich kenne eins")
    written = anna.person.writes(TIP)
    anna.reads()
    rig.again(written)

    assert anna.person.last.text.startswith("Danke für den Hinweis!")
    assert tips(rig) == [TIP]


def test_it_is_left_by_words_commands_buttons_and_time(rig: Rig, anna: Citizen) -> None:
    anna.says("ich kenne eins")
    assert anna.says("doch nicht").text.startswith("Gut. Es wurde nichts abgeschickt.")
    anna.says("Chor")
    anna.says("ich kenne eins")
    anna.says("/hilfe")
    anna.says("Chor")
    answer = anna.says(UNKNOWN)
    anna.says("ich kenne eins")
    anna.person.presses("Mit einem Menschen sprechen", answer)
    anna.reads()
    anna.says("Chor")
    anna.says("ich kenne eins")
    rig.hands.advance(minutes=31)
    anna.says("Chor")

    assert tips(rig) == []


def test_children_are_asked_as_children_are(anna: Citizen) -> None:
    anna.says("/sprache")
    anna.presses("Deutsch (Du)")
    assert anna.says("ich kenne eins").text.startswith("Schön, dass du etwas kennst!")
