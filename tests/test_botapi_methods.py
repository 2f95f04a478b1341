"""What the methods of the fake do to chats, messages, files and the bot's profile."""

from typing import Any

import pytest

from tests.botapi import BotApi, Clock, Json, Upload
from tests.botapi.errors import NOT_MODIFIED, QUERY_TOO_OLD, ApiError

MARKUP = {"inline_keyboard": [[{"text": "Gern", "callback_data": "v1"}]]}
DAY = 86_400


@pytest.fixture
def api() -> BotApi:
    api = BotApi(clock=Clock.standing())
    api.person(101, "Anna", started=True)
    return api


def refused(api: BotApi, method: str, **params: Any) -> str:
    with pytest.raises(ApiError) as error:
        api.ask(method, **params)
    return error.value.description.partition(": ")[2]


def said(api: BotApi, **params: Any) -> int:
    number: int = api.ask("sendMessage", **{"chat_id": 101, "text": "Hallo"} | params)["message_id"]
    return number


def here(number: int, **params: Any) -> Json:
    return {"chat_id": 101, "message_id": number, **params}


def test_a_sent_message_looks_like_a_real_one(api: BotApi) -> None:
    message = api.ask(
        "sendMessage",
        chat_id=101,
        text="<b>Tag</b>",
        parse_mode="HTML",
        reply_markup=MARKUP,
        protect_content=True,
        link_preview_options={"is_disabled": True},
    )

    assert message == {
        "message_id": 1,
        "from": api.bot.user.json(),
        "chat": {"id": 101, "first_name": "Anna", "type": "private"},
        "date": 1_790_000_000,
        "text": "Tag",
        "entities": [{"type": "bold", "offset": 0, "length": 3}],
        "link_preview_options": {"is_disabled": True},
        "has_protected_content": True,
        "reply_markup": MARKUP,
    }


def test_an_edit_replaces_everything_and_must_change_something(api: BotApi) -> None:
    number = said(api, reply_markup=MARKUP)
    same = here(number, text="Hallo", reply_markup=MARKUP)

    assert refused(api, "editMessageText", **same) == NOT_MODIFIED
    edited = api.ask("editMessageText", **here(number, text="Hallo"))
    assert "reply_markup" not in edited
    assert refused(api, "editMessageText", **here(number, text="Hallo")) == NOT_MODIFIED
    assert api.ask("editMessageReplyMarkup", **here(number, reply_markup=MARKUP))["edit_date"]
    empty: Json = {"inline_keyboard": []}
    assert "reply_markup" not in api.ask(
        "editMessageReplyMarkup", **here(number, reply_markup=empty)
    )


def test_an_edit_needs_an_own_message_of_the_right_kind(api: BotApi) -> None:
    anna = api.person(101, "Anna")
    own = anna.writes("ich")["message"]["message_id"]
    picture = api.ask("sendLocation", chat_id=101, latitude=1, longitude=2)["message_id"]

    assert refused(api, "editMessageText", **here(99, text="x")) == "message to edit not found"
    assert refused(api, "editMessageText", **here(own, text="x")) == "message can't be edited"
    assert (
        refused(api, "editMessageText", **here(picture, text="x"))
        == "there is no text in the message to edit"
    )
    assert refused(api, "editMessageText", chat_id=101, text="x").startswith("message identifier")
    assert refused(api, "editMessageText", **here(own)) == "message text is empty"
    assert refused(api, "editMessageText", inline_message_id="x", text="x") == "MESSAGE_ID_INVALID"
    wrong = refused(api, "editMessageCaption", **here(picture, caption="x"))
    assert wrong == "there is no caption in the message to edit"


def test_messages_are_deleted_for_48_hours(api: BotApi) -> None:
    first, second, third = said(api), said(api), said(api)

    assert api.ask("deleteMessage", **here(first)) is True
    assert refused(api, "deleteMessage", **here(first)) == "message to delete not found"
    assert api.ask("deleteMessages", chat_id=101, message_ids=[second, 99]) is True
    api.clock.advance(2 * DAY + 1)
    assert "can't be deleted for everyone" in refused(api, "deleteMessage", **here(third))
    assert [seen.id for seen in api.person(101).reads()] == [third]


def test_foreign_messages_in_a_group_are_deleted_by_administrators_only(api: BotApi) -> None:
    anna, group = api.person(101), api.group(-1001)
    number = anna.writes("Hallo", chat=group)["message"]["message_id"]
    foreign = {"chat_id": -1001, "message_id": number}

    assert refused(api, "deleteMessage", **foreign) == "message can't be deleted"
    group.promotes_bot(anna)
    assert api.ask("deleteMessage", **foreign) is True


def test_files_are_kept_sent_again_and_downloaded(api: BotApi) -> None:
    upload = Upload("plan.pdf", b"%PDF", "application/pdf")
    params = {"chat_id": 101, "caption": "<i>Plan</i>", "parse_mode": "HTML"}
    _, body = api.call(api.bot.token, "sendDocument", params, {"document": upload})
    document = body["result"]["document"]
    api.ask("sendDocument", chat_id=101, document=document["file_id"])
    first, second = api.person(101).reads()
    path = api.ask("getFile", file_id=document["file_id"])["file_path"]

    assert (first.text, first.html, first.media) == ("Plan", "<i>Plan</i>", "document")
    assert first.file == second.file == api.download(api.bot.token, path) == upload
    assert document["file_name"] == "plan.pdf"
    assert api.calls[0].json()["params"]["document"]["size"] == 4


@pytest.mark.parametrize(
    ("method", "name", "size", "sentence"),
    [
        ("sendDocument", "document", 0, "file must be non-empty"),
        ("sendPhoto", "photo", 10 * 2**20 + 1, "file is too big for a photo"),
        ("sendDocument", "document", 50 * 2**20 + 1, ""),
    ],
)
def test_files_have_their_size(
    api: BotApi, method: str, name: str, size: int, sentence: str
) -> None:
    upload = Upload("x", bytes(size))
    status, body = api.call(api.bot.token, method, {"chat_id": 101}, {name: upload})

    assert status == (400 if sentence else 413)
    assert body["description"].endswith(sentence)


def test_a_large_file_cannot_be_downloaded(api: BotApi) -> None:
    update = api.person(101).sends_document(bytes(20 * 2**20 + 1))
    wrong = refused(api, "getFile", file_id=update["message"]["document"]["file_id"])

    assert wrong == "file is too big"


def test_captions_are_measured_and_edited(api: BotApi) -> None:
    photo = Upload("a.png", b"png")
    for caption, status in (("x" * 1024, 200), ("x" * 1025, 400)):
        params = {"chat_id": 101, "caption": caption}
        assert api.call(api.bot.token, "sendPhoto", params, {"photo": photo})[0] == status
    edited = api.ask("editMessageCaption", **here(1, caption="<b>k</b>", parse_mode="HTML"))

    assert edited["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]


def test_an_album_takes_attached_files(api: BotApi) -> None:
    media = [{"type": "photo", "media": f"attach://{name}"} for name in "ab"]
    files = {name: Upload(name, b"x") for name in "ab"}
    params = {"chat_id": 101, "media": media}
    _, body = api.call(api.bot.token, "sendMediaGroup", params, files)

    assert len({message["media_group_id"] for message in body["result"]}) == 1
    assert [seen.media for seen in api.person(101).reads()] == ["photo", "photo"]


def test_places_contacts_polls_and_dice_arrive(api: BotApi) -> None:
    place = {"chat_id": 101, "latitude": 50.97, "longitude": "10.3"}
    venue = api.ask("sendVenue", **place, title="vhs", address="Schmelzerstr. 19")
    poll = api.ask("sendPoll", chat_id=101, question="?", options=[{"text": "a"}])

    assert venue["venue"]["location"] == {"latitude": 50.97, "longitude": 10.3}
    assert poll["poll"]["options"][0]["text"] == "a"
    assert api.ask("sendDice", chat_id=101)["dice"]["value"] == 4
    contact = api.ask("sendContact", chat_id=101, phone_number="1", first_name="Amt")
    assert contact["contact"] == {"phone_number": "1", "first_name": "Amt"}
    assert api.ask("sendChatAction", chat_id=101, action="typing") is True


def test_messages_are_forwarded_and_copied(api: BotApi) -> None:
    number = said(api)
    there = {"chat_id": 101, "from_chat_id": 101}

    assert api.ask("forwardMessage", **there, message_id=number)["forward_origin"]["type"] == "user"
    assert api.ask("copyMessage", **there, message_id=number)["message_id"] == 3
    assert refused(api, "copyMessage", **there, message_id=9) == "message to copy not found"
    secret = said(api, protect_content=True)
    wrong = refused(api, "forwardMessage", **there, message_id=secret)
    assert wrong == "the message can't be forwarded"


def test_an_animation_counts_as_a_document_too(api: BotApi) -> None:
    params, upload = {"chat_id": 101}, Upload("a.gif", b"GIF", "image/gif")
    _, body = api.call(api.bot.token, "sendAnimation", params, {"animation": upload})

    assert body["result"]["animation"] == body["result"]["document"]
    edited = api.ask("editMessageCaption", **here(1, caption="neu"))
    assert edited["caption"] == "neu"


def test_replies_carry_what_they_reply_to(api: BotApi) -> None:
    number = said(api)
    reply = {"message_id": number}
    answer = api.ask("sendMessage", chat_id=101, text="x", reply_parameters=reply)
    lost = {"message_id": 99, "allow_sending_without_reply": True}

    assert answer["reply_to_message"]["text"] == "Hallo"
    assert api.ask("sendMessage", chat_id=101, text="x", reply_parameters=lost)


def test_a_press_can_be_answered_for_a_while(api: BotApi) -> None:
    anna = api.person(101, started=True)
    said(api, reply_markup=MARKUP)
    query = anna.presses("Gern")["callback_query"]["id"]

    assert api.ask("answerCallbackQuery", callback_query_id=query, text="Gut", show_alert=True)
    assert [(toast.text, toast.alert) for toast in anna.toasts] == [("Gut", True)]
    long = {"callback_query_id": query, "text": "x" * 201}
    assert refused(api, "answerCallbackQuery", **long) == "MESSAGE_TOO_LONG"
    away = {"callback_query_id": query, "url": "https://eisenach.de"}
    assert refused(api, "answerCallbackQuery", **away) == "URL_INVALID"
    api.clock.advance(151)
    assert refused(api, "answerCallbackQuery", callback_query_id=query) == QUERY_TOO_OLD
    assert refused(api, "answerCallbackQuery", callback_query_id="0") == QUERY_TOO_OLD


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
    assert refused(api, "editMessageText", **edit, text="Neu") == NOT_MODIFIED
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

    assert refused(api, "answerInlineQuery", inline_query_id=query, **params) == sentence
    api.clock.advance(31)
    assert refused(api, "answerInlineQuery", inline_query_id=query, results=[]) == QUERY_TOO_OLD
