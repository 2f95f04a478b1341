"""The bot as a process: signals, a second start, a database that goes and comes, logs."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.storage.lock import AlreadyRunningError, running
from bot.storage.units import Storage
from tests.botapi import TOKEN, BotApi, faults
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.kill.owed import owe
from tests.kill.postgres import Postgres
from tests.kill.serving import SECRET, Process, Start
from tests.kill.trial import Deaths

pytest_plugins = ["tests.databases"]

SIGNALS = {
    "TERM": [signal.SIGTERM],
    "INT": [signal.SIGINT],
    "QUIT": [signal.SIGQUIT],
    "five TERMs": [signal.SIGTERM] * 5,
}


async def stopped(start: Start, api: BotApi, signals: list[signal.Signals]) -> float:
    """Start, let it begin to work, signal; the seconds until it ended well."""
    before = len(api.calls)
    process = Process(start)
    await until(lambda: len(api.calls) > before + 3, 20)
    at = time.monotonic()
    for number in signals:
        os.kill(process.process.pid or 0, number)
        await asyncio.sleep(0.05)
    assert await process.ended() == 0
    return time.monotonic() - at


@pytest.mark.parametrize("signals", SIGNALS.values(), ids=SIGNALS.keys())
def test_a_signal_ends_it_soon_and_costs_and_doubles_nothing(
    tmp_path: Path, signals: list[signal.Signals]
) -> None:
    async def main() -> None:
        api = BotApi()
        deaths = Deaths(api, 1)
        for person in range(1, 61):
            api.person(person, "Anna").writes(f"Frage {person}")
        async with serve(api) as url:
            start = Start(f"sqlite:///{tmp_path / 'bot.db'}", url, TOKEN, rate=40)
            owe(start, BotApi(), 0)
            assert await stopped(start, api, signals) < 20
            assert 0 < len(deaths.texts()) < 60
            await deaths.last(start, lambda: len(deaths.texts()) >= 60)
        assert sorted(deaths.texts()) == sorted(f"Antwort auf Frage {n}" for n in range(1, 61))

    asyncio.run(main())


def test_it_stops_in_time_even_when_telegram_does_not_answer(tmp_path: Path) -> None:
    async def main() -> None:
        api = BotApi()
        for person in range(1, 31):
            api.person(person, "Anna").writes("hallo")
        async with serve(api) as url:
            start = Start(f"sqlite:///{tmp_path / 'bot.db'}", url, TOKEN)
            process = Process(start)
            await until(lambda: api.sent("sendMessage"), 20)
            api.faults.add(faults.Silence(), method="sendMessage", times=10**9)
            await until(lambda: api.calls[-1].lost, 20)
            at = time.monotonic()
            process.process.terminate()
            assert await process.ended() == 0
            assert time.monotonic() - at < 20

    asyncio.run(main())


def test_a_second_run_on_sqlite_is_refused_while_other_commands_work(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    with running(url) as alone, Storage.open(url) as storage:
        assert alone
        with pytest.raises(AlreadyRunningError, match="Another `bildungslotse run`"):
            running(url).__enter__()
        with Storage.open(url) as beside:
            beside.write_now(lambda db: db.exec_driver_sql("DELETE FROM asked"))
        storage.read_now(lambda db: db.exec_driver_sql("SELECT 1"))
    with running(url) as again:
        assert again


def test_a_bot_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    async def main() -> None:
        api = BotApi()
        async with serve(api) as url:
            start = Start(f"sqlite:///{tmp_path / 'bot.db'}", url, TOKEN)
            process = Process(start)
            await until(lambda: api.calls, 20)
            with pytest.raises(AlreadyRunningError):
                running(start.database).__enter__()
            await process.kill()
            with running(start.database) as alone:
                assert alone

    asyncio.run(main())


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_always_ours_alone(url: str) -> None:
    with running(url) as alone:
        assert alone


def test_on_postgresql_many_may_run() -> None:
    url = "postgresql+psycopg://somewhere/bot"
    with running(url) as one, running(url) as two:
        assert (one, two) == (False, False)


def test_a_locked_database_delays_answers_and_loses_none(tmp_path: Path) -> None:
    async def main() -> None:
        api = BotApi()
        deaths = Deaths(api, 1)
        async with serve(api) as url:
            start = Start(f"sqlite:///{tmp_path / 'bot.db'}", url, TOKEN, rate=500)
            process = Process(start)
            await until(lambda: api.calls, 20)
            other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None, timeout=20)
            other.execute("BEGIN IMMEDIATE")
            for person in range(1, 21):
                api.person(person, "Anna").writes(f"Frage {person}")
            await asyncio.sleep(1)
            assert deaths.texts() == []
            other.execute("COMMIT")
            other.close()
            await until(lambda: len(deaths.texts()) == 20, 10)
            process.process.terminate()
            assert await process.ended() == 0

    asyncio.run(main())


def test_a_postgresql_that_restarts_loses_nothing(postgres: Postgres) -> None:
    """All its connections are cut while the bot works: as at a restart in immediate mode."""

    async def main() -> None:
        api = BotApi()
        deaths = Deaths(api, 1)
        database = postgres.create()
        for person in range(1, 201):
            api.person(person, "Anna").writes(f"Frage {person}")
        async with serve(api) as url:
            process = Process(Start(database, url, TOKEN, rate=100))
            for answers in (20, 60, 100):
                await until(partial(sent_more_than, deaths, answers), 30)
                await asyncio.to_thread(postgres.execute, CUT)
            await until(lambda: len(set(deaths.texts())) == 200, 60)
            process.process.terminate()
            assert await process.ended() == 0

    asyncio.run(main())


def sent_more_than(deaths: Deaths, number: int) -> bool:
    return len(deaths.texts()) > number


CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND application_name = 'bildungslotse'
"""


def test_logs_hold_no_token_no_secret_and_no_words(tmp_path: Path) -> None:
    """At DEBUG, with every kind of fault; the canaries are in updates, answers and settings."""
    log = tmp_path / "log"

    async def main() -> None:
        api = BotApi()
        deaths = Deaths(api, 1)
        async with serve(api) as url:
            start = Start(f"sqlite:///{tmp_path / 'bot.db'}", url, TOKEN, log=log, rate=500)
            for fault in (faults.bad_gateway(), faults.garbled(), faults.Reset()):
                api.faults.add(fault, method="sendMessage", when="after")
            for fault in (faults.garbled(), faults.Reset()):
                api.faults.add(fault, method="getUpdates")
            api.faults.add(faults.denied("Forbidden: canary-words"), method="sendMessage")
            for person in range(987650001, 987650011):
                api.person(person, "canary-name").writes(f"canary-words {person}")
            process = Process(start)
            await until(lambda: len(set(deaths.texts())) >= 9, 40)
            api.faults.add(faults.unauthorized(), times=10**9)
            api.person(987650099, "canary-name").writes("canary-words")
            await until(lambda: "refuses the token" in log.read_text(), 20)
            await process.kill()
            await Process(replace(start, database="sqlite:////no/such/folder/x.db")).ended()

    asyncio.run(main())
    text = log.read_text()
    for canary in (TOKEN, TOKEN.partition(":")[2], SECRET, "canary-words", "canary-name", "98765"):
        assert canary not in text, canary
    assert text
