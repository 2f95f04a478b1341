"""The webhook: 200 after the commit only, closed to who does not know the secret."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from math import inf
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import waiting
from bot.clock import system_clock
from bot.storage import inbox
from bot.storage.units import Storage, StorageUnavailableError
from bot.telegram import chats
from bot.telegram.farewell import hang_up
from bot.telegram.intake import Intake
from bot.telegram.service import Webhook
from bot.telegram.webhook import HEADER, LARGEST, listening, routes
from tests.botapi import TOKEN, BotApi, faults
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.botapi.webhook import Retry
from tests.kill.bot import service
from tests.kill.ports import free_port

pytest_plugins = ["tests.databases"]

SECRET = "canary-secret-" * 3
UPDATE = {"update_id": 1, "message": {"from": {"id": 7}, "text": "canary-words"}}
KNOWN = {HEADER: SECRET}
JSON = {**KNOWN, "Content-Type": "application/json"}


@asynccontextmanager
async def hook(storage: Storage) -> AsyncIterator[str]:
    """The address of a webhook without a bot behind it."""
    app = routes(Intake(storage, system_clock), "https://town.example/secret/hook", SECRET)
    async with listening(app, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}/secret/hook"


async def post(url: str, body: object = UPDATE, **more: Any) -> int:
    async with aiohttp.ClientSession() as session:
        arguments = {"headers": KNOWN, **more}
        if "data" not in arguments:
            arguments["json"] = body
        elif isinstance(arguments["data"], bytes):
            arguments["data"] = BytesIO(arguments["data"])
        async with session.post(url, **arguments) as response:
            assert await response.text() == "" or response.status in {404, 405, 413}
            return response.status


def waiting_now(storage: Storage) -> int:
    return storage.read_now(inbox.backlog).waiting


def test_an_update_is_accepted_once_it_is_stored(storage: Storage) -> None:
    async def main() -> None:
        async with hook(storage) as url:
            assert await post(url) == 200
            assert await post(url) == 200

    asyncio.run(main())
    assert waiting_now(storage) == 1


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"headers": {}}, 403),
        ({"headers": {HEADER: ""}}, 403),
        ({"headers": {HEADER: SECRET[:-1]}}, 403),
        ({"headers": {HEADER: SECRET + "x"}}, 403),
        ({"headers": {HEADER: SECRET.upper()}}, 403),
        ({"data": "{}", "headers": {**KNOWN, "Content-Type": "text/plain"}}, 415),
        ({"data": b"", "headers": JSON}, 400),
        ({"data": b'{"update', "headers": JSON}, 400),
        ({"data": b"[" * 100_000, "headers": JSON}, 400),
        ({"data": b"\xff\xfe", "headers": JSON}, 400),
        (
            {
                "data": b" " * (LARGEST + 1),
                "headers": JSON,
            },
            413,
        ),
    ],
)
def test_anything_foreign_is_turned_away(
    storage: Storage, request_: dict[str, Any], status: int
) -> None:
    async def main() -> int:
        async with hook(storage) as url:
            return await post(url, **request_)

    assert asyncio.run(main()) == status
    assert waiting_now(storage) == 0


def test_only_posts_to_the_one_address_are_served(storage: Storage) -> None:
    async def main() -> None:
        async with hook(storage) as url, aiohttp.ClientSession() as session:
            for method in ("GET", "PUT", "DELETE", "HEAD"):
                async with session.request(method, url, headers=KNOWN) as response:
                    assert response.status == 405
            assert await post(url + "/other") == 404

    asyncio.run(main())


def test_a_thousand_forged_posts_leave_nothing(storage: Storage) -> None:
    async def main() -> None:
        async with hook(storage) as url, aiohttp.ClientSession() as session:

            async def forge(number: int) -> int:
                headers = {HEADER: f"{number:064d}"}
                async with session.post(url, json=UPDATE, headers=headers) as response:
                    return response.status

            statuses = await asyncio.gather(*(forge(number) for number in range(1000)))
            assert set(statuses) == {403}

    asyncio.run(main())
    assert waiting_now(storage) == 0


def test_what_cannot_be_stored_is_left_with_telegram(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async def full(_work: object) -> None:
        await asyncio.sleep(0)
        raise StorageUnavailableError("database or disk is full")

    async def main() -> None:
        async with hook(storage) as url:
            write = storage.write
            storage.write = full  # type: ignore[method-assign,assignment]
            together = [post(url, {**UPDATE, "update_id": number}) for number in range(1, 30)]
            assert set(await asyncio.gather(*together)) == {503}
            storage.write = write  # type: ignore[method-assign]
            assert await post(url) == 200

    asyncio.run(main())
    assert waiting_now(storage) == 1
    assert "canary" not in caplog.text


def test_many_connections_share_few_commits(storage: Storage) -> None:
    commits = 0
    write = storage.write

    async def counted(work: Any) -> Any:
        nonlocal commits
        commits += 1
        return await write(work)

    async def main() -> None:
        intake = Intake(storage, system_clock)
        updates = [{**UPDATE, "update_id": number} for number in range(1, 101)]
        await asyncio.gather(*(intake.take([update]) for update in updates))

    storage.write = counted  # type: ignore[method-assign]
    asyncio.run(main())
    assert waiting_now(storage) == 100
    assert commits <= 3


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.text())),
    st.integers(1, 2**40),
)
def test_whatever_the_body_holds_it_is_stored(
    storage: Storage, more: dict[str, Any], number: int
) -> None:
    async def main() -> int:
        async with hook(storage) as url:
            return await post(url, {**more, "update_id": number})

    assert asyncio.run(main()) == 200


def test_the_bot_answers_through_its_webhook(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Over real connections: registered with its secret, tried again until Telegram knows."""
    monkeypatch.setattr(waiting.Backoff, "pause", lambda _self: 0.01)
    monkeypatch.setattr(chats, "SPACING", 0.001)

    async def main() -> None:
        api, port = BotApi(), free_port()
        api.faults.add(faults.bad_gateway(), method="setWebhook", times=2)
        for person in range(1, 31):
            api.person(person, "Anna").writes(f"Frage {person}")
        async with serve(api, retry=Retry(first=0.02)) as url:
            own = Webhook(f"http://127.0.0.1:{port}/hook", SECRET, port=port)
            serving = service(storage, TOKEN, api_url=url, rate=1000, webhook=own)
            stop = asyncio.Event()
            running = asyncio.create_task(serving.run(stop))
            await until(lambda: len(api.sent("sendMessage")) == 30)
            stop.set()
            await running
            await hang_up(serving.bot)
        texts = {record.params["text"] for record in api.sent("sendMessage")}
        assert texts == {f"Antwort auf Frage {person}" for person in range(1, 31)}
        assert api.bot.webhook.secret == SECRET

    with caplog.at_level(logging.INFO):
        asyncio.run(main())
    assert SECRET not in caplog.text
    assert SECRET not in repr(Webhook("https://town.example", SECRET))


def test_registering_ends_when_we_are_to_stop(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting.Backoff, "pause", lambda _self: 0.01)

    async def main() -> None:
        api, port = BotApi(), free_port()
        api.faults.add(faults.bad_gateway(), times=inf)
        async with serve(api) as url:
            own = Webhook(f"http://127.0.0.1:{port}/hook", SECRET, port=port)
            serving = service(storage, TOKEN, api_url=url, webhook=own)
            stop = asyncio.Event()
            running = asyncio.create_task(serving.run(stop))
            await until(lambda: len(api.calls) > 4)
            stop.set()
            async with asyncio.timeout(5):
                await running
            await hang_up(serving.bot)

    asyncio.run(main())


def test_the_stored_update_is_the_one_that_came(storage: Storage) -> None:
    async def main() -> None:
        async with hook(storage) as url:
            await post(url)

    asyncio.run(main())
    raw = storage.read_now(lambda db: db.exec_driver_sql("SELECT raw FROM inbox").scalar_one())
    assert json.loads(raw) == UPDATE
