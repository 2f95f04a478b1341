"""`@bot words` in any chat: short cards with the way back, and no trace of who typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.check import _telegram
from bot.i18n import say_in
from bot.settings import Secret, Settings
from bot.telegram import token
from tests.bench.worst import junk
from tests.botapi.request import BotApiRequest
from tests.botapi.wire import Json
from tests.house import Citizen, Rig, fresh, living

LONGEST = 256
"""What Telegram lets people type in inline mode."""


def answered(citizen: Citizen, words: str) -> Json:
    """Everything we said to an inline query."""
    asked = citizen.person.inline(words)
    citizen.rig.settle()
    answers = citizen.rig.api.bot.inline_answers
    said: Json = answers[asked["inline_query"]["id"]]
    return said


def titles(said: Json) -> list[str]:
    return [result["title"] for result in said["results"]]


def test_words_find_offers_to_send(rig: Rig, anna: Citizen) -> None:
    said = answered(anna, "schwimmen")

    assert 1 <= len(said["results"]) <= 10
    first = said["results"][0]
    assert "chwimm" in first["title"] + first["description"]
    offer = next(o for o in rig.house.library.catalogue.offers if f"o{o.key}" == first["id"])
    text = first["input_message_content"]["text"]
    link = f"t.me/{rig.api.bot.user.username}?start=o_{offer.key}"
    assert text.startswith(offer.title)
    assert text.endswith(f"Alle Angaben: {link}")
    assert "nicht geprüft" in text
    assert first["reply_markup"]["inline_keyboard"] == [
        [{"text": "Im Chat öffnen", "url": f"https://{link}"}]
    ]


def test_the_card_that_was_sent_opens_for_who_reads_it(rig: Rig, anna: Citizen) -> None:
    first = answered(anna, "schwimmen")["results"][0]
    payload = first["reply_markup"]["inline_keyboard"][0][0]["url"].partition("start=")[2]

    assert rig.citizen().says(f"/start {payload}").text.startswith(first["title"])


def test_nothing_typed_shows_an_example_and_topics(rig: Rig, anna: Citizen) -> None:
    said = answered(anna, "")

    assert said["button"]["text"] == "Tippen Sie ein, was Sie suchen: Chor"
    by_topic = rig.house.library.catalogue.by_topic
    counts = [f"{len(offers)} Angebote" for offers in by_topic.values()]
    assert [result["description"] for result in said["results"]] == counts[:10]
    link = said["results"][0]["reply_markup"]["inline_keyboard"][0][0]["url"]
    first = rig.citizen().says("/start " + link.partition("start=")[2])
    assert first.text.startswith(said["results"][0]["title"])


@pytest.mark.parametrize(
    ("words", "label", "payload"),
    [
        ("ich will mich umbringen", "Hier gibt es Hilfe: jetzt tippen", "now_self-harm"),
        ("mein mann schlägt mich", "Hier gibt es Hilfe: jetzt tippen", "now_violence"),
        (
            "wo kann ich meinen reisepass verlängern",
            "Noch nicht im Verzeichnis: zum Chat",
            "inline",
        ),
    ],
)
def test_some_words_find_no_offers_but_a_way_to_us(
    anna: Citizen, words: str, label: str, payload: str
) -> None:
    said = answered(anna, words)

    assert said["results"] == []
    assert said["button"] == {"text": label, "start_parameter": payload}


def test_what_only_nearly_fits_is_called_so(anna: Citizen) -> None:
    said = answered(anna, "grundschule 15 jahre")

    assert said["results"]
    assert said["button"]["text"] == "Nicht genau das. Im Chat weiterfragen"


def test_danger_leads_to_first_help_and_is_not_kept_on_the_way(anna: Citizen) -> None:
    said = answered(anna, "ich will mich umbringen")

    assert said["cache_time"] == 0
    opened = anna.says("/start " + said["button"]["start_parameter"])
    assert "112" in opened.text
    assert "Guten Tag" not in opened.text


def test_each_reads_their_own_language(anna: Citizen, olena: Citizen) -> None:
    german, english = answered(anna, "schwimmen"), answered(olena, "schwimmen")

    assert (german["is_personal"], english["is_personal"]) == (True, True)
    assert english["button"]["text"] == "Ask further in our chat"
    assert titles(german) == titles(english)


def test_nobody_is_remembered_and_nothing_counted(rig: Rig, anna: Citizen) -> None:
    before = rig.dump()
    for words in ("schwimmen", "", "ich will mich umbringen", "gibt es hier nicht xyz"):
        answered(anna, words)
    asked = anna.person.inline("chor")
    rig.settle()
    anna.person.chooses(asked, anna.person.results(asked)[0]["id"])
    rig.settle()

    assert rig.dump() == before
    assert anna.replies == []


def test_an_answer_that_comes_too_late_is_no_error(rig: Rig, anna: Citizen) -> None:
    asked = anna.person.inline("chor")
    rig.hands.advance(minutes=5)
    rig.settle()

    assert asked["inline_query"]["id"] not in rig.api.bot.inline_answers


def test_the_meaning_extra_is_not_asked(anna: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    class Forbidden:
        def near(self, *_: object) -> None:
            raise AssertionError("it takes too long while somebody types")

    # All tests share the matcher.
    matcher = anna.rig.house.library.edition.matcher
    monkeypatch.setattr(matcher, "_nearness", Forbidden())

    assert answered(anna, "schwimmen")["results"]


@pytest.mark.parametrize("text", junk(40, seed=11), ids=map(str, range(40)))
def test_256_characters_of_anything_get_an_answer(anna: Citizen, text: str) -> None:
    said = answered(anna, text[:LONGEST].replace("\ud800", ""))

    assert len(said["results"]) <= 10


def test_any_query_gets_an_answer(tmp_path: Path) -> None:
    with living(fresh(tmp_path)) as rig:
        anna = rig.citizen()

        @settings(max_examples=80, deadline=None)
        @given(st.text(max_size=LONGEST))
        def ask(words: str) -> None:
            said = answered(anna, words)
            assert len(said["button"]["text"]) <= 40

        ask()


def test_check_tells_the_operator_when_inline_mode_is_off(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token, "HTTPXRequest", lambda **_: BotApiRequest(rig.api))

    def found() -> list[str]:
        settings = Settings(token=Secret(rig.api.bot.token), api_url="https://fake")
        return [line.text for line in _telegram(say_in("en"), settings)]

    assert found() == ["takes the token"]
    rig.api.bot.inline = False
    assert found() == ["takes the token", "inline mode is off: send /setinline to @BotFather"]
