"""Presses and inline queries on the fake: answered in time or too late."""

import pytest

from tests.botapi import BotApi, Clock, Json
from tests.botapi.errors import NOT_MODIFIED, QUERY_TOO_OLD

MARKUP = {"inline_keyboard": [[{"text": "Gern", "callback_data": "v1"}]]}


@pytest.fixture
def api() -> BotApi:
    api = BotApi(clock=Clock.standing())
    api.person(101, "Anna", started=True)
    return api


def test_a_press_can_be_answered_for_a_while(api: BotApi) -> None:
    anna = api.person(101, started=True)
    api.ask("sendMessage", chat_id=101, text="x", reply_markup=MARKUP)
    query = anna.presses("Gern")["callback_query"]["id"]

    assert api.ask("answerCallbackQuery", callback_query_id=query, text="Gut", show_alert=True)
    assert [(toast.text, toast.alert) for toast in anna.toasts] == [("Gut", True)]
    long = {"callback_query_id": query, "text": "x" * 201}
    assert api.refusal("answerCallbackQuery", **long) == "MESSAGE_TOO_LONG"
    away = {"callback_query_id": query, "url": "https://eisenach.de"}
    assert api.refusal("answerCallbackQuery", **away) == "URL_INVALID"
    api.clock.advance(151)
    assert api.refusal("answerCallbackQuery", callback_query_id=query) == QUERY_TOO_OLD
    assert api.refusal("answerCallbackQuery", callback_query_id="0") == QUERY_TOO_OLD


def article(number: str, text: str = "Bad") -> Json:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": number, "title": "Bad", "input_message_content": content}


def test_inline_results_are_read_offered_and_chosen(api: BotApi) -> None:
    anna = api.person(101)
    asked = anna.inline("schwimmen")
    query = asked["inline_query"]["id"]
    results = [article("1", "<b>Bad</b>") | {"reply_markup": MARKUP}, article("2")]

    assert api.ask("answerInlineQuery", inline_query_id=query, results=results) is True
    assert anna.results(asked)[0]["input_message_content"]["text"] == "Bad"
    chosen = anna.chooses(asked, "1")["chosen_inline_result"]
    edit = {"inline_message_id": chosen["inline_message_id"]}
    assert api.ask("editMessageText", **edit, text="Neu") is True
    assert api.refusal("editMessageText", **edit, text="Neu") == NOT_MODIFIED
    assert "inline_message_id" not in anna.chooses(asked, "2")["chosen_inline_result"]


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"results": [article("1"), article("1")]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article(str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article("x" * 65)]}, "RESULT_ID_INVALID"),
        ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [article("1", "")]}, "message text is empty"),
        ({"results": [article("1", "<x>")]}, "can't parse entities: Unsupported start tag \"x\" at byte offset 0"),
    ],
)  # fmt: skip
def test_wrong_inline_results_are_refused(api: BotApi, params: Json, sentence: str) -> None:
    query = api.person(101).inline("x")["inline_query"]["id"]

    assert api.refusal("answerInlineQuery", inline_query_id=query, **params) == sentence
    api.clock.advance(31)
    assert api.refusal("answerInlineQuery", inline_query_id=query, results=[]) == QUERY_TOO_OLD
