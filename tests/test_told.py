"""Each person hears of an offer once, whatever tells them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.storage import told
from bot.storage.units import Storage

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ANNA, BERT = 1001, 1002


def test_what_was_noted_is_told_to_nobody_else(storage: Storage) -> None:
    assert storage.write_now(lambda db: told.note(db, ANNA, [3, 5], NOW)) == 2

    assert storage.read_now(lambda db: told.untold(db, ANNA, [5, 4, 3, 4])) == [4]
    assert storage.read_now(lambda db: told.untold(db, BERT, [5, 4, 3])) == [5, 4, 3]
    assert storage.read_now(lambda db: told.among(db, [4, 5])) == {5: {ANNA}}


def test_noted_again_it_counts_once_and_keeps_its_moment(storage: Storage) -> None:
    storage.write_now(lambda db: told.note(db, ANNA, [3], NOW))

    assert storage.write_now(lambda db: told.note(db, ANNA, [3], NOW + timedelta(days=9))) == 0
    assert storage.write_now(lambda db: told.note(db, ANNA, [], NOW)) == 0
    assert storage.write_now(lambda db: told.purge(db, NOW + timedelta(days=1))) == 1


def test_erasure_forgets_one_person_alone(storage: Storage) -> None:
    for person in (ANNA, BERT):
        storage.write_now(lambda db, who=person: told.note(db, who, [3], NOW))  # type: ignore[misc]

    assert storage.write_now(lambda db: told.erase(db, ANNA)) == 1
    assert storage.read_now(lambda db: told.among(db, [3])) == {3: {BERT}}
