"""Humans, erasure, and everything that is not a question."""

from __future__ import annotations

import logging

import pytest

from tests.house import Citizen, Rig


@pytest.mark.parametrize(
    "words",
    [
        "Mensch",
        "kann ich da nicht einfach anrufen?",
        "Ich möchte mit einem Menschen sprechen",
        "can I talk to a human?",
        "kann ich nicht mal jemanden anrufen",
        "gibt es eine telefonnummer?",
        "ich will telefonieren",
    ],
)
def test_a_human_can_be_asked_for_in_words(anna: Citizen, words: str) -> None:
    reply = anna.says(words)

    assert "Bildungsmanagement der Stadt Eisenach" in reply.text
    assert [b.payload for b in reply.buttons if b.kind == "copy_text"] == ["03691 670 403"]


def test_what_is_not_words_gets_a_friendly_word_and_leaves_no_trace(
    rig: Rig, anna: Citizen
) -> None:
    before = rig.dump()
    person = anna.person
    for _sent in (
        person.sends_photo("Mein Kind"),
        person.sends_voice(),
        person.sends_sticker(),
        person.sends_contact(),
        person.sends_location(),
        person.sends_document(),
    ):
        reply = anna.reads()
        assert reply.text.startswith("Ich kann nur geschriebene Worte lesen.")
        assert "03691 670 403" in reply.text
    assert len(anna.replies) == 6
    assert rig.dump() == before


def test_edited_messages_and_unknown_commands_get_a_friendly_word(anna: Citizen) -> None:
    update = anna.person.writes("schwimmkurs")
    anna.reads()
    anna.person.edits(update, "schwimmkurs für babys")
    assert anna.reads().text.startswith("Geänderte Nachrichten kann ich nicht beantworten.")
    assert anna.says("/fliegen").text.startswith("Diesen Befehl kenne ich nicht.")


@pytest.mark.parametrize(
    "words", ["/loeschen", "löschen", "Stopp", "abmelden", "Alle meine Daten löschen"]
)
def test_everything_about_a_person_can_be_deleted(rig: Rig, anna: Citizen, words: str) -> None:
    anna.says("/sprache")
    anna.presses("Deutsch")
    assert str(anna.person.id) in str(rig.dump())

    anna.says(words)
    assert anna.presses("Ja, alles löschen").text.startswith("Erledigt.")
    assert str(anna.person.id) not in str(rig.dump())


def test_deleting_asks_first(rig: Rig, anna: Citizen) -> None:
    anna.says("/sprache")
    anna.presses("Deutsch")
    anna.says("/loeschen")

    assert anna.presses("Nein, behalten").text == "Gut, es bleibt alles, wie es ist."
    assert str(anna.person.id) in str(rig.dump())


@pytest.mark.parametrize(
    "data",
    [
        "",
        "q",
        "q:",
        "q:x:y",
        "q:nichts:0",
        "o:",
        "o:abc",
        "o:99999999999999999999",
        "o:1|o:1|o:1",
        "t:0:0",
        "t:1:-5",
        "t:1:99999",
        "l:xx",
        "x:2",
        "ä" * 30,
        "zzz",
        "|",
        "a|a",
    ],
)
def test_forged_and_stale_buttons_do_no_harm(rig: Rig, anna: Citizen, data: str) -> None:
    anna.says("/start")
    before = rig.dump()
    anna.person.forges(data, anna.person.last)
    reply = anna.reads()

    assert reply.text
    assert "schiefgegangen" not in reply.text
    assert rig.dump() == before


def test_in_a_group_it_stays_silent(rig: Rig, anna: Citizen) -> None:
    group = rig.api.group(-1001, members=(anna.person,))
    anna.person.writes("/start", chat=group)
    anna.person.writes("schwimmkurs", chat=group)
    rig.settle()

    assert rig.api.sent("sendMessage") == []


def test_an_error_is_logged_with_a_number_and_without_words(
    rig: Rig, anna: Citizen, caplog: pytest.LogCaptureFixture
) -> None:
    rig.break_matcher()
    with caplog.at_level(logging.DEBUG):
        reply = anna.says("kanarienvogel geheim")

    assert reply.text.startswith("Entschuldigung, bei uns ist etwas schiefgegangen.")
    reference = reply.text.split("Nr. ")[1].split(")")[0]
    assert f"reference {reference}" in caplog.text
    assert "kanarienvogel" not in caplog.text
    assert str(anna.person.id) not in caplog.text


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("hilfe", "So geht es"),
        ("Hilfe!", "So geht es"),
        ("Datenschutz", "Datenschutz"),
        ("impressum", "Impressum"),
        ("english", "I speak English now."),
        ("alle angebote", "Alle Angebote in Eisenach"),
    ],
)
def test_every_button_can_also_be_typed(anna: Citizen, words: str, reply: str) -> None:
    assert anna.says(words).text.startswith(reply)


def test_a_live_location_is_not_answered_again_and_again(anna: Citizen) -> None:
    update = anna.person.sends_location()
    anna.reads()
    moved = {**update, "update_id": update["update_id"] + 1}
    moved["edited_message"] = {**moved.pop("message"), "edit_date": 1}
    anna.rig.again(moved)

    assert len(anna.replies) == 1


@pytest.mark.parametrize(
    "words", ["I don't understand", "ich verstehe nicht", "bitte langsam Deutsch", "kein Deutsch"]
)
def test_who_does_not_understand_is_offered_other_languages(anna: Citizen, words: str) -> None:
    seen = anna.says(words)
    assert "English" in seen.labels
    assert "Einfache Sprache" in seen.labels


@pytest.mark.parametrize("words", ["abbrechen", "nochmal", "cancel"])
def test_with_nothing_open_it_is_said_how_to_go_on(anna: Citizen, words: str) -> None:
    assert "Schritt für Schritt suchen" in anna.says(words).labels


def test_who_doubts_to_be_right_here_is_told_what_this_is(anna: Citizen) -> None:
    assert anna.says("bin ich hier richtig?").text.startswith("So geht es")


@pytest.mark.parametrize("words", ["pups", "du bist doof"])
def test_mischief_is_no_gap_in_the_list(anna: Citizen, words: str) -> None:
    assert anna.says(words).text.startswith("Das habe ich nicht verstanden.")


def test_no_thanks_is_a_goodbye(anna: Citizen) -> None:
    assert anna.says("nein danke").text.startswith("Auf Wiedersehen")


def test_somebody_old_and_alone_is_led_to_people(anna: Citizen) -> None:
    seen = anna.says("ich bin 78 und viel allein")
    assert "In unserem Verzeichnis steht dazu noch nichts" not in seen.text
