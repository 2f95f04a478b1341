"""A process killed while it imports leaves the old catalogue or the new one, never a mixture."""

from __future__ import annotations

import multiprocessing
import random
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.catalogue.importing import apply_import, plan_import
from bot.storage import catalogue as rows
from bot.storage.units import Storage
from tests.offer_files import read_all, some

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OFFERS = 4_000
KILLS = 10

CITIES = ("Eisenach", "Gotha")
READINGS = {
    "Eisenach": read_all(*some(OFFERS, city="Eisenach")),
    "Gotha": read_all(
        *some(OFFERS - 40, city="Gotha"), {"id": "neu", "title": "Neu", "city": "Gotha"}
    ),
}
SIZES = {"Eisenach": OFFERS, "Gotha": OFFERS - 39}


def bring(url: str, city: str) -> None:
    with Storage.open(url) as storage:
        storage.write_now(lambda db: apply_import(db, plan_import(db, READINGS[city]), NOW))


def standing(url: str) -> tuple[set[str], int]:
    with Storage.open(url) as storage:
        current = storage.read_now(lambda db: list(rows.current(db)))
    return {row.cells["city"] for row in current}, len(current)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.db'}"


def test_a_killed_import_leaves_one_whole_catalogue(url: str) -> None:
    bring(url, "Eisenach")
    started = time.perf_counter()
    bring(url, "Gotha")
    usual = time.perf_counter() - started
    dice = random.Random(3)
    forked = multiprocessing.get_context("fork")

    for _ in range(KILLS):
        (now,), _size = standing(url)
        following = CITIES[1 - CITIES.index(now)]
        importing = forked.Process(target=bring, args=(url, following))
        importing.start()
        importing.join(dice.random() * usual)
        importing.kill()
        importing.join()

        (city,), size = standing(url)
        assert city in (now, following)
        assert size == SIZES[city]
        bring(url, following)
        assert standing(url) == ({following}, SIZES[following])
