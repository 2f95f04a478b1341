"""The engine recipes: no lost update, no impatient refusal, journal by what the library can."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, literal, select, text

from bot.storage import people
from bot.storage.base import Moment
from bot.storage.engine import wal_is_safe
from bot.storage.units import Storage, StorageUnavailableError, announce

pytest_plugins = ["tests.databases"]

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_wal_is_used_only_where_its_reset_bug_is_mended(
    version: tuple[int, int, int], safe: bool
) -> None:
    assert wal_is_safe(version) is safe


def test_sqlite_is_opened_for_safety(tmp_path: Path) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")

    def settings(db: Connection) -> list[object]:
        return [db.scalar(text(f"PRAGMA {name}")) for name in names]

    with Storage.open(f"sqlite:///{tmp_path / 'bot.db'}") as storage:
        journal = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "truncate"
        assert storage.read_now(settings) == [journal, 2, 1, 1, 60_000]


def read_then_write(db: Connection) -> None:
    known = db.scalar(text("SELECT unhelpful FROM person WHERE id = 1 " + locked(db)))
    db.execute(text("UPDATE person SET unhelpful = :n WHERE id = 1"), {"n": (known or 0) + 1})


def locked(db: Connection) -> str:
    return "FOR UPDATE" if db.dialect.name == "postgresql" else ""


def count(storage: Storage) -> int | None:
    return storage.read_now(lambda db: db.scalar(select(people.PersonRow.unhelpful)))


def test_twelve_writers_at_once_lose_none_of_600_increments(
    storage: Storage, database_url: str
) -> None:
    storage.write_now(lambda db: people.see(db, 1, TODAY))

    def write(_writer: int) -> None:
        with Storage.open(database_url) as own:
            for _ in range(50):
                own.write_now(read_then_write)

    with ThreadPoolExecutor(12) as writers:
        list(writers.map(write, range(12)))

    assert count(storage) == 600


def test_a_writer_waits_for_another_process_that_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with Storage.open(f"sqlite:///{path}") as storage:
        storage.write_now(lambda db: people.see(db, 1, TODAY))
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(storage.write_now, read_then_write)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
            other.execute("COMMIT")
            waiting.result(timeout=10)
        other.close()

        assert count(storage) == 1


def test_a_unit_that_fails_leaves_nothing(storage: Storage) -> None:
    def fail(db: Connection) -> None:
        people.see(db, 1, TODAY)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        storage.write_now(fail)

    assert storage.read_now(lambda db: db.scalar(text("SELECT count(*) FROM person"))) == 0


def test_a_database_that_cannot_be_written_has_one_name(tmp_path: Path) -> None:
    with Storage.open(f"sqlite:///{tmp_path / 'bot.db'}") as storage:
        storage.write_now(lambda db: db.exec_driver_sql("PRAGMA max_page_count=1"))

        def fill(db: Connection) -> None:
            db.execute(text("CREATE TABLE big (x TEXT)"))

        with pytest.raises(StorageUnavailableError, match="full"):
            storage.write_now(fill)


def test_announcements_are_heard_after_the_commit_only(storage: Storage) -> None:
    heard: list[str] = []
    storage.listen("outbox", lambda: heard.append("outbox"))

    def speak_and_fail(db: Connection) -> None:
        announce(db, "outbox")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        storage.write_now(speak_and_fail)
    storage.write_now(lambda db: announce(db, "inbox"))
    assert heard == []

    storage.write_now(lambda db: announce(db, "outbox"))
    assert heard == ["outbox"]


def test_units_of_work_can_be_awaited(storage: Storage) -> None:
    async def choose_and_ask() -> str | None:
        await storage.write(lambda db: people.choose_language(db, 1, "en", TODAY))
        return await storage.read(lambda db: people.language(db, 1))

    assert asyncio.run(choose_and_ask()) == "en"


def test_moments_come_back_in_utc(storage: Storage) -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    stored = storage.read_now(lambda db: db.scalar(select(literal(summer, Moment))))

    assert stored == summer
    assert stored is not None
    assert stored.tzinfo is UTC


def test_a_moment_without_zone_is_refused(storage: Storage) -> None:
    naive = datetime(2026, 7, 1, 12, 0)  # noqa: DTZ001 - the very point

    with pytest.raises(Exception, match="needs its time zone"):
        storage.read_now(lambda db: db.scalar(select(literal(naive, Moment))))


def test_an_empty_moment_stays_empty(storage: Storage) -> None:
    assert storage.read_now(lambda db: db.scalar(select(literal(None, Moment)))) is None


def test_the_driver_of_postgresql_need_not_be_named(storage: Storage, database_url: str) -> None:
    with Storage.open(database_url.replace("+psycopg", "")) as unnamed:
        assert unnamed.engine.dialect.driver in {"psycopg", "pysqlite"}
