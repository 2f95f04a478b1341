"""The service as a whole: patient at the start, wakeful by its tick, orderly at the end."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import waiting
from bot.storage import dead, inbox, outbox
from bot.storage.inbox import Arrival
from bot.storage.outbox import Owed, State
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.telegram.signals import stop_on_signals
from bot.waiting import Backoff
from tests.botapi import TOKEN, BotApi, BotApiRequest, faults
from tests.botapi.waiting import until
from tests.kill.bot import service

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def serve(storage: Storage, api: BotApi, done: Any, **more: Any) -> None:
    """Run until `done` comes true."""

    async def main() -> None:
        built = service(storage, TOKEN, request=BotApiRequest(api), rate=1000, **more)
        stop = asyncio.Event()
        running = asyncio.create_task(built.run(stop))
        await until(done)
        stop.set()
        async with asyncio.timeout(10):
            await running

    asyncio.run(main())


def test_a_telegram_that_cannot_be_reached_at_the_start_is_waited_for(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting.Backoff, "pause", lambda _self: 0.01)
    api = BotApi()
    api.faults.add(faults.bad_gateway(), method="getMe", times=5)
    api.person(1, "Anna").writes("hallo")
    serve(storage, api, lambda: api.sent("sendMessage"))

    assert [record.method for record in api.sent()] == ["getMe", "sendMessage"]


def test_what_another_process_owes_is_sent_with_the_next_tick(storage: Storage) -> None:
    api, ticks = BotApi(), []
    api.person(1, "Anna", started=True)

    async def each_tick() -> None:
        ticks.append(1)
        if len(ticks) == 1:
            # Past the announcements: as if another process had written it.
            with storage.engine.begin() as db:
                outbox.owe(db, [Owed("key", 1, "news", 5, 1, NOW - timedelta(days=999))])

    serve(storage, api, lambda: api.sent("sendMessage"), tick_seconds=0.05, each_tick=each_tick)
    assert api.sent("sendMessage")[0].params["text"] == "Nachricht 5"


def test_what_a_duty_owes_is_sent(storage: Storage) -> None:
    api = BotApi()
    api.person(1, "Anna", started=True)

    def duty(db: Db, now: datetime) -> None:
        outbox.owe(db, [Owed("key", 1, "news", 5, 1, now)])

    serve(storage, api, lambda: api.sent("sendMessage"), tick_seconds=0.05, duties=[_failing, duty])
    assert api.sent("sendMessage")[0].params["text"] == "Nachricht 5"


def _failing(_db: Db, _now: datetime) -> None:
    raise StorageUnavailableError


def test_what_expired_meanwhile_ends_with_the_tick(storage: Storage) -> None:
    api = BotApi()
    row = Owed("key", 1, "news", 5, 1, NOW - timedelta(days=2), NOW - timedelta(days=1))
    storage.write_now(lambda db: outbox.owe(db, [row]))
    serve(
        storage,
        api,
        lambda: storage.read_now(outbox.counts) == {State.EXPIRED: 1},
        tick_seconds=0.05,
        clock=lambda: NOW,
    )
    assert api.sent("sendMessage") == []


def test_what_is_kept_no_longer_is_dropped_at_the_start(storage: Storage) -> None:
    old = NOW - timedelta(days=31)
    storage.write_now(lambda db: inbox.accept(db, [Arrival(1, 7, "message", "{}", old)], old))
    mark = "UPDATE inbox SET state = 'dead', ended_at = received_at"
    storage.write_now(lambda db: db.exec_driver_sql(mark))
    api = BotApi()
    serve(storage, api, lambda: not storage.read_now(dead.dead), clock=lambda: NOW)


def test_a_tick_without_a_database_is_no_end(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    api, write = BotApi(), storage.write

    async def unsure(work: Any) -> Any:
        if "_try" in work.__qualname__:
            raise StorageUnavailableError("gone")
        return await write(work)

    storage.write = unsure  # type: ignore[method-assign]
    api.person(1, "Anna").writes("hallo")
    serve(
        storage,
        api,
        lambda: api.sent("sendMessage") and caplog.text.count("cannot be reached: gone") > 4,
        tick_seconds=0.05,
    )


def test_a_stop_without_a_database_ends_all_the_same(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    api, write = BotApi(), storage.write

    async def unsure(work: Any) -> Any:
        if "finish" in work.__qualname__:
            raise StorageUnavailableError("gone")
        return await write(work)

    storage.write = unsure  # type: ignore[method-assign]
    api.person(1, "Anna").writes("hallo")
    serve(storage, api, lambda: api.sent("sendMessage"))
    assert "what ran is done again: gone" in caplog.text


def test_a_group_that_moved_takes_along_what_it_is_owed(storage: Storage) -> None:
    api = BotApi()
    api.group(-1007)
    api.faults.add(faults.migrated(-1007), method="sendMessage", chat=-7)
    rows = [Owed(f"key {n}", -7, "news", n, 1, NOW) for n in (1, 2)]
    storage.write_now(lambda db: outbox.owe(db, rows))
    serve(storage, api, lambda: len(api.sent("sendMessage")) == 2)

    assert [record.chat for record in api.sent("sendMessage")] == [-1007, -1007]
    assert len([record for record in api.calls if record.chat == -7]) == 1


def test_the_first_signal_is_the_wish_and_the_others_change_nothing() -> None:
    async def main() -> None:
        with stop_on_signals() as stop:
            assert not stop.is_set()
            for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
                os.kill(os.getpid(), number)
            async with asyncio.timeout(5):
                await stop.wait()
            await asyncio.sleep(0)

    asyncio.run(main())


def test_pauses_grow_to_half_a_minute_and_start_again() -> None:
    backoff = Backoff()
    pauses = [backoff.pause() for _ in range(20)]
    backoff.reset()

    assert 0.8 <= pauses[0] <= 1
    assert 24 <= pauses[-1] <= 30
    assert backoff.pause() <= 1
