"""First help, other offices' business, small talk, and taking back what was understood."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.house import Citizen, Rig

NIGHT = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
AFTERNOON = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


def test_a_teenager_in_danger_at_night_reads_who_answers_now(rig: Rig, anna: Citizen) -> None:
    rig.hands.now = NIGHT
    help_ = anna.says("bin 15, zuhause werde ich geschlagen")

    assert "Bist du in Gefahr? Ruf 110." in help_.text
    now, later = help_.text.split("Zu anderen Zeiten:")
    assert "0800 111 0 111" in now
    assert "116 111 (Montag bis Samstag 14 bis 20 Uhr" in later
    assert " Sie " not in help_.text


def test_in_the_afternoon_the_childrens_line_comes_first(rig: Rig, anna: Citizen) -> None:
    rig.hands.now = AFTERNOON
    help_ = anna.says("bin 15, zuhause werde ich geschlagen")

    assert help_.text.index("116 111") < help_.text.index("0800 111 0 111")
    assert "Zu anderen Zeiten" not in help_.text


def test_an_adult_who_wants_to_die_reads_112_and_a_line_at_once(rig: Rig, anna: Citizen) -> None:
    help_ = anna.says("ich will nicht mehr leben")

    assert "Rufen Sie 112." in help_.text
    assert "0800 111 0 111" in help_.text


def test_a_crisis_leaves_nothing_behind_and_can_be_taken_out_of_the_chat(
    rig: Rig, anna: Citizen
) -> None:
    before = rig.dump()
    anna.says("ich will nicht mehr leben")
    assert rig.dump() == before
    anna.person.presses("Diese Nachrichten löschen")
    rig.settle()

    assert anna.person.reads() == []


def test_a_telegram_in_another_language_reads_german_and_english(rig: Rig) -> None:
    help_ = rig.citizen("uk").says("ich will nicht mehr leben")

    assert "Rufen Sie 112." in help_.text
    assert "Call 112." in help_.text


def test_a_professional_question_gets_offers_first_and_one_line_of_help_last(anna: Citizen) -> None:
    answer = anna.says("Fortbildung Suizidprävention für Lehrkräfte")

    assert "Bist du" not in answer.text
    assert "Rufen Sie 112" not in answer.text
    assert "Wenn Sie selbst Hilfe brauchen: TelefonSeelsorge" in answer.text.splitlines()[-1]


def test_another_offices_business_is_named_and_led_on(anna: Citizen) -> None:
    answer = anna.says("Wann wird die gelbe Tonne abgeholt?")

    assert answer.text.startswith("Das weiß ich leider nicht.")
    assert "Stadtverwaltung Eisenach" in answer.text


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("danke", "Gern!"),
        ("hallo", "Guten Tag!"),
        ("wer bist du", "Ich bin ein Programm"),
        ("tschüss", "Auf Wiedersehen"),
    ],
)
def test_small_talk_gets_a_short_human_word(anna: Citizen, words: str, reply: str) -> None:
    assert anna.says(words).text.startswith(reply)


def test_what_was_understood_is_shown_and_can_be_taken_back(anna: Citizen) -> None:
    answer = anna.says("kita für meine 15-jährige tochter")
    assert "Verstanden: 15 Jahre" in answer.text

    without = anna.presses("15 Jahre ✕")
    assert "15 Jahre" not in without.text
    assert without.text.startswith("Das passt zu Ihrer Frage:")
    assert "15 Jahre ✕" not in without.labels


def test_what_is_asked_about_an_offer_comes_first(anna: Citizen) -> None:
    assert "Wann: dienstags 19.30 Uhr" in anna.says("wann probt der bachchor").text


def test_all_of_a_kind_are_counted(anna: Citizen) -> None:
    answer = anna.says("welche grundschulen gibt es")

    assert " Angebote passen zu Ihrer Frage:" in answer.text
    assert any(label.startswith("Alle zeigen (") for label in answer.labels)


def test_an_unanswered_question_is_passed_on_only_when_tapped(rig: Rig, anna: Citizen) -> None:
    anna.says("Japanisch Kurs")
    assert rig.dump()["passed_question"] == []
    for _ in range(2):
        thanks = anna.presses("Frage weitergeben")
        assert "liegt jetzt ohne Ihren Namen hier: Bildungsmanagement" in thanks.text

    [kept] = rig.dump()["passed_question"]
    assert "Japanisch Kurs" in kept
    assert str(anna.person.id) not in str(kept)


def test_first_help_stays_when_somebody_nearby_is_looked_at(anna: Citizen) -> None:
    help_ = anna.says("zuhause werde ich geschlagen, was soll ich tun")
    nearby = [b.label for b in help_.buttons if b.payload.startswith("o:")]
    for label in nearby:
        assert label.rstrip("…") in help_.text, "their numbers stand in the text"
        card = anna.presses(label)
        assert card.id != help_.id
    assert "Mit einem Menschen sprechen" in help_.labels
    assert (
        "Rufen Sie 110" in anna.person.reads()[1].text or "Ruf 110" in anna.person.reads()[1].text
    )


def test_the_second_no_in_a_row_says_something_new(anna: Citizen) -> None:
    first = anna.says("Japanisch Kurs")
    second = anna.says("Koreanisch Kurs")

    assert "Am besten hilft Ihnen jetzt ein Mensch." not in first.text
    assert "Am besten hilft Ihnen jetzt ein Mensch." in second.text
