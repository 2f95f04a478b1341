"""What an import would change is said before anything happens, by offer and by cell."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.catalogue.catalogues import read_data_offers
from bot.catalogue.importing import (
    Changes,
    Difference,
    YesNeededError,
    apply_import,
    drift,
    plan_import,
    seed,
)
from bot.catalogue.problems import CatalogueError
from bot.catalogue.reading import Reading, read_offers
from bot.storage.units import Storage
from tests.offer_files import Cells, offers_text, read, read_all, some

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def plan(storage: Storage, reading: Reading) -> Changes:
    return storage.read_now(lambda db: plan_import(db, reading))


def fill(storage: Storage, *offers: Cells) -> None:
    storage.write_now(lambda db: seed(db, read_all(*offers), NOW))


def stored_ids(storage: Storage) -> set[str]:
    """All ids of the catalogue, told by planning to import something else entirely."""
    other = plan(storage, read_all({"id": "etwas-anderes", "title": "Etwas anderes"}))
    return {change.id for change in other.removed}


def test_an_empty_database_gains_everything(storage: Storage) -> None:
    changes = plan(storage, read_all(*some(3)))

    assert [change.id for change in changes.added] == ["a1", "a2", "a3"]
    assert changes.added[0].title == "Angebot 1"
    assert (changes.changed, changes.removed, changes.unchanged) == ((), (), 0)
    assert not changes.needs_yes


def test_the_same_offers_change_nothing(storage: Storage) -> None:
    fill(storage, *some(3))
    changes = plan(storage, read_all(*some(3)))

    assert not changes
    assert changes.unchanged == 3


def test_the_order_of_rows_changes_nothing(storage: Storage) -> None:
    fill(storage, *some(3))

    assert not plan(storage, read_all(*reversed(some(3))))


def test_what_comes_goes_and_differs_is_named(storage: Storage) -> None:
    fill(storage, *some(9, city="Eisenach", phone="03691 1"))
    coming = [dict(offer) for offer in some(10, city="Eisenach", phone="03691 1")]
    coming[0] |= {"title": "Neuer Titel", "city": ""}
    del coming[4]
    changes = plan(storage, read_all(*coming))

    assert [change.id for change in changes.added] == ["a10"]
    assert [change.id for change in changes.removed] == ["a5"]
    (changed,) = changes.changed
    assert (changed.id, changed.key) == ("a1", 1)
    assert changed.differences == (
        Difference("city", "Eisenach", ""),
        Difference("title", "Angebot 1", "Neuer Titel"),
    )
    assert changes.unchanged == 7
    assert changes


def test_a_column_that_the_file_does_not_have_stays_as_it_is(storage: Storage) -> None:
    fill(storage, *some(2, city="Eisenach", phone="03691 1"))
    changes = plan(storage, read_all(*some(2, phone="03691 2")))

    assert [change.differences for change in changes.changed] == [
        (Difference("phone", "03691 1", "03691 2"),)
    ] * 2
    assert all(change.cells["city"] == "Eisenach" for change in changes.changed)


def test_the_same_facts_in_another_format_change_nothing(storage: Storage) -> None:
    fill(storage, {"id": "a", "title": "A", "age_min": "6.5", "starts_on": "2026-12-24"})
    german = read("title;id;age_min;starts_on\nA;a;6,50;24.12.26\n", "cp1252")

    assert not plan(storage, german)


@pytest.mark.parametrize(
    ("before", "removed", "needs_yes"),
    [
        (10, 0, False),
        (10, 2, False),
        (10, 3, True),
        (5, 1, False),
        (4, 1, True),
        (1, 1, True),
        (250, 50, False),
        (250, 51, True),
        (400, 50, False),
        (400, 51, True),
    ],
)
def test_more_than_fifty_or_a_fifth_need_a_yes(
    storage: Storage, before: int, removed: int, needs_yes: bool
) -> None:
    fill(storage, *some(before))
    rest = [*some(before)[removed:], {"id": "neu", "title": "Neu"}]

    assert plan(storage, read_all(*rest)).needs_yes is needs_yes


def test_a_file_with_problems_cannot_be_planned(storage: Storage) -> None:
    with pytest.raises(CatalogueError):
        plan(storage, read_all(*some(2, age_min="-1")))


def test_a_removed_offer_that_is_missing_again_is_not_removed_twice(storage: Storage) -> None:
    fill(storage, *some(10))
    storage.write_now(lambda db: apply_import(db, plan_import(db, read_all(*some(9))), NOW))

    assert not plan(storage, read_all(*some(9)))


def test_drift_is_what_importing_the_file_would_change(storage: Storage) -> None:
    files = read_data_offers()
    storage.write_now(lambda db: seed(db, files, NOW))
    assert not storage.read_now(lambda db: drift(db, files))

    fewer = Reading(files.file, files.rows[:-1], files.columns)
    assert len(storage.read_now(lambda db: drift(db, fewer)).removed) == 1


Mutation = Callable[[random.Random, bytes], bytes]


def _cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data))]


def _flip(dice: random.Random, data: bytes) -> bytes:
    broken = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        broken[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(broken)


def _swap_columns(dice: random.Random, data: bytes) -> bytes:
    header, rest = data.split(b"\n", 1)
    names = header.split(b",")
    dice.shuffle(names)
    return b",".join(names) + b"\n" + rest


def _lose_lines(dice: random.Random, data: bytes) -> bytes:
    header, *lines = data.splitlines(keepends=True)
    return header + b"".join(line for line in lines if dice.random() < dice.random())


def _another_encoding(dice: random.Random, data: bytes) -> bytes:
    return data.decode().encode(dice.choice(["utf-16", "utf-16-le", "cp1252", "utf-32", "cp037"]))


MUTATIONS: tuple[Mutation, ...] = (_cut, _flip, _swap_columns, _lose_lines, _another_encoding)


def test_no_mutated_file_deletes_much_without_a_yes(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    whole = offers_text(some(60, city="Eisenach", venue="Küche", age_min="6")).encode()
    dice = random.Random(32)
    with Storage.open(f"sqlite:///{tmp_path_factory.mktemp('x') / 'bot.db'}") as storage:
        fill(storage, *some(60))
        for mutation in MUTATIONS * 20:
            reading = read_offers(mutation(dice, whole), "kaputt.csv")
            if reading.problems:
                continue
            changes = plan(storage, reading)
            if changes.needs_yes:
                with pytest.raises(YesNeededError):
                    storage.write_now(lambda db, changes=changes: apply_import(db, changes, NOW))  # type: ignore[misc]
            assert changes.needs_yes or len(changes.removed) <= 12
            assert len(stored_ids(storage)) == 60
