"""What the fake refuses because the real server would, and what tests must learn about."""

import json

import pytest

from tests.botapi import BotApi, Json

KEYS = {"text": "Gern", "callback_data": "v1"}


@pytest.fixture
def api() -> BotApi:
    api = BotApi()
    api.person(101, started=True)
    return api


def inline(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


def sent_with(api: BotApi, markup: Json) -> str:
    return api.refusal("sendMessage", chat_id=101, text="x", reply_markup=markup)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 101}, "message text is empty"),
        ({"chat_id": 101, "text": " \n "}, "message text is empty"),
        ({"chat_id": 101, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 101, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 101, "text": "🏟" * 2049}, "message is too long"),
        ({"chat_id": 101, "text": "x", "parse_mode": "XML"}, "unsupported parse_mode"),
        ({"chat_id": 101, "text": 5}, "sendMessage.text must be of type String, not int"),
        ({"chat_id": 101, "text": "\ud800"}, "strings must be encoded in UTF-8"),
        ({"chat_id": True, "text": "x"}, "sendMessage.chat_id must be of type Integer"),
        ({"chat_id": 101, "text": "x", "silent": True}, "unknown field 'silent' in sendMessage (sendMessage)"),
        ({"chat_id": 101, "text": "x", "protect_content": "maybe"}, "sendMessage.protect_content must be of type Boolean"),
        ({"chat_id": 101, "text": "x", "reply_markup": "{"}, "can't parse sendMessage.reply_markup JSON object"),
        ({"chat_id": 101, "text": "x", "entities": "bold"}, "can't parse sendMessage.entities JSON array"),
        ({"chat_id": 404, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": 101, "text": "x", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
    ],
)  # fmt: skip
def test_a_wrong_message_is_refused(api: BotApi, params: Json, sentence: str) -> None:
    assert api.refusal("sendMessage", **params) == sentence


def test_exactly_so_long_a_text_is_taken(api: BotApi) -> None:
    longest = "<b>" + "🏟" * 2048 + "</b>"

    assert api.ask("sendMessage", chat_id=101, text=longest, parse_mode="HTML")["text"]


@pytest.mark.parametrize(
    ("button", "sentence"),
    [
        ({"text": "x"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "callback_data": "a", "url": "https://a.de"}, "inline keyboard button has several actions: ['callback_data', 'url']"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "ü" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "x"}, "can't parse keyboard button: Text must be non-empty"),
        ({"text": "x", "callback_data": "x", "style": "pink"}, "can't parse keyboard button: invalid button style specified"),
        ({"callback_data": "x"}, "can't parse sendMessage.reply_markup.inline_keyboard[0][0]: Can't find field \"text\""),
        ({"text": "x", "url": "mailto:a@b.de"}, "inline keyboard button URL 'mailto:a@b.de' is invalid: Unsupported URL protocol"),
        ({"text": "x", "url": "tel:+49"}, "inline keyboard button URL 'tel:+49' is invalid: Unsupported URL protocol"),
        ({"text": "x", "url": "tg://user?id=1"}, "inline keyboard button URL 'tg://user?id=1' is invalid: Unsupported URL protocol"),
        ({"text": "x", "url": "javascript:alert(1)"}, "inline keyboard button URL 'javascript:alert(1)' is invalid: Unsupported URL protocol"),
        ({"text": "x", "url": "http://localhost"}, "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL"),
        ({"text": "x", "url": "http://[a.de"}, "inline keyboard button URL 'http://[a.de' is invalid: Wrong HTTP URL"),
        ({"text": "x", "color": "red"}, "unknown field 'color' in sendMessage.reply_markup.inline_keyboard[0][0] (InlineKeyboardButton)"),
    ],
)  # fmt: skip
def test_a_wrong_button_is_refused(api: BotApi, button: Json, sentence: str) -> None:
    assert sent_with(api, inline([button])) == sentence


def test_data_of_64_bytes_and_addresses_of_the_web_are_taken(api: BotApi) -> None:
    row = [{"text": "a", "callback_data": "ü" * 32}, {"text": "b", "url": "https://eisenach.de"}]

    assert api.ask("sendMessage", chat_id=101, text="x", reply_markup=inline(row))


def test_a_keyboard_has_its_size(api: BotApi) -> None:
    assert "too many buttons in a row" in sent_with(api, inline([KEYS] * 9))
    assert "reply markup is too long" in sent_with(api, inline(*[[KEYS] * 8] * 13))
    assert api.ask("sendMessage", chat_id=101, text="x", reply_markup=inline(*[[KEYS] * 5] * 20))


def test_keyboards_below_the_line_are_looked_at_too(api: BotApi) -> None:
    two = {"text": "x", "request_contact": True, "request_location": True}
    assert "several actions" in sent_with(api, {"keyboard": [[two]]})
    assert "object expected" in sent_with(api, {"keyboard": []})
    hint = {"keyboard": [[{"text": "a"}]], "input_field_placeholder": "x" * 65}
    assert "1-64 characters" in sent_with(api, hint)


def test_only_private_chats_have_buttons_that_ask_for_contacts(api: BotApi) -> None:
    api.group(-1001)
    markup = {"keyboard": [[{"text": "x", "request_contact": True}]]}

    refusal = api.refusal("sendMessage", chat_id=-1001, text="x", reply_markup=markup)
    assert refusal == "contact can be requested in private chats only"
    assert api.ask("sendMessage", chat_id=101, text="x", reply_markup=markup)


def test_forms_and_json_say_the_same(api: BotApi) -> None:
    markup = inline([KEYS])
    form = {"chat_id": "101", "text": "1", "reply_markup": json.dumps(markup)}
    api.ask("sendMessage", **form, protect_content="true")
    api.ask("sendMessage", chat_id=101, text="1", reply_markup=markup, protect_content=True)

    first, second = api.calls
    assert first.params == second.params


@pytest.mark.parametrize(
    ("method", "params", "sentence"),
    [
        ("setMyCommands", {"commands": [{"command": "Hilfe", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [], "language_code": "deu"}, "invalid language code specified"),
        ("setMyCommands", {"commands": [], "scope": {"type": "everyone"}}, "setMyCommands.scope.type must be 'default'"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 404}}, "chat not found"),
        ("setMyName", {"name": "x" * 65}, "setMyName.name must be 0-64 characters"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "setMyShortDescription.short_description must be 0-120 characters"),
        ("sendVenue", {"chat_id": 101, "latitude": "north", "longitude": 1, "title": "a", "address": "b"}, "sendVenue.latitude must be of type Float"),
        ("sendVenue", {"chat_id": 101, "latitude": 1, "longitude": 1, "title": " ", "address": "b"}, "VENUE_INVALID"),
        ("sendChatAction", {"chat_id": 101, "action": "thinking"}, "wrong parameter action in request"),
        ("sendPoll", {"chat_id": 101, "question": "?", "options": [{"text": "x"}] * 13}, "sendPoll.options must be 1-12 items"),
        ("getUpdates", {"limit": 101}, "getUpdates.limit must be 1-100 value"),
        ("setWebhook", {"url": "https://a.de", "max_connections": 101}, "setWebhook.max_connections must be 1-100 value"),
        ("setWebhook", {"url": "http://a.de"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ("setWebhook", {"url": "https://a.de:8000"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("setWebhook", {"url": "https://a.de", "secret_token": "ü"}, "secret token contains unallowed characters"),
        ("sendDocument", {"chat_id": 101, "document": "BQAC"}, "wrong file identifier/HTTP URL specified"),
        ("getFile", {"file_id": "BQAC"}, "invalid file_id"),
        ("getChatAdministrators", {"chat_id": 101}, "there are no administrators in the private chat"),
        ("getChatMember", {"chat_id": 101, "user_id": 5}, "PARTICIPANT_ID_INVALID"),
    ],
)  # fmt: skip
def test_other_methods_are_looked_at_as_well(
    api: BotApi, method: str, params: Json, sentence: str
) -> None:
    assert api.refusal(method, **params) == sentence


def test_what_the_fake_cannot_do_it_says(api: BotApi) -> None:
    assert api.refusal("sendGame", chat_id=101, game_short_name="x").startswith("Not Implemented")
    markdown = {"chat_id": 101, "text": "*x*", "parse_mode": "MarkdownV2"}
    assert api.refusal("sendMessage", **markdown).startswith("Not Implemented")
    address = {"chat_id": 101, "photo": "https://eisenach.de/a.png"}
    assert api.refusal("sendPhoto", **address).startswith("Not Implemented")


def test_methods_that_do_nothing_here_still_check_and_answer(api: BotApi) -> None:
    assert api.ask("pinChatMessage", chat_id=101, message_id=1) is True
    assert api.ask("getUserProfilePhotos", user_id=101) == {"total_count": 0, "photos": []}
    assert api.ask("getForumTopicIconStickers") == []
    assert api.refusal("pinChatMessage", chat_id=404, message_id=1).endswith("chat not found")


def test_a_lenient_server_overlooks_unknown_parameters() -> None:
    api = BotApi(strict=False)
    api.person(101, started=True)

    assert api.ask("sendMessage", chat_id=101, text="x", silent=True)["text"] == "x"


def test_a_stranger_with_a_token_is_unauthorized(api: BotApi) -> None:
    assert api.call("1:wrong", "getMe", {})[1]["description"] == "Unauthorized"
    assert api.call(api.bot.token, "getme", {})[0] == 200
