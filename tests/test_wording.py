"""Sie, Du and Einfache Sprache: each complete, none in the tone of another."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from bot.catalogue.town_files import load_town
from tests.easy import hard
from tests.wording import DU, SIE, catalogue, forms, lacking, messages, obsolete, says

LISTS = (
    "areas.csv",
    "deadlines.csv",
    "helplines.csv",
    "path_steps.csv",
    "paths.csv",
    "target_groups.csv",
    "topics.csv",
)
NAMES = ("de", "text_de", "hours_de")


def test_words_of_citizens_and_of_the_desk_never_say_the_same_differently() -> None:
    citizen = catalogue("de")
    both = [(one, citizen.get(one.id)) for one in messages("de", "desk")]

    assert [one.id for one, other in both if other and other.string != one.string] == []


def test_every_text_with_a_sie_has_a_wording_with_du() -> None:
    assert lacking("de@du") == []


def test_every_text_has_a_wording_in_einfache_sprache() -> None:
    assert lacking("de@simple") == []


def test_what_is_worded_with_du_is_still_said_and_differs() -> None:
    german = catalogue("de")

    assert obsolete("de@du") == []
    for message in messages("de@du"):
        assert forms(message.string) != forms(german[message.id].string), message.id


def test_nobody_is_addressed_as_sie_and_du_at_once() -> None:
    assert [one.id for one in messages("de@du") if says(SIE, one)] == []
    assert [one.id for one in messages("de") if says(DU, one)] == []


def test_einfache_sprache_is_easy() -> None:
    wordings = [form for one in messages("de@simple") for form in forms(one.string)]

    assert [found for wording in wordings for found in hard(wording)] == []


@pytest.mark.parametrize("notice", ["imprint", "privacy"])
def test_the_notices_are_worded_for_all(notice: str) -> None:
    wording = getattr(load_town(), notice)

    assert hard(wording["de@simple"]) == []
    assert not SIE.search(wording["de@du"])
    assert not DU.search(wording["de"])


def test_what_a_town_calls_things_is_easy() -> None:
    """Names, hours and descriptions in the small lists, which say neither Sie nor Du."""
    found = []
    for name in LISTS:
        text = files("data").joinpath(name).read_text("utf-8")
        for row in csv.DictReader(text.splitlines()):
            wordings = {column: row.get(f"{column}@simple") or row.get(column) for column in NAMES}
            found += [(name, row["id"], word) for word in wordings.values() if word]

    assert len(found) >= 100
    assert [one for one in found if hard(one[-1])] == []
    assert [one for one in found if SIE.search(one[-1]) or DU.search(one[-1])] == []


def test_every_wording_of_the_privacy_notice_promises_the_same() -> None:
    privacy = load_town().privacy
    promises = {
        language: set(re.findall(r"\d+ (?:Stunde|Monat|Tag)|/\w+|„\w+ [^“]+“", privacy[language]))
        for language in ("de", "de@du", "de@simple")
    }

    assert len(promises["de"]) >= 5
    assert promises["de@du"] == promises["de@simple"] == promises["de"]
    assert len(privacy["de@du"].splitlines()) == len(privacy["de"].splitlines())


@pytest.mark.parametrize(
    ("wording", "rule"),
    [
        ("Das ist ein Satz, der einfach immer weiter und weiter und weiter geht.", "long sentence"),
        ("Das könnte passen.", "subjunctive"),
        ("Ihre Frage wird gelöscht.", "passive"),
        ("Ihre Frage ist gespeichert.", "passive"),
        ("Der Chat ist nicht verschlüsselt.", "passive"),
        ("Schreiben Sie z. B. Chor.", "abbreviation"),
        ("Die DSGVO sagt das.", "abbreviation"),
        ("Der Name des Vereins.", "genitive"),
        ("Das ist die Datenschutzbeauftragte.", "long word"),
        ("Keine Namen und keine Krankheiten.", "two negations"),
    ],
)
def test_the_lint_finds_what_is_hard_to_read(wording: str, rule: str) -> None:
    assert [found.split(":")[0] for found in hard(wording)] == [rule]


@pytest.mark.parametrize(
    "wording",
    [
        "Ich suche für Sie Kurse. Sie können mich alles fragen.",
        "<b>{fact}:</b> Das wissen wir nicht. Fragen Sie hier: {name}, {reach}",
        "Ich möchte mitmachen",
        "Sind Sie bereit? Dieser Knopf ist zu alt.",
        "/angebote – alle Angebote in {town} nach Themen\n/sprache – Deutsch, Du, English",
    ],
)
def test_the_lint_lets_easy_texts_be(wording: str) -> None:
    assert hard(wording) == []
