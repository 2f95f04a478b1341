"""Persons and their questions: remembered as little as possible, changed once per update."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage import asked, people
from bot.storage.units import Storage

pytest_plugins = ["tests.databases"]

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_stranger_has_no_language(storage: Storage) -> None:
    assert storage.read_now(lambda db: people.language(db, 1)) is None


def test_a_chosen_language_is_remembered(storage: Storage) -> None:
    storage.write_now(lambda db: people.choose_language(db, 1, "en", TODAY))
    storage.write_now(lambda db: people.see(db, 1, TODAY + timedelta(days=1)))

    assert storage.read_now(lambda db: people.language(db, 1)) == "en"


def test_unhelpful_answers_count_up_until_one_helps(storage: Storage) -> None:
    def unhelpful(update: int) -> int:
        return storage.write_now(lambda db: people.count_unhelpful(db, 7, update, TODAY))

    assert [unhelpful(1), unhelpful(2)] == [1, 2]

    storage.write_now(lambda db: people.forget_unhelpful(db, 7, 3))
    assert unhelpful(4) == 1


def test_the_same_update_counts_once(storage: Storage) -> None:
    def unhelpful(update: int) -> int:
        return storage.write_now(lambda db: people.count_unhelpful(db, 7, update, TODAY))

    assert [unhelpful(1), unhelpful(1), unhelpful(2), unhelpful(2)] == [1, 1, 2, 2]


def test_an_erased_person_is_a_stranger(storage: Storage) -> None:
    storage.write_now(lambda db: people.choose_language(db, 1, "en", TODAY))

    assert storage.write_now(lambda db: people.erase(db, 1)) == 1
    assert storage.write_now(lambda db: people.erase(db, 1)) == 0
    assert storage.read_now(lambda db: people.language(db, 1)) is None


def keep(storage: Storage, update: int, text: str = "Schach?", now: datetime = NOW) -> str:
    return storage.write_now(
        lambda db: asked.keep(db, update, text, removed=("6 Jahre",), language="de", now=now)
    )


def test_a_question_is_found_by_its_token(storage: Storage) -> None:
    token = keep(storage, 1)

    found = storage.read_now(lambda db: asked.find(db, token))
    assert found == asked.Asked(token, "Schach?", ("6 Jahre",), "de")


def test_the_same_update_keeps_the_same_question(storage: Storage) -> None:
    assert keep(storage, 1) == keep(storage, 1)
    assert keep(storage, 1) != keep(storage, 2)


def test_an_unknown_token_finds_nothing(storage: Storage) -> None:
    assert storage.read_now(lambda db: asked.find(db, "nonsense")) is None


def test_questions_are_dropped_after_their_day(storage: Storage) -> None:
    old = keep(storage, 1, now=NOW - timedelta(hours=25))
    new = keep(storage, 2)

    assert storage.write_now(lambda db: asked.purge(db, NOW - timedelta(hours=24))) == 1
    assert storage.read_now(lambda db: asked.find(db, old)) is None
    assert storage.read_now(lambda db: asked.find(db, new)) is not None


@pytest.mark.parametrize("size", [64])
@settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_cleaned_text_comes_back_as_it_was(storage: Storage, size: int, text: str) -> None:
    token = keep(storage, hash(text) % 2**40, text)
    found = storage.read_now(lambda db: asked.find(db, token))

    assert len(token) * 2 < size
    assert found is not None
    assert found.text == text
