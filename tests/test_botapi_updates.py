"""How updates wait, expire and are confirmed."""

import asyncio
from typing import Any

import pytest

from tests.botapi import BotApi, Clock, Json
from tests.botapi.errors import ApiError
from tests.botapi.faults import Answer


@pytest.fixture
def api() -> BotApi:
    return BotApi(clock=Clock.standing())


def texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_an_update_comes_again_until_it_is_confirmed(api: BotApi) -> None:
    anna = api.person(101)
    first, second = anna.writes("eins"), anna.writes("zwei")

    assert api.ask("getUpdates") == api.ask("getUpdates", offset=0) == [first, second]
    assert api.ask("getUpdates", limit=1) == [first]
    assert api.ask("getUpdates", offset=second["update_id"]) == [second]
    assert api.ask("getUpdates", offset=0) == [second]
    assert api.ask("getUpdates", offset=second["update_id"] + 1) == []
    assert len(api.polls) == 6
    assert not api.calls


def test_a_negative_offset_drops_all_but_the_last(api: BotApi) -> None:
    anna = api.person(101)
    for word in ("eins", "zwei", "drei"):
        anna.writes(word)

    assert texts(api.ask("getUpdates", offset=-1)) == ["drei"]
    assert texts(api.ask("getUpdates")) == ["drei"]


def test_old_presses_die_before_old_texts(api: BotApi) -> None:
    anna = api.person(101)
    anna.inline("x")
    anna.forges("v1")
    anna.writes("Hallo")

    def kinds() -> list[str]:
        return [next(iter(update.keys() - {"update_id"})) for update in api.ask("getUpdates")]

    assert kinds() == ["inline_query", "callback_query", "message"]
    api.clock.advance(31)
    assert kinds() == ["callback_query", "message"]
    api.clock.advance(120)
    assert kinds() == ["message"]
    api.clock.advance(86_400)
    assert kinds() == []


def test_the_choice_of_kinds_sticks(api: BotApi) -> None:
    anna = api.person(101)
    anna.writes("Hallo")
    assert len(api.ask("getUpdates", allowed_updates=["callback_query"])) == 1
    anna.writes("wird nicht gebracht")
    anna.forges("v1")

    assert len(api.ask("getUpdates")) == 2
    assert api.ask("getWebhookInfo")["allowed_updates"] == ["callback_query"]
    assert api.ask("getUpdates", allowed_updates=[]) != []


def test_raw_updates_are_queued_as_they_are(api: BotApi) -> None:
    update = api.bot.updates.push_raw({"message": {"chat": {"id": 5}, "text": "kaputt"}})
    later = api.bot.updates.push_raw({"update_id": 900_000_000, "poll": {"id": "1"}})

    assert api.ask("getUpdates") == [update, later]
    assert set(api.bot.updates.lanes) == {"chat 5", "poll 0"}


def test_polling_and_a_webhook_exclude_each_other(api: BotApi) -> None:
    api.ask("setWebhook", url="https://eisenach.de/hook", secret_token="s" * 32)

    with pytest.raises(ApiError, match="can't use getUpdates method while webhook is active"):
        api.ask("getUpdates")
    assert api.ask("getWebhookInfo")["max_connections"] == 40
    api.person(101).writes("alt")
    assert api.ask("deleteWebhook", drop_pending_updates=True) is True
    assert api.ask("getUpdates") == []


def polled(api: BotApi, **params: Any) -> "asyncio.Task[Any]":
    return asyncio.create_task(api.answer(api.bot.token, "getUpdates", params))


def test_a_long_poll_wakes_up_with_the_update(api: BotApi) -> None:
    async def poll() -> None:
        task = polled(api, timeout=30)
        await asyncio.sleep(0)
        api.person(101).writes("Hallo")
        answer = await asyncio.wait_for(task, 1)
        assert isinstance(answer, Answer)
        assert b"Hallo" in answer.body

    asyncio.run(poll())


def test_a_long_poll_ends_empty_in_time(api: BotApi) -> None:
    async def poll() -> None:
        answer = await asyncio.wait_for(polled(api, timeout=30), 1)
        assert isinstance(answer, Answer)
        assert answer.body == b'{"ok": true, "result": []}'

    api.longest_poll = 0.01
    asyncio.run(poll())


def test_the_newer_of_two_pollers_wins(api: BotApi) -> None:
    async def poll() -> None:
        older = polled(api, timeout=30)
        await asyncio.sleep(0)
        newer = polled(api, timeout=30)
        conflict = await asyncio.wait_for(older, 1)
        assert isinstance(conflict, Answer)
        assert conflict.status == 409
        assert b"terminated by other getUpdates request" in conflict.body
        api.person(101).writes("Hallo")
        answer = await asyncio.wait_for(newer, 1)
        assert isinstance(answer, Answer)
        assert answer.status == 200

    asyncio.run(poll())
