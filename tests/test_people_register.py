"""Everything that knows a person is told to them, and forgotten when they ask."""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
import pkgutil
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    Table,
    Text,
    insert,
)
from sqlalchemy.types import TypeEngine

import bot.storage
from bot.people import register
from bot.storage import engine
from bot.storage.base import PERSON, Base, Moment
from bot.storage.units import Storage
from handlers.views import mydata

pytest_plugins = ["tests.databases"]

for _module in pkgutil.iter_modules(bot.storage.__path__):
    importlib.import_module(f"bot.storage.{_module.name}")

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ANNA = 0x6A6E6B6C6D6E
"""Six letters of a person's number: they lie in a file as they stand here."""

BERT = 7_310_000_999
SUSPICIOUS = re.compile(r"person|chat|user(?!_?name)|member|author|_by$")

OURS = {("inbox", "state"), ("inbox", "kind"), ("inbox", "owner")}
"""Words of our own: nobody can put anything into them."""

BLANKED = {
    "desk_work": {"taken_by"},
    "desk_step": {"actor", "taken_by"},
    "audit": {"actor"},
    "group_chat": {"person"},
}
"""What the office did stays, without who did it: nothing else in it is about a person."""


def knowing() -> Iterator[Table]:
    """The tables in which a person is marked."""
    yield from (table for table in Base.metadata.sorted_tables if persons(table))


def persons(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if PERSON.items() <= column.info.items()]


def test_every_table_with_a_person_is_registered_and_told() -> None:
    marked = {table.name for table in knowing()}

    assert {holding.name for holding in register.REGISTER} == marked
    assert set(mydata.TOLD) == marked


def test_no_column_that_sounds_like_a_person_goes_unmarked() -> None:
    unmarked = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if SUSPICIOUS.search(column.name)
        and column not in persons(table)
        and not isinstance(column.type, Boolean)
    ]

    assert unmarked == []


def canary(table: Table, column: Column[Any], person: int, number: int) -> Any:
    """A value that is found again wherever it is left."""
    if column in persons(table):
        return person
    if (table.name, column.name) in OURS:
        return "dead"
    if table.name in BLANKED and isinstance(column.type, Text | JSON):
        return "ours"
    words = f"kanarie {table.name} {column.name} {number}"
    values: dict[type[TypeEngine[Any]], Any] = {
        JSON: [words],
        BigInteger: number,
        Integer: number,
        Float: float(number),
        Boolean: True,
        Date: TODAY,
        Moment: NOW,
    }
    return values.get(type(column.type), words)


def plant(db: Connection, table: Table, person: int, number: int) -> None:
    db.execute(
        insert(table),
        {column.name: canary(table, column, person, number) for column in table.columns},
    )


def plant_everywhere(db: Connection, person: int, number: int) -> None:
    for table in knowing():
        plant(db, table, person, number)


def rows(db: Connection) -> Mapping[str, list[dict[str, Any]]]:
    return {
        table.name: [dict(row) for row in db.execute(table.select()).mappings()]
        for table in Base.metadata.sorted_tables
    }


def test_all_columns_of_all_tables_are_told(storage: Storage) -> None:
    storage.write_now(lambda db: plant_everywhere(db, ANNA, 1))
    storage.write_now(lambda db: plant_everywhere(db, BERT, 2))
    told = storage.read_now(lambda db: register.told(db, ANNA))

    assert {name: set(rows_[0]) for name, rows_ in told.items()} == {
        table.name: {column.name for column in table.columns} for table in knowing()
    }
    assert [len(rows_) for rows_ in told.values()] == [1] * len(told)
    assert str(BERT) not in str(told)
    assert json.loads(register.document(told, NOW))["stored"].keys() == told.keys()


def test_whom_a_row_knows_beside_is_not_told(storage: Storage) -> None:
    table = Base.metadata.tables["invitation"]
    values = {column.name: canary(table, column, ANNA, 1) for column in table.columns}
    storage.write_now(lambda db: db.execute(insert(table), {**values, "used_by": BERT}))

    [mine] = storage.read_now(lambda db: register.told(db, ANNA))["invitation"]
    [theirs] = storage.read_now(lambda db: register.told(db, BERT))["invitation"]
    assert (mine["invited_by"], mine["used_by"]) == (ANNA, None)
    assert (theirs["invited_by"], theirs["used_by"]) == (None, BERT)


def test_an_erased_person_is_in_no_row_and_others_are_untouched(storage: Storage) -> None:
    storage.write_now(lambda db: plant_everywhere(db, BERT, 2))
    before = storage.read_now(rows)
    storage.write_now(lambda db: plant_everywhere(db, ANNA, 1))

    number = len(register.REGISTER)
    assert storage.write_now(lambda db: register.forget(db, ANNA)) == number
    after = storage.read_now(rows)
    left = str(after).replace(str(before["inbox"]), "")
    assert str(ANNA) not in left
    # Of an update that died its number stays, so that it is not done again.
    [blank] = [row for row in after["inbox"] if row["update_id"] == 1]
    assert (blank["person"], blank["raw"]) == (0, None)
    for name, columns in BLANKED.items():
        [blank] = [row for row in after[name] if row not in before[name]]
        assert {blank[column] for column in columns} == {None}
    changed: dict[str, list[dict[str, Any]]] = {name: [] for name in ("inbox", *BLANKED)}
    assert {**after, **changed} == {**before, **changed}
    assert storage.write_now(lambda db: register.forget(db, ANNA)) == 0


@pytest.mark.parametrize("wal", [False, True])
def test_nothing_is_left_in_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, wal: bool
) -> None:
    monkeypatch.setattr(engine, "wal_is_safe", lambda _version: wal)
    with (
        caplog.at_level(logging.DEBUG),
        Storage.open(f"sqlite:///{tmp_path / 'bot.db'}") as storage,
    ):
        # Among many others, so that pages are split, filled and joined again.
        for number in range(2, 400):
            person, mark = (ANNA, 111_222_333) if number == 200 else (BERT + number, number)
            storage.write_now(partial(plant_everywhere, person=person, number=mark))
        assert traces(tmp_path)
        storage.write_now(lambda db: register.forget(db, ANNA))
        asyncio.run(storage.tidy())
        assert traces(tmp_path) == []
    assert traces(tmp_path) == []
    assert str(ANNA) not in caplog.text


def traces(folder: Path) -> list[str]:
    """Where something of Anna still lies, journals and indexes included."""
    marks = (ANNA.to_bytes(6, "big"), str(ANNA).encode(), b" 111222333")
    return [file.name for file in folder.iterdir() if any(m in file.read_bytes() for m in marks)]
