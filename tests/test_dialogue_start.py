"""Hello, help, languages, notices."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import Citizen, Rig, fresh, living


def test_it_says_hello_in_a_few_words_with_an_example(anna: Citizen) -> None:
    hello = anna.says("/start")

    assert hello.text.startswith("Guten Tag! Ich suche für Sie Kurse und Hilfe in Eisenach.")
    assert "Ich bin ein Programm." in hello.text
    assert "Bitte keine Namen und keine Krankheiten." in hello.text
    assert hello.labels == (
        "Schritt für Schritt suchen",
        "Alle Angebote nach Thema",
        "Einfache Sprache",
        "English",
        "Datenschutz",
        "Mit einem Menschen sprechen",
    )


def test_it_speaks_english_to_an_english_telegram(olena: Citizen) -> None:
    assert olena.says("/start").text.startswith("Hello! I find courses and help in Eisenach")


@pytest.mark.parametrize("code", ["tr", "", "de-AT", "x" * 40])
def test_it_speaks_german_where_it_knows_no_better(rig: Rig, code: str) -> None:
    assert rig.citizen(code).says("/start").text.startswith("Guten Tag!")


def test_a_chosen_language_is_remembered_over_a_restart(tmp_path: Path) -> None:
    with living(fresh(tmp_path)) as rig:
        anna = rig.citizen()
        anna.says("/sprache")
        assert anna.presses("English").text.startswith("I speak English now.")
    with living(fresh(tmp_path)) as rig:
        assert rig.citizen().says("/start").text.startswith("Hello!")


def test_every_notice_is_one_tap_or_one_command_away(anna: Citizen) -> None:
    anna.says("/start")
    by_tap = anna.presses("Datenschutz").text

    assert by_tap == anna.says("/datenschutz").text == anna.says("/privacy").text
    assert "24 Stunden" in by_tap
    assert anna.says("/impressum").text.startswith("Impressum")
    assert "/loeschen" in anna.says("/hilfe").text


def test_a_shared_link_opens_the_offer(rig: Rig, anna: Citizen) -> None:
    offer = rig.house.library.catalogue.offers[0]

    assert anna.says(f"/start o_{offer.key}").text.startswith(offer.title)
    assert "nicht mehr in unserem Verzeichnis" in anna.says("/start o_999999").text
    assert anna.says("/start irgendwas").text.startswith("Guten Tag!")


def test_commands_are_registered_in_each_language(rig: Rig, anna: Citizen, olena: Citizen) -> None:
    rig.introduce()

    assert anna.person.commands[:2] == ["wegweiser", "angebote"]
    assert olena.person.commands[:2] == ["guide", "offers"]
    for citizen in (anna, olena):
        for command in citizen.person.commands:
            assert "kenne ich nicht" not in citizen.says(f"/{command}").text
            assert "do not know" not in citizen.reads().text
