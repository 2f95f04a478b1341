"""Alerts and what was found for them, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.alerts import digest
from bot.alerts.digest import DIGEST
from bot.storage import alerts, deliveries, finds, outbox
from bot.storage.alerts import Criteria
from bot.storage.finds import Find
from bot.storage.outbox import State
from bot.storage.units import Db, Storage

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
ANNA, BERT = 1001, 1002


def keep(db: Db, person: int, text: str) -> int:
    return alerts.keep(db, person, Criteria(text), "de", "1", NOW, sensitive=False)


@pytest.fixture
def number(storage: Storage) -> int:
    """Anna's alert."""
    return storage.write_now(lambda db: keep(db, ANNA, "Chor"))


def found(storage: Storage, number: int, *offers: int, among: tuple[int, ...] = (1, 2, 3)) -> None:
    new = [Find(ANNA, offer, number) for offer in offers]
    storage.write_now(lambda db: finds.replace(db, [number], among, new, NOW))


def test_the_same_alert_has_one_number(storage: Storage, number: int) -> None:
    assert storage.write_now(lambda db: keep(db, ANNA, "Chor")) == number
    assert storage.write_now(lambda db: keep(db, BERT, "Chor")) != number
    one = storage.read_now(lambda db: alerts.find(db, number, ANNA))
    assert one is not None
    assert one.criteria == Criteria("Chor")
    assert storage.read_now(lambda db: alerts.find(db, number, BERT)) is None


def test_words_that_staff_take_out_go_with_their_details(storage: Storage, number: int) -> None:
    for text in ("Chor, abends", "Chorleitung"):
        storage.write_now(lambda db, said=text: keep(db, BERT, said))  # type: ignore[misc]

    assert storage.write_now(lambda db: alerts.drop_saying(db, "Chor")) == 2
    left = storage.read_now(lambda db: alerts.of_person(db, BERT))
    assert [one.criteria.text for one in left] == ["Chorleitung"]
    assert storage.read_now(lambda db: alerts.number_of(db, ANNA)) == 0
    assert number


def test_what_no_longer_fits_is_no_longer_found(storage: Storage, number: int) -> None:
    found(storage, number, 1, 2)
    found(storage, number, 3, among=(2, 3))

    waiting = storage.read_now(lambda db: finds.waiting(db, ANNA))
    assert [one.offer for one in waiting] == [1, 3]
    storage.write_now(lambda db: finds.settle(db, "2", {1: "a"}, [3]))
    waiting = storage.read_now(lambda db: finds.waiting(db, ANNA))
    assert [one.offer for one in waiting] == [1]
    assert storage.read_now(finds.judged) == "2"


def test_what_went_with_a_digest_stays_with_it(storage: Storage, number: int) -> None:
    found(storage, number, 1, 2)
    storage.write_now(lambda db: finds.take(db, ANNA, [1], 7))
    storage.write_now(lambda db: finds.leave_out(db, ANNA))
    found(storage, number, 1)

    assert storage.read_now(lambda db: finds.waiting(db, ANNA)) == []
    assert storage.read_now(lambda db: finds.of_delivery(db, 7, BERT)) == []
    assert len(storage.read_now(lambda db: finds.of_delivery(db, 7, ANNA))) == 1
    assert storage.read_now(lambda db: finds.last_delivery(db, ANNA)) == 7
    assert storage.write_now(lambda db: finds.purge(db, NOW + timedelta(days=1))) == 1


def test_planned_twice_it_is_owed_once(storage: Storage, number: int) -> None:
    found(storage, number, 1)
    for _ in range(2):
        storage.write_now(lambda db: digest.plan(db, NOW, BERLIN))

    planned = storage.read_now(lambda db: outbox.planned(db, ANNA, [DIGEST]))
    assert [one.key for one in planned] == [f"{DIGEST}:{ANNA}:2026-11-23"]


def test_while_today_s_is_being_sent_the_next_is_tomorrow_s(storage: Storage, number: int) -> None:
    found(storage, number, 1)
    storage.write_now(lambda db: digest.plan(db, NOW, BERLIN))
    evening = NOW + timedelta(hours=7)
    storage.write_now(lambda db: deliveries.claim(db, "me", evening, 10))
    storage.write_now(lambda db: digest.plan(db, NOW, BERLIN))

    planned = storage.read_now(lambda db: outbox.planned(db, ANNA, [DIGEST]))
    assert [one.key for one in planned] == [f"{DIGEST}:{ANNA}:2026-11-24"]
    assert storage.read_now(outbox.counts)[State.SENDING] == 1


def test_another_time_moves_what_is_planned(storage: Storage, number: int) -> None:
    found(storage, number, 1)
    storage.write_now(lambda db: digest.plan(db, NOW, BERLIN))
    storage.write_now(lambda db: digest.choose_time(db, ANNA, time(9, 30), NOW, BERLIN))

    planned = storage.read_now(lambda db: outbox.planned(db, ANNA, [DIGEST]))
    assert [one.key for one in planned] == [f"{DIGEST}:{ANNA}:2026-11-24"]
    assert storage.read_now(alerts.chosen_times) == {ANNA: 9 * 60 + 30}
