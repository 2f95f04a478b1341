"""Which language and which tone the bot speaks: chosen, typed, or because a child asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.speaker import is_child
from bot.matching.stems import fold
from bot.storage import people
from tests.house import Citizen, Rig, fresh, living

LANGUAGES = ("Deutsch", "Deutsch (Du)", "Einfache Sprache", "English")


def _stored(rig: Rig, citizen: Citizen) -> str | None:
    person = citizen.person.id
    language: str | None = rig.run(rig.house.storage.read(lambda db: people.language(db, person)))
    return language


def test_each_language_is_offered_in_its_own_words(anna: Citizen) -> None:
    assert anna.says("/sprache").labels == LANGUAGES


@pytest.mark.parametrize(
    ("label", "reply"),
    [
        ("Deutsch", "Ich spreche jetzt Deutsch. Was suchen Sie?"),
        ("Deutsch (Du)", "Ich spreche jetzt Deutsch (Du). Was suchst du?"),
        ("Einfache Sprache", "Ich spreche jetzt Einfache Sprache. Manche Texte"),
        ("English", "I speak English now. What are you looking for?"),
    ],
)
def test_a_tap_chooses_a_language(anna: Citizen, label: str, reply: str) -> None:
    anna.says("/sprache")

    assert anna.presses(label).text.startswith(reply)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("du", "de@du"),
        ("Deutsch (Du)", "de@du"),
        ("bitte duzen", "de@du"),
        ("Du kannst mich duzen!", "de@du"),
        ("sag du zu mir", "de@du"),
        ("Sie", "de"),
        ("bitte siezen", "de"),
        ("auf deutsch", "de"),
        ("einfache sprache", "de@simple"),
        ("Leichte Sprache", "de@simple"),
        ("bitte in einfacher Sprache", "de@simple"),
        ("simple german", "de@simple"),
        ("English", "en"),
        ("please in english", "en"),
    ],
)
def test_a_language_can_be_asked_for_in_words(
    rig: Rig, anna: Citizen, words: str, language: str
) -> None:
    anna.says(words)

    assert _stored(rig, anna) == language


def test_german_is_a_language_to_some_and_a_subject_to_others(
    anna: Citizen, olena: Citizen
) -> None:
    assert olena.says("Deutsch").text == "Ich spreche jetzt Deutsch. Was suchen Sie?"
    seen = anna.says("Deutsch")
    assert seen.text.startswith("Ich spreche schon Deutsch mit Ihnen.")
    assert seen.labels == ("Einfache Sprache", "Deutsch (Du)")
    assert "Deutschkurs" in seen.text
    anna.says("du")
    assert anna.says("deutsch").labels == ("Einfache Sprache", "Deutsch")


def test_a_forged_language_leads_to_the_choice(rig: Rig, anna: Citizen) -> None:
    anna.says("/sprache")
    anna.person.forges("l:de@klingon")

    assert anna.reads().labels == LANGUAGES
    assert _stored(rig, anna) is None


def test_a_child_is_addressed_as_du_from_then_on(tmp_path: Path) -> None:
    with living(fresh(tmp_path)) as rig:
        anna = rig.citizen()
        assert "Ihrer Frage" in anna.says("gitarre lernen").text
        assert "deiner Frage" in anna.says("bin 12 jahre alt und will gitarre lernen").text
    with living(fresh(tmp_path)) as rig:
        anna = rig.citizen()
        assert anna.says("/start").text.startswith("Hallo! Ich suche für dich")
        anna.says("sie")
        assert "Ihrer Frage" in anna.says("ich bin 12, gitarre lernen").text


def test_an_english_sentence_of_a_child_gets_du_where_german_is_spoken(
    rig: Rig, anna: Citizen, olena: Citizen
) -> None:
    anna.says("i'm 13 and want to learn guitar")
    olena.says("i'm 13 and want to learn guitar")

    assert (_stored(rig, anna), _stored(rig, olena)) == ("de@du", None)


def test_who_chose_a_wording_keeps_it_whatever_their_age(rig: Rig, anna: Citizen) -> None:
    anna.says("einfache sprache")
    answer = anna.says("ich bin 12 und will gitarre lernen")

    assert "Das habe ich verstanden: 12 Jahre" in answer.text
    assert _stored(rig, anna) == "de@simple"


def test_a_child_in_danger_reads_du_and_nothing_is_kept(rig: Rig, anna: Citizen) -> None:
    before = rig.dump()
    help_ = anna.says("ich bin 12 und will nicht mehr leben")

    assert "Bist du in Gefahr? Ruf 112." in help_.text
    assert rig.dump() == before


def test_who_chose_du_reads_it_in_danger_too(anna: Citizen) -> None:
    anna.says("du")
    help_ = anna.says("ich will nicht mehr leben")

    assert "Gut, dass du das schreibst." in help_.text
    assert " Sie " not in help_.text


def test_einfache_sprache_beside_english_for_a_telegram_in_another_language(rig: Rig) -> None:
    emre = rig.citizen("tr")
    emre.says("einfache sprache")
    help_ = emre.says("ich will nicht mehr leben")

    assert "Rufen Sie 112 an." in help_.text
    assert "Call 112." in help_.text


@pytest.mark.parametrize(
    "text",
    [
        "ich bin 15",
        "Hallo, ich bin 8.",
        "bin 12 jahre alt und will gitarre lernen",
        "Ich bin erst 14, wo kann ich schwimmen?",
        "ich bin zwölf",
        "ich bin ein mädchen, 10",
        "Ich bin 13-jährige Schülerin und suche Nachhilfe",
        "ich bin 13 jahre und mein bruder ist 18",
        "ich werde bald 16",
        "bin 9 möchte fußball spielen",
        "ich gehe in die 7. Klasse",
        "I’m 13 years old",
        "i am 11 and like football",
    ],
)
def test_it_hears_a_child(text: str) -> None:
    assert is_child(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "mein sohn ist 12",
        "ich bin 45 und meine tochter ist 12",
        "ich bin mutter von 12-jährigen zwillingen",
        "ich bin 12 wochen schwanger",
        "ich bin 10 jahre in deutschland",
        "ich bin 1,5 jahre in elternzeit",
        "bin 15 minuten entfernt",
        "ich bin 1. vorsitzende im verein",
        "ich bin in der 7. klasse lehrerin",
        "ich gehe in die 11. klasse",
        "meine tochter geht in die 7. klasse",
        "als ich 12 war",
        "im 13. Monat",
        "ich bin 16",
        "ich werde 17",
        "wir sind 12",
    ],
)
def test_it_takes_nobody_else_for_a_child(text: str) -> None:
    assert not is_child(fold(text))


@given(st.text(st.sampled_from("ich bin werde 0123456789,.-klasse jahre und ²٣"), max_size=60))
def test_any_text_is_a_childs_or_not(text: str) -> None:
    assert is_child(fold(text)) in {True, False}


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("sie", ("Einfache Sprache", "English")),
        ("du", ("Einfache Sprache", "English")),
        ("einfache sprache", ("Deutsch", "English")),
        ("english", ("Deutsch", "Einfache Sprache")),
    ],
)
def test_the_first_message_offers_the_other_languages(
    anna: Citizen, words: str, others: tuple[str, str]
) -> None:
    anna.says(words)
    labels = anna.says("/start").labels

    assert tuple(label for label in labels if label in LANGUAGES) == others
