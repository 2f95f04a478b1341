"""Writes that queue up together: one commit, and yet each ends for itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from threading import Event

import pytest
from sqlalchemy import PoolProxiedConnection, event, func, select
from sqlalchemy.exc import DBAPIError

from bot.storage import people
from bot.storage.units import Db, Storage, StorageUnavailableError, announce

pytest_plugins = ["tests.databases"]

TODAY = date(2026, 11, 22)


def see(person: int) -> Callable[[Db], int]:
    def unit(db: Db) -> int:
        people.see(db, person, TODAY)
        return person

    return unit


def fail(db: Db) -> int:
    people.see(db, 99, TODAY)
    announce(db, "failed")
    raise ValueError


def refused(db: Db) -> int:
    people.see(db, 99, TODAY)
    db.exec_driver_sql("SELECT no_such_column FROM person")
    return 99


async def held_up(storage: Storage) -> tuple[Event, asyncio.Task[bool]]:
    """A unit that keeps the storage thread until its event is set."""
    started, go = Event(), Event()

    def hold(_db: Db) -> bool:
        started.set()
        return go.wait()

    first = asyncio.create_task(storage.write(hold))
    await asyncio.to_thread(started.wait)
    return go, first


def together(storage: Storage, *units: Callable[[Db], int]) -> list[int | BaseException]:
    """Queue these behind a unit that is held up until all are there."""

    async def main() -> list[int | BaseException]:
        go, first = await held_up(storage)
        queued = [asyncio.create_task(storage.write(unit)) for unit in units]
        await asyncio.sleep(0)
        go.set()
        await first
        return await asyncio.gather(*queued, return_exceptions=True)

    return asyncio.run(main())


def count(storage: Storage) -> int | None:
    return storage.read_now(
        lambda db: db.scalar(select(func.count()).select_from(people.PersonRow))
    )


def test_what_queues_up_shares_a_commit(storage: Storage) -> None:
    commits: list[int] = []
    event.listen(storage.engine, "commit", lambda _db: commits.append(1))

    assert together(storage, *(see(person) for person in range(1, 21))) == list(range(1, 21))
    assert count(storage) == 20
    assert len(commits) == 2


def test_one_that_fails_takes_nobody_along(storage: Storage) -> None:
    heard: list[str] = []
    storage.listen("failed", lambda: heard.append("failed"))
    one, two, three = together(storage, see(1), fail, see(3))

    assert (one, three) == (1, 3)
    assert isinstance(two, ValueError)
    assert count(storage) == 2
    assert heard == []


def test_one_that_the_database_refuses_takes_nobody_along(storage: Storage) -> None:
    one, two, three = together(storage, see(1), refused, see(3))

    assert (one, three) == (1, 3)
    assert isinstance(two, StorageUnavailableError | DBAPIError)
    assert count(storage) == 2


def test_announcements_of_all_are_heard(storage: Storage) -> None:
    heard: list[str] = []
    storage.listen("news", lambda: heard.append("news"))

    def speak(db: Db) -> int:
        announce(db, "news")
        return 0

    together(storage, see(1), speak, see(2))
    assert heard == ["news"]


def test_when_the_commit_fails_all_hear_it_and_none_is_run_again(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []

    def unit(db: Db) -> int:
        people.see(db, 1, TODAY)
        runs.append(1)
        return 1

    dialect = storage.engine.dialect
    commit = dialect.do_commit

    def broken(connection: PoolProxiedConnection) -> None:
        if len(runs) == 2:
            raise dialect.loaded_dbapi.OperationalError("disk I/O error")
        commit(connection)

    monkeypatch.setattr(dialect, "do_commit", broken)
    ends = together(storage, unit, unit)
    monkeypatch.undo()

    assert all(isinstance(end, StorageUnavailableError) for end in ends)
    assert len(runs) == 2
    assert count(storage) == 0


def test_who_no_longer_waits_is_not_served(storage: Storage) -> None:
    async def main() -> None:
        go, first = await held_up(storage)
        given_up = asyncio.create_task(storage.write(see(1)))
        await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.sleep(0)
        go.set()
        await first

    asyncio.run(main())
    assert count(storage) == 0
