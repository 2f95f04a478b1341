"""One door for texts: every language complete, placeholders the same, dates as people write them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import LANGUAGES, SOURCE, base, negotiate, say_in
from tests.wording import CATALOGUES, forms, messages

PLACE = re.compile(r"\{(\w*)\}")
TAG = re.compile(r"</?(\w+)[^>]*>")
GENDER = re.compile(r"\w[*:_]innen|\w/innen|\wInnen\b")


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_every_text_is_translated_with_its_placeholders_and_tags(
    language: str, domain: str
) -> None:
    for message in messages(language, domain):
        sources, wordings = forms(message.id), forms(message.string)
        assert all(wordings), f"not translated: {message.id}"
        assert not message.fuzzy, f"fuzzy: {message.id}"
        for wording in wordings:
            source = sources[-1]
            assert set(PLACE.findall(wording)) == set(PLACE.findall(source)), message.id
            assert sorted(TAG.findall(wording)) == sorted(TAG.findall(source)), message.id


def test_there_is_a_catalogue_for_each_language_but_the_one_in_the_code() -> None:
    assert {language for language, domain in CATALOGUES if domain == "citizen"} == {
        language for language in LANGUAGES if language != SOURCE
    }


def test_german_writes_no_gender_characters() -> None:
    for language, domain in CATALOGUES:
        for message in messages(language, domain):
            assert base(language) != "de" or not GENDER.search(str(message.string))


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("uk", "de"),
        ("de@du", "de@du"),
        (None, "de"),
    ],
)
def test_the_language_of_a_telegram_code(code: str | None, language: str) -> None:
    assert negotiate(code) == language


@given(st.text())
def test_any_code_leads_to_a_language_we_speak(code: str) -> None:
    assert negotiate(code) in LANGUAGES


def test_a_wording_falls_back_to_its_language_and_then_to_the_source() -> None:
    du = say_in("de@du")

    assert du.text("Ask here:") == "Frag hier:"
    assert du.text("Back") == "Zurück"
    assert du.text("nobody translated this") == "nobody translated this"
    assert du.day(date(2026, 12, 24)) == "24. Dezember 2026"
    assert du.plural("{number} offer", "{number} offers", 2) == "2 Angebote"


def test_names_may_have_a_wording_of_their_own_else_they_are_german() -> None:
    names = {"de": "Alphabetisierung", "en": "Literacy", "de@simple": "Lesen lernen"}

    assert say_in("de@simple").name(names) == "Lesen lernen"
    assert say_in("de@du").name(names) == "Alphabetisierung"
    assert say_in("en").name(names) == "Literacy"


@pytest.mark.parametrize(
    ("language", "informal"),
    [("de", "de@du"), ("de@du", "de@du"), ("de@simple", "de@simple"), ("en", "en")],
)
def test_only_german_has_another_wording_for_the_young(language: str, informal: str) -> None:
    assert say_in(language).informal is say_in(informal)


def test_dates_and_numbers_are_written_as_in_the_language() -> None:
    christmas = date(2026, 12, 24)

    assert say_in("de").day(christmas) == "24. Dezember 2026"
    assert say_in("en").day(christmas) == "December 24, 2026"
    assert say_in("de").number(6.5) == "6,5"
    assert say_in("de").plural("{number} offer", "{number} offers", 1) == "1 Angebot"
    assert say_in("de").plural("{number} offer", "{number} offers", 1200) == "1.200 Angebote"


def test_values_cannot_bring_html_of_their_own() -> None:
    said = say_in("de").html("<i>Not stated: {facts}.</i>", facts="<b>&")

    assert said == "<i>Nicht angegeben: &lt;b&gt;&amp;.</i>"


def test_a_translation_that_asks_for_too_much_falls_back_to_the_source() -> None:
    class Stale(type(say_in("de")._catalogue)):  # type: ignore[misc]
        def gettext(self, message: str) -> str:
            return message + " {gone}"

    say = type(say_in("de"))("de")
    say._catalogue = Stale()
    assert say.text("on {day}", day="Monday") == "on Monday"
