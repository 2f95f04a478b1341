"""What intake reads out of an update: enough to queue it, whatever else it may hold."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.intake import Read, read

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=3)
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}
HOME = {"id": 7, "type": "private"}
GROUP = {"id": -5, "type": "group"}


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": int(EARLIER.timestamp()), "from": ANNA, "chat": HOME, **more}


@pytest.mark.parametrize(
    ("update", "person", "kind", "chats"),
    [
        ({"message": message()}, 7, "message", {7}),
        ({"message": message(chat=GROUP)}, -5, "message", {-5}),
        ({"my_chat_member": {"chat": GROUP, "from": ANNA}}, -5, "my_chat_member", set()),
        (
            {"callback_query": {"id": "1", "from": ANNA, "message": message(chat=GROUP)}},
            -5,
            "callback_query",
            {-5},
        ),
        ({"edited_message": message()}, 7, "edited_message", {7}),
        (
            {"callback_query": {"id": "1", "from": ANNA, "message": message()}},
            7,
            "callback_query",
            {7},
        ),
        ({"callback_query": {"id": "1", "from": ANNA}}, 7, "callback_query", {7}),
        ({"inline_query": {"id": "1", "from": ANNA}}, 7, "inline_query", {7}),
        ({"my_chat_member": {"chat": HOME, "from": ANNA}}, 7, "my_chat_member", set()),
        ({"message_reaction": {"chat": GROUP, "user": ANNA}}, -5, "message_reaction", set()),
        ({"channel_post": {"chat": {"id": -9}}}, -9, "channel_post", set()),
        ({"poll": {"id": "1"}}, 0, "poll", set()),
        ({}, 0, "unknown", set()),
    ],
)
def test_an_update_goes_to_the_lane_of_its_person_or_group(
    update: dict[str, Any], person: int, kind: str, chats: set[int]
) -> None:
    found = read({"update_id": 1, **update}, NOW)

    assert found is not None
    assert (found.arrival.person, found.arrival.kind, set(found.chats)) == (person, kind, chats)


def moment(**more: Any) -> datetime:
    found = read({"update_id": 1, "message": message(**more)}, NOW)
    assert found is not None
    return found.arrival.sent_at


def test_the_moment_of_an_update_is_when_the_person_acted() -> None:
    assert moment() == EARLIER
    assert moment(edit_date=int(NOW.timestamp()) - 1) == NOW - timedelta(seconds=1)


@pytest.mark.parametrize("date", [0, -1, 10**12, "gestern", None, True])
def test_a_moment_that_cannot_be_is_now(date: object) -> None:
    assert moment(date=date) == NOW


@pytest.mark.parametrize(
    "update", [None, 5, "x", [], {}, {"update_id": "1"}, {"update_id": True}, {"update_id": 2**63}]
)
def test_what_has_no_number_is_no_update(update: object) -> None:
    assert read(update, NOW) is None


def test_the_raw_text_is_ascii_whatever_was_written() -> None:
    update = {"update_id": 1, "message": message(text="\0 \ud800 ä 🦊")}
    found = read(update, NOW)

    assert found is not None
    assert found.arrival.raw.isascii()
    assert "\0" not in found.arrival.raw
    assert json.loads(found.arrival.raw) == update


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KNOWN = st.sampled_from(["message", "callback_query", "from", "chat", "user", "id", "date"])


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(KNOWN | st.text(), JSON | st.dictionaries(KNOWN, JSON)))
def test_nothing_that_json_can_say_stops_intake(update: dict[str, Any]) -> None:
    assert isinstance(read({**update, "update_id": 1}, NOW), Read)
