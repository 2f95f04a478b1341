"""Counts and passed-on questions: added up once, read in order, forgotten in time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import inspect

from bot.questions import forget
from bot.storage import asked, counts, passed
from bot.storage.asked import Asked
from bot.storage.counts import Cell, Count, Table
from bot.storage.units import Db, Storage

pytest_plugins = ["tests.databases"]

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MATCH = Cell(Table.OUTCOME, "", "match")
CHILDREN = Cell(Table.AGE, "musik", "6–9")


def add(storage: Storage, *cells: Cell, day: date = TODAY, language: str = "de") -> None:
    storage.write_now(lambda db: counts.add(db, day, language, cells))


def counted(storage: Storage) -> list[Count]:
    return storage.read_now(lambda db: list(counts.stored(db)))


def test_numbers_add_up_per_day_and_language(storage: Storage) -> None:
    add(storage, MATCH, CHILDREN)
    add(storage, MATCH)
    add(storage, MATCH, language="en")
    add(storage, MATCH, day=TODAY - timedelta(days=1))

    assert counted(storage) == [
        Count(date(2026, 11, 21), "de", Table.OUTCOME, "", "match", 1),
        Count(TODAY, "de", Table.AGE, "musik", "6–9", 1),
        Count(TODAY, "de", Table.OUTCOME, "", "match", 2),
        Count(TODAY, "en", Table.OUTCOME, "", "match", 1),
    ]


def test_nothing_is_counted_where_there_is_no_cell(storage: Storage) -> None:
    add(storage)

    assert counted(storage) == []


def test_a_cell_that_is_named_twice_counts_once(storage: Storage) -> None:
    add(storage, MATCH, MATCH)

    assert [count.number for count in counted(storage)] == [1]


def test_a_question_is_counted_when_it_is_kept(storage: Storage) -> None:
    def keep(db: Db) -> None:
        asked.keep(db, 5, "Schach?", language="de", now=NOW)

    assert storage.read_now(lambda db: counts.is_counted(db, 5)) is False
    storage.write_now(keep)
    assert storage.read_now(lambda db: counts.is_counted(db, 5)) is True
    assert storage.read_now(lambda db: counts.is_counted(db, 6)) is False


def test_two_processes_count_at_once_and_lose_nothing(database_url: str) -> None:
    """Each takes the same two rows, in opposite order."""

    def count(cells: tuple[Cell, Cell]) -> None:
        def one_by_one(db: Db) -> None:
            for cell in cells:
                counts.add(db, TODAY, "de", [cell])

        with Storage.open(database_url) as storage:
            for _ in range(100):
                storage.write_now(one_by_one)

    with ThreadPoolExecutor(2) as processes:
        list(processes.map(count, [(MATCH, CHILDREN), (CHILDREN, MATCH)]))

    with Storage.open(database_url) as storage:
        assert [count.number for count in counted(storage)] == [200, 200]


def test_a_table_of_counts_has_no_room_for_a_person_or_for_words(storage: Storage) -> None:
    def columns(db: Db, table: str) -> set[str]:
        return {column["name"] for column in inspect(db).get_columns(table)}

    assert storage.read_now(lambda db: columns(db, "question_count")) == {
        *("day", "language", "kind", "topic", "value", "number")
    }
    assert storage.read_now(lambda db: columns(db, "passed_question")) == {
        *("id", "token", "text", "language", "created_at", "topic")
    }


def pass_on(storage: Storage, token: str, now: datetime = NOW) -> None:
    storage.write_now(lambda db: passed.keep(db, Asked(token, f"Wo {token}?", (), "de"), now))


def test_a_question_is_passed_on_once(storage: Storage) -> None:
    for token in ("a", "b", "a"):
        pass_on(storage, token)

    kept = storage.read_now(passed.stored)
    assert [(one.text, one.language, one.created_at) for one in kept] == [
        ("Wo a?", "de", NOW),
        ("Wo b?", "de", NOW),
    ]
    assert storage.read_now(lambda db: passed.is_kept(db, "a")) is True
    assert storage.read_now(lambda db: passed.is_kept(db, "c")) is False


@pytest.mark.parametrize(("days", "kept"), [(0, 1), (395, 1), (396, 0), (4000, 0)])
def test_counts_are_kept_for_thirteen_months(storage: Storage, days: int, kept: int) -> None:
    add(storage, MATCH, day=TODAY - timedelta(days=days))
    storage.write_now(lambda db: forget(db, NOW))

    assert len(counted(storage)) == kept


@pytest.mark.parametrize(("age", "kept"), [(0, 1), (365 * 24, 1), (365 * 24 + 1, 0)])
def test_passed_on_questions_are_kept_for_a_year(storage: Storage, age: int, kept: int) -> None:
    pass_on(storage, "a", NOW - timedelta(hours=age))
    storage.write_now(lambda db: forget(db, NOW))

    assert len(storage.read_now(passed.stored)) == kept


def test_forgetting_says_how_much_it_was(storage: Storage) -> None:
    add(storage, MATCH, CHILDREN)
    pass_on(storage, "a")

    assert storage.write_now(lambda db: counts.purge(db, TODAY)) == 0
    assert storage.write_now(lambda db: counts.purge(db, TODAY + timedelta(days=1))) == 2
    assert storage.write_now(lambda db: passed.purge(db, NOW + timedelta(days=1))) == 1
