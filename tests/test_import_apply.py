"""Importing: all or nothing, keys for ever, a new version, and nothing the second time."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.catalogue.catalogues import packaged_catalogue, read_data_offers
from bot.catalogue.importing import (
    Changes,
    OvertakenError,
    YesNeededError,
    apply_import,
    plan_import,
    seed,
)
from bot.catalogue.reading import Reading
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.stored import catalogue_version, current_catalogue, former_offer
from bot.catalogue.town_files import load_town
from bot.storage import catalogue as rows
from bot.storage.units import Storage
from tests.offer_files import Cells, read_all, some

if TYPE_CHECKING:  # pytest must be the first to import its plugins
    from tests.kill.postgres import Postgres

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOWN = load_town()


def plan(storage: Storage, *offers: Cells) -> Changes:
    reading = read_all(*offers)
    return storage.read_now(lambda db: plan_import(db, reading))


def apply(storage: Storage, changes: Changes, *, yes: bool = False) -> str:
    return storage.write_now(lambda db: apply_import(db, changes, NOW, yes=yes))


def bring(storage: Storage, *offers: Cells) -> str:
    return apply(storage, plan(storage, *offers), yes=True)


def fill(storage: Storage, reading: Reading) -> bool:
    return storage.write_now(lambda db: seed(db, reading, NOW))


def catalogue(storage: Storage) -> Catalogue:
    return storage.read_now(lambda db: current_catalogue(db, TOWN))


def keys(storage: Storage) -> dict[str, int]:
    return {offer.id: offer.key for offer in catalogue(storage).offers}


def version(storage: Storage) -> str:
    return storage.read_now(catalogue_version)


def test_an_empty_database_is_seeded_with_the_towns_offers(storage: Storage) -> None:
    assert version(storage) == ""
    assert fill(storage, read_data_offers())

    assert catalogue(storage).offers == packaged_catalogue(TOWN).offers
    assert version(storage) == catalogue(storage).version == "1"


def test_a_filled_database_is_not_seeded_again(storage: Storage) -> None:
    bring(storage, *some(2))

    assert not fill(storage, read_data_offers())
    assert keys(storage) == {"a1": 1, "a2": 2}


def test_an_emptied_catalogue_is_not_seeded_again(storage: Storage) -> None:
    bring(storage, *some(2))
    changes = plan(storage, {"id": "x", "title": "X"})
    apply(storage, changes, yes=True)

    assert not fill(storage, read_data_offers())


def test_two_that_seed_at_once_leave_one_catalogue(postgres: Postgres) -> None:
    url = postgres.emptied()
    reading = read_all(*some(2))

    def slowly(db: rows.Database) -> tuple[bool, Future[bool]]:
        seeded = seed(db, reading, NOW)
        second = pool.submit(fill, two, reading)
        while not db.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar():
            assert not second.done()
        return seeded, second

    with Storage.open(url) as one, Storage.open(url) as two, ThreadPoolExecutor() as pool:
        seeded, second = one.write_now(slowly)
        assert (seeded, second.result()) == (True, False)
        assert keys(two) == {"a1": 1, "a2": 2}


def test_an_import_adds_changes_and_removes(storage: Storage) -> None:
    bring(storage, *some(3, city="Eisenach"))
    bring(
        storage,
        {"id": "a1", "title": "Anders", "city": "Gotha"},
        {"id": "a3", "title": "Angebot 3", "city": "Eisenach"},
        {"id": "a4", "title": "Angebot 4"},
    )

    found = catalogue(storage)
    assert [(offer.key, offer.id, offer.title) for offer in found.offers] == [
        (1, "a1", "Anders"),
        (3, "a3", "Angebot 3"),
        (4, "a4", "Angebot 4"),
    ]
    assert found.offers[0].place.city == "Gotha"


def test_each_import_that_changes_something_is_a_new_version(storage: Storage) -> None:
    assert bring(storage, *some(2)) == "1"
    assert bring(storage, *some(2)) == "1"
    assert bring(storage, *some(3)) == "2"
    assert bring(storage, *some(2)) == "3"
    assert [bring(storage, *some(n)) for n in range(3, 12)][-1] == "12"
    assert version(storage) == "12"


def test_the_same_file_again_writes_nothing(storage: Storage) -> None:
    bring(storage, *some(3))
    before = storage.read_now(lambda db: list(rows.known(db)))
    bring(storage, *some(3))

    assert storage.read_now(lambda db: list(rows.known(db))) == before


def test_a_removed_offer_keeps_its_row_for_old_buttons(storage: Storage) -> None:
    bring(storage, *some(3))
    bring(storage, *some(2))

    gone = storage.read_now(lambda db: former_offer(db, 3, TOWN))
    assert gone is not None
    assert gone.title == "Angebot 3"
    row = storage.read_now(lambda db: rows.find(db, 3))
    assert row is not None
    assert row.removed_on == date(2026, 11, 22)


@pytest.mark.parametrize("key", [1, 99, 0, -1])
def test_what_is_there_or_never_was_is_no_former_offer(storage: Storage, key: int) -> None:
    bring(storage, *some(3))

    assert storage.read_now(lambda db: former_offer(db, key, TOWN)) is None


def test_a_returning_offer_gets_its_key_back(storage: Storage) -> None:
    bring(storage, *some(3, city="Eisenach"))
    bring(storage, *some(1))
    changes = plan(storage, *some(4, city="Gotha"))
    apply(storage, changes)

    assert {change.id: change.key for change in changes.added} == {"a2": 2, "a3": 3, "a4": None}
    assert keys(storage) == {"a1": 1, "a2": 2, "a3": 3, "a4": 4}
    assert catalogue(storage).by_key[2].place.city == "Gotha"
    assert storage.read_now(lambda db: former_offer(db, 2, TOWN)) is None


def test_a_key_is_never_given_twice(storage: Storage) -> None:
    bring(storage, *some(3))
    bring(storage, {"id": "b1", "title": "B1"})
    bring(storage, {"id": "b2", "title": "B2"})

    assert keys(storage) == {"b2": 5}


def test_many_removals_wait_for_a_yes(storage: Storage) -> None:
    bring(storage, *some(10))
    changes = plan(storage, *some(7))

    with pytest.raises(YesNeededError, match="3 offers would be removed") as needed:
        apply(storage, changes)
    assert needed.value.changes is changes
    assert len(keys(storage)) == 10
    assert version(storage) == "1"

    apply(storage, changes, yes=True)
    assert len(keys(storage)) == 7


def test_a_plan_that_was_overtaken_does_nothing(storage: Storage) -> None:
    bring(storage, *some(10))
    changes = plan(storage, *some(9))
    bring(storage, *some(11))

    with pytest.raises(OvertakenError):
        apply(storage, changes)
    assert len(keys(storage)) == 11


def test_an_import_that_fails_half_way_leaves_the_old_catalogue(storage: Storage) -> None:
    bring(storage, *some(10))
    changes = plan(storage, *some(9, city="Eisenach"))

    def fail(db: rows.Database) -> None:
        apply_import(db, changes, NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        storage.write_now(fail)
    assert keys(storage) == {f"a{n}": n for n in range(1, 11)}
    assert version(storage) == "1"
    assert not catalogue(storage).offers[0].place.city


def test_more_offers_than_one_batch_keep_their_order(storage: Storage) -> None:
    bring(storage, *some(2_345))

    assert keys(storage) == {f"a{n}": n for n in range(1, 2_346)}
    assert storage.read_now(rows.count) == 2_345


@pytest.mark.parametrize("title", ["100 % _\\", "';--", "😀 “x”", "{nicht} %s"])
def test_any_text_comes_back_from_the_database(storage: Storage, title: str) -> None:
    bring(storage, {"id": "a", "title": title, "description": f"{title}\n{title}"})

    assert catalogue(storage).offers[0].title == title
    assert catalogue(storage).offers[0].description == f"{title}\n{title}"
