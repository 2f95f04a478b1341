"""What the methods of the fake do to chats, messages, files and the bot's profile."""

from typing import Any

import pytest

from tests.botapi import BotApi, Clock, Json
from tests.botapi.errors import NOT_MODIFIED

MARKUP = {"inline_keyboard": [[{"text": "Gern", "callback_data": "v1"}]]}
DAY = 86_400


@pytest.fixture
def api() -> BotApi:
    api = BotApi(clock=Clock.standing())
    api.person(101, "Anna", started=True)
    return api


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

    assert api.refusal("editMessageText", **same) == NOT_MODIFIED
    edited = api.ask("editMessageText", **here(number, text="Hallo"))
    assert "reply_markup" not in edited
    assert api.refusal("editMessageText", **here(number, text="Hallo")) == NOT_MODIFIED
    assert api.ask("editMessageReplyMarkup", **here(number, reply_markup=MARKUP))["edit_date"]
    empty: Json = {"inline_keyboard": []}
    assert "reply_markup" not in api.ask(
        "editMessageReplyMarkup", **here(number, reply_markup=empty)
    )


def test_an_edit_needs_an_own_message_of_the_right_kind(api: BotApi) -> None:
    anna = api.person(101, "Anna")
    own = anna.writes("ich")["message"]["message_id"]
    picture = api.ask("sendLocation", chat_id=101, latitude=1, longitude=2)["message_id"]

    assert api.refusal("editMessageText", **here(99, text="x")) == "message to edit not found"
    assert api.refusal("editMessageText", **here(own, text="x")) == "message can't be edited"
    assert (
        api.refusal("editMessageText", **here(picture, text="x"))
        == "there is no text in the message to edit"
    )
    assert api.refusal("editMessageText", chat_id=101, text="x").startswith("message identifier")
    assert api.refusal("editMessageText", **here(own)) == "message text is empty"
    assert api.refusal("editMessageText", inline_message_id="x", text="x") == "MESSAGE_ID_INVALID"
    wrong = api.refusal("editMessageCaption", **here(picture, caption="x"))
    assert wrong == "there is no caption in the message to edit"


def test_messages_are_deleted_for_48_hours(api: BotApi) -> None:
    first, second, third = said(api), said(api), said(api)

    assert api.ask("deleteMessage", **here(first)) is True
    assert api.refusal("deleteMessage", **here(first)) == "message to delete not found"
    assert api.ask("deleteMessages", chat_id=101, message_ids=[second, 99]) is True
    api.clock.advance(2 * DAY + 1)
    assert "can't be deleted for everyone" in api.refusal("deleteMessage", **here(third))
    assert [seen.id for seen in api.person(101).reads()] == [third]


def test_foreign_messages_in_a_group_are_deleted_by_administrators_only(api: BotApi) -> None:
    anna, group = api.person(101), api.group(-1001)
    number = anna.writes("Hallo", chat=group)["message"]["message_id"]
    foreign = {"chat_id": -1001, "message_id": number}

    assert api.refusal("deleteMessage", **foreign) == "message can't be deleted"
    group.promotes_bot(anna)
    assert api.ask("deleteMessage", **foreign) is True


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
    assert api.refusal("copyMessage", **there, message_id=9) == "message to copy not found"
    secret = said(api, protect_content=True)
    wrong = api.refusal("forwardMessage", **there, message_id=secret)
    assert wrong == "the message can't be forwarded"


def test_replies_carry_what_they_reply_to(api: BotApi) -> None:
    number = said(api)
    reply = {"message_id": number}
    answer = api.ask("sendMessage", chat_id=101, text="x", reply_parameters=reply)
    lost = {"message_id": 99, "allow_sending_without_reply": True}

    assert answer["reply_to_message"]["text"] == "Hallo"
    assert api.ask("sendMessage", chat_id=101, text="x", reply_parameters=lost)
