"""Alive and ready, and why not."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.storage import inbox, outbox
from bot.storage.inbox import Arrival
from bot.storage.outbox import Owed
from bot.storage.units import Storage, StorageUnavailableError
from bot.telegram.access import Access
from bot.telegram.health import SILENT, Health, routes
from bot.telegram.webhook import listening

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Times:
    """A timer moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def ask(storage: Storage, health: Health, path: str) -> tuple[int, str]:
    async def main() -> tuple[int, str]:
        app = routes(health, storage, lambda: NOW + timedelta(minutes=2))
        async with (
            listening(app, "127.0.0.1", 0) as port,
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}{path}") as response,
        ):
            return response.status, await response.text()

    return asyncio.run(main())


def test_a_bot_that_works_is_ready(storage: Storage) -> None:
    assert ask(storage, Health(Access()), "/readyz") == (200, "ready\n")


def silent(health: Health, times: Times) -> None:
    times.now += SILENT + 1
    health.ticked()


def still(health: Health, times: Times) -> None:
    times.now += SILENT + 1
    health.heard()


def stopping(health: Health, times: Times) -> None:
    del times
    health.stopping = True


def refused(health: Health, times: Times) -> None:
    del times
    health._access.refuse()


@pytest.mark.parametrize(
    ("happens", "problem"),
    [
        (silent, "no word from Telegram"),
        (still, "no tick"),
        (stopping, "stopping"),
        (refused, "token refused"),
    ],
)
def test_each_reason_not_to_be_ready_has_its_name(
    storage: Storage, happens: object, problem: str
) -> None:
    times = Times()
    health = Health(Access(), timer=times)
    assert callable(happens)
    happens(health, times)

    assert ask(storage, health, "/readyz") == (503, problem + "\n")
    assert ask(storage, health, "/livez") == (200, "alive\n")


def test_a_bot_with_a_webhook_may_hear_nothing_for_long(storage: Storage) -> None:
    times = Times()
    health = Health(Access(), timer=times)
    health.polls = False
    silent(health, times)

    assert ask(storage, health, "/readyz")[0] == 200


def test_without_its_database_a_bot_is_alive_but_not_ready(storage: Storage) -> None:
    async def gone(_work: object) -> None:
        await asyncio.sleep(0)
        raise StorageUnavailableError("gone")

    storage.read = gone  # type: ignore[method-assign,assignment]
    health = Health(Access())

    assert ask(storage, health, "/readyz") == (503, "database\n")
    assert ask(storage, health, "/livez") == (200, "alive\n")


def test_metrics_count_and_name_nobody(storage: Storage) -> None:
    storage.write_now(
        lambda db: inbox.accept(db, [Arrival(1, 987654321, "message", "{}", NOW)], NOW)
    )
    storage.write_now(lambda db: outbox.owe(db, [Owed("key", 987654321, "news", 1, 1, NOW)]))
    status, text = ask(storage, Health(Access()), "/metrics")

    assert status == 200
    assert "bildungslotse_inbox_waiting 1\n" in text
    assert "bildungslotse_inbox_oldest_seconds 120\n" in text
    assert 'bildungslotse_outbox{state="planned"} 1\n' in text
    assert "bildungslotse_ready 1\n" in text
    assert "987654321" not in text
