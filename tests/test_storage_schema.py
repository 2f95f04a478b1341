"""The schema: built by migrations, equal to the models, refused when newer."""

from __future__ import annotations

import importlib
import pkgutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import bot.storage
from bot.storage import schema
from bot.storage.base import Base
from bot.storage.units import Storage

pytest_plugins = ["tests.databases"]


def import_all_tables() -> None:
    for module in pkgutil.iter_modules(bot.storage.__path__):
        importlib.import_module(f"bot.storage.{module.name}")


def test_the_models_are_what_the_migrations_build(storage: Storage) -> None:
    import_all_tables()

    def differences(db: Connection) -> list[object]:
        context = MigrationContext.configure(
            db, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, Base.metadata))

    assert storage.read_now(differences) == []


def test_the_newest_migration_is_the_one_written_down() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")

    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_an_empty_database_gets_the_newest_schema(empty_url: str) -> None:
    with Storage.open(empty_url) as storage:
        assert storage.read_now(schema.revision) == schema.HEAD


def test_opening_again_changes_nothing(empty_url: str) -> None:
    Storage.open(empty_url).close()

    with Storage.open(empty_url) as storage:
        assert storage.read_now(schema.revision) == schema.HEAD


def test_a_newer_schema_is_refused_by_name(database_url: str) -> None:
    with Storage.open(database_url) as storage:
        storage.write_now(
            lambda db: db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        )

    with pytest.raises(schema.NewerSchemaError, match=f"schema 9999.*up to {schema.HEAD}"):
        Storage.open(database_url)


def test_several_processes_may_start_at_once_on_an_empty_database(empty_url: str) -> None:
    def start(_number: int) -> str | None:
        with Storage.open(empty_url) as storage:
            return storage.read_now(schema.revision)

    with ThreadPoolExecutor(4) as starters:
        assert list(starters.map(start, range(4))) == [schema.HEAD] * 4
