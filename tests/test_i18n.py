"""One door for texts: every language complete, placeholders the same, dates as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import DOMAINS, LANGUAGES, SOURCE, negotiate, say_in

PLACE = re.compile(r"\{(\w*)\}")
TAG = re.compile(r"</?(\w+)[^>]*>")
COMPLETE = [language for language in LANGUAGES if language != SOURCE]


def _messages(language: str, domain: str) -> Iterator[Message]:
    with files("locales").joinpath(language, "LC_MESSAGES", f"{domain}.po").open("rb") as wording:
        yield from (message for message in read_po(wording, locale=language) if message.id)


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_is_translated_with_its_placeholders_and_tags(
    language: str, domain: str
) -> None:
    for message in _messages(language, domain):
        sources, wordings = _forms(message.id), _forms(message.string)
        assert all(wordings), f"not translated: {message.id}"
        assert not message.fuzzy, f"fuzzy: {message.id}"
        for wording in wordings:
            source = sources[-1]
            assert set(PLACE.findall(wording)) == set(PLACE.findall(source)), message.id
            assert sorted(TAG.findall(wording)) == sorted(TAG.findall(source)), message.id


def test_german_writes_no_gender_characters() -> None:
    for domain in DOMAINS:
        for message in _messages("de", domain):
            assert not re.search(r"\w[*:_]innen|\w/innen|\wInnen\b", str(message.string))


@pytest.mark.parametrize(
    ("code", "language"),
    [("de", "de"), ("de-AT", "de"), ("en-GB", "en"), ("EN_us", "en"), ("uk", "de"), (None, "de")],
)
def test_the_language_of_a_telegram_code(code: str | None, language: str) -> None:
    assert negotiate(code) == language


@given(st.text())
def test_any_code_leads_to_a_language_we_speak(code: str) -> None:
    assert negotiate(code) in LANGUAGES


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
