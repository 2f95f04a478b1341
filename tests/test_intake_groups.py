"""Of a group's updates intake keeps what we act upon, and none of what its members say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Update

from bot.telegram.intake import read
from tests.botapi import BotApi
from tests.botapi.wire import Json

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHAT = {"id": -5, "type": "group", "title": "Leitbild"}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna", "username": "anna", "language_code": "de"}
BOT = {"id": 9, "is_bot": True, "first_name": "Lotse", "username": "lotse_bot"}


def kept(kind: str, **content: Any) -> Json:
    """What lies in the inbox of an update in a group."""
    found = read({"update_id": 1, kind: {"chat": CHAT, "from": ANNA, **content}}, NOW)
    assert found is not None
    assert found.arrival.person == -5
    raw: Json = json.loads(found.arrival.raw)
    assert raw.keys() == {"update_id", kind}
    content_: Json = raw[kind]
    return content_


@pytest.mark.parametrize("kind", ["message", "edited_message", "channel_post", "message_reaction"])
def test_neither_who_nor_what_is_kept_of_a_message(kind: str) -> None:
    said = {"text": "Ich bin krank", "photo": [{"file_id": "x"}], "new_reaction": ["x"]}

    assert kept(kind, message_id=1, date=2, **said) == {"message_id": 1, "date": 2, "chat": CHAT}


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("/termine@lotse_bot am Montag bei Anna", "/start@lotse_bot"),
        ("/START@lotse_bot\nAnna", "/start@lotse_bot"),
        ("/termine", None),
        ("Anna: /start@lotse_bot", None),
        ("/start@lotse_bot" + "ä", None),
        ("/" + "a" * 33 + "@lotse_bot", None),
        ({"text": "x"}, None),
    ],
)
def test_of_a_call_by_name_the_name_is_kept(text: object, call: str | None) -> None:
    assert kept("message", text=text).get("text") == call
    assert "text" not in kept("edited_message", text=text)


def test_of_newcomers_bots_are_kept_and_who_brought_them() -> None:
    came = kept("message", new_chat_members=[ANNA, BOT])

    assert came["new_chat_members"] == [{"id": 9, "is_bot": True, "first_name": ""}]
    assert came["from"] == {"id": 7, "is_bot": False, "first_name": ""}
    assert kept("message", new_chat_members=[ANNA]) == {"chat": CHAT}


def test_that_a_bot_went_is_kept() -> None:
    gone = {"id": 9, "is_bot": True, "first_name": ""}
    assert kept("message", left_chat_member=BOT) == {"chat": CHAT, "left_chat_member": gone}
    assert kept("message", left_chat_member=ANNA) == {"chat": CHAT}


def test_that_a_group_moves_is_kept() -> None:
    assert kept("message", migrate_to_chat_id=-6)["migrate_to_chat_id"] == -6
    assert kept("message", migrate_from_chat_id=-4)["migrate_from_chat_id"] == -4


def test_a_press_is_kept_without_who_pressed_what() -> None:
    pressed = {"id": "3", "chat_instance": "4", "data": "K:1:1", "from": ANNA}
    message = {"message_id": 1, "date": 2, "chat": CHAT, "text": "Ziele", "from": BOT}
    found = read({"update_id": 1, "callback_query": pressed | {"message": message}}, NOW)

    assert found is not None
    assert json.loads(found.arrival.raw)["callback_query"] == {
        "id": "3",
        "chat_instance": "4",
        "from": {"id": 0, "is_bot": False, "first_name": ""},
        "message": {"message_id": 1, "date": 2, "chat": CHAT},
    }


def test_what_is_kept_can_be_read_by_the_library() -> None:
    api = BotApi()
    anna = api.person(7, "Anna")
    group = api.group(-1005, members=(anna,))
    api.ask("sendMessage", chat_id=-1005, text="Ziele")
    updates = [
        *group.removes_bot(anna),
        *group.adds_bot(anna),
        group.promotes_bot(anna),
        group.joined_by(anna),
        anna.writes("hallo", chat=group),
        anna.edits(anna.writes("hallo", chat=group), "nein"),
        anna.writes("/start@lotse_bot", chat=group),
        anna.forges("x", group.last),
        *group.migrates(-1006, anna),
    ]
    for update in updates:
        found = read(update, NOW)
        assert found is not None
        assert "Anna" not in found.arrival.raw
        parsed = Update.de_json(json.loads(found.arrival.raw), None)
        assert parsed.effective_chat is not None
        assert parsed.effective_chat.id == found.arrival.person


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["message", "chat", "from", "id", "date", "text", "new_chat_members", "is_bot", "entities"]
)


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(["message", "callback_query", "my_chat_member", "poll"]),
    st.dictionaries(NAMES, JSON | st.dictionaries(NAMES, JSON)),
)
def test_nothing_in_a_group_stops_intake(kind: str, content: Json) -> None:
    found = read({"update_id": 1, kind: {**content, "chat": CHAT}}, NOW)

    assert found is not None
    json.loads(found.arrival.raw)
