"""Intake by polling: stored before confirmed, once each, through faults of both sides."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from math import inf
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import waiting
from bot.storage import dead, inbox, outbox
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.telegram import chats, lanes, polling
from bot.telegram.intake import Intake
from bot.telegram.service import Service
from tests.botapi import TOKEN, BotApi, BotApiRequest, faults
from tests.botapi.waiting import until
from tests.kill.bot import NOTICE, POISON, service

pytest_plugins = ["tests.databases"]
MOMENT = timedelta(milliseconds=1)
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses are tested where time is virtual; here they would only be waited for."""
    monkeypatch.setattr(waiting.Backoff, "pause", lambda _self: 0.01)
    monkeypatch.setattr(polling, "pause_of", lambda _error: MOMENT)
    monkeypatch.setattr(lanes, "BACKOFF", (MOMENT, MOMENT))
    monkeypatch.setattr(chats, "SPACING", 0.001)


@asynccontextmanager
async def serving(storage: Storage, api: BotApi, **more: Any) -> AsyncIterator[Service]:
    """The small bot, in this process, until the end of the block."""
    built = service(storage, TOKEN, request=BotApiRequest(api), rate=1000, **more)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(built.run(stop))
        try:
            yield built
        finally:
            stop.set()


def answers(api: BotApi) -> list[str]:
    return [record.params["text"] for record in api.sent("sendMessage")]


def people(api: BotApi, number: int) -> list[str]:
    """Everybody asks; the answers they should get."""
    for person in range(1, number + 1):
        api.person(person, f"Person {person}").writes(f"Frage {person}")
    return [f"Antwort auf Frage {person}" for person in range(1, number + 1)]


async def done(storage: Storage) -> None:
    """Until nothing waits."""
    async with asyncio.timeout(60):
        while (await storage.read(inbox.backlog)).waiting:  # noqa: ASYNC110 - rows do not ring
            await asyncio.sleep(0.005)


def test_every_question_is_answered(storage: Storage) -> None:
    async def main() -> None:
        api = BotApi()
        expected = people(api, 150)
        async with serving(storage, api):
            await until(lambda: len(answers(api)) == 150)
            await done(storage)
            assert sorted(answers(api)) == sorted(expected)

    asyncio.run(main())


def test_updates_are_confirmed_only_after_they_are_stored(storage: Storage) -> None:
    async def main() -> None:
        api = BotApi()
        people(api, 3)
        write, allowed = storage.write, asyncio.Event()

        async def later(work: Callable[[Db], object]) -> object:
            if "Intake" in work.__qualname__ and not allowed.is_set():
                assert len(api.bot.updates.waiting) == 3
                allowed.set()
                raise StorageUnavailableError("disk full")
            return await write(work)

        storage.write = later  # type: ignore[assignment,method-assign]
        async with serving(storage, api):
            await until(lambda: len(answers(api)) == 3)
        assert allowed.is_set()

    asyncio.run(main())


def test_an_update_that_comes_again_and_again_is_processed_once(storage: Storage) -> None:
    async def main() -> None:
        api = BotApi()
        people(api, 10)
        updates = api.bot.updates.first(100)
        shuffled = random.Random(1).choices(updates, k=50) + updates
        async with serving(storage, api) as built:
            intake = Intake(storage, built.clock)
            await asyncio.gather(*(intake.take([update]) for update in shuffled))
            await until(lambda: len(answers(api)) == 10)
            await done(storage)
            assert len(answers(api)) == 10

    asyncio.run(main())


def test_one_poisoned_update_does_not_stop_its_batch(storage: Storage) -> None:
    async def main() -> None:
        api = BotApi()
        api.bot.updates.push_raw({"poll": {"id": "1", "nonsense": True}})
        api.bot.updates.push_raw({"message": {"no": "sense"}})
        expected = people(api, 3)
        async with serving(storage, api):
            await until(lambda: len(answers(api)) == 3)
            assert sorted(answers(api)) == expected

    asyncio.run(main())


def test_a_handler_that_always_fails_ends_in_the_dead_list_with_one_apology(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        api = BotApi()
        api.person(1, "Anna").writes(POISON)
        async with serving(storage, api):
            await until(lambda: answers(api))
            await done(storage)
        assert answers(api) == ["Das ging schief."]
        [row] = storage.read_now(dead.dead)
        assert row.kind == "message"

    with caplog.at_level(logging.INFO):
        asyncio.run(main())
    assert POISON not in caplog.text


@pytest.mark.parametrize(
    "fault",
    [
        faults.flood(1),
        faults.bad_gateway(),
        faults.server_error(500),
        faults.garbled(),
        faults.Reset(),
        faults.Silence(),
    ],
)
def test_polling_survives_every_fault(storage: Storage, fault: faults.Outcome) -> None:
    async def main() -> None:
        api = BotApi()
        for when in ("before", "after"):
            api.faults.add(fault, method="getUpdates", when=when, times=2)
        expected = people(api, 3)
        async with serving(storage, api):
            await until(lambda: len(answers(api)) == 3)
        assert sorted(answers(api)) == expected

    asyncio.run(main())


def test_a_refused_token_is_said_once_and_nothing_is_lost(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        api = BotApi()
        expected = people(api, 3)
        api.faults.add(faults.unauthorized(), times=inf)
        async with serving(storage, api) as built:
            await until(lambda: built.access.refused)
            await asyncio.sleep(0.05)
            before = len(api.polls) + len(api.calls)
            await asyncio.sleep(0.1)
            assert len(api.polls) + len(api.calls) == before
        assert answers(api) == []

        api.faults.clear()
        async with serving(storage, api):
            await until(lambda: len(answers(api)) == 3)
        assert sorted(answers(api)) == expected

    asyncio.run(main())
    assert [record.levelname for record in caplog.records].count("ERROR") == 1
    assert TOKEN not in caplog.text


def test_a_foreign_webhook_is_left_alone_and_waited_out(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        api = BotApi()
        people(api, 1)
        api.call(TOKEN, "setWebhook", {"url": "https://town.example/hook"})
        async with serving(storage, api):
            await until(lambda: "somebody else" in caplog.text)
            assert api.bot.webhook.url == "https://town.example/hook"
            api.call(TOKEN, "deleteWebhook", {})
            await until(lambda: len(answers(api)) == 1)

    asyncio.run(main())


def test_who_floods_gets_one_notice_and_others_are_answered(storage: Storage) -> None:
    async def main() -> None:
        api = BotApi()
        anna = api.person(1, "Anna")
        for _ in range(200):
            anna.writes("hallo")
        api.person(2, "Bert").writes("Frage 2")
        async with serving(storage, api):
            await until(lambda: "Antwort auf Frage 2" in answers(api))
            await done(storage)
        assert answers(api).count(NOTICE) == 1
        assert answers(api).count("Antwort auf hallo") == 20

    asyncio.run(main())


def test_who_writes_again_is_no_longer_silenced(storage: Storage) -> None:
    async def main() -> None:
        api = BotApi()
        anna = api.person(1, "Anna")
        now = service(storage, TOKEN, request=BotApiRequest(api)).clock()
        await storage.write(lambda db: outbox.silence(db, 1, "blocked", now))
        anna.writes("Da bin ich wieder")
        async with serving(storage, api):
            await until(lambda: len(answers(api)) == 1)
        assert await storage.read(lambda db: outbox.silenced(db, [1])) == frozenset()

    asyncio.run(main())


def test_a_full_disk_costs_no_update(tmp_path: Path) -> None:
    """SQLite says that it is full: nothing is confirmed, and all goes on once there is room."""

    def pages(db: Db, most: int) -> None:
        db.exec_driver_sql(f"PRAGMA max_page_count={most}")

    async def main(storage: Storage) -> None:
        api = BotApi()
        async with serving(storage, api):
            await storage.write(lambda db: pages(db, 1))
            for person in range(1, 101):
                api.person(person, "Anna").writes(f"Frage {person} {'x' * 1000}")
            await asyncio.sleep(0.3)
            assert len(api.bot.updates.waiting) > 0
            await storage.write(lambda db: pages(db, 1_000_000))
            await until(lambda: len(set(answers(api))) == 100)
            await done(storage)
        whole = await storage.read(lambda db: db.scalar(text("PRAGMA integrity_check")))
        assert whole == "ok"

    with Storage.open(f"sqlite:///{tmp_path / 'bot.db'}") as storage:
        asyncio.run(main(storage))
