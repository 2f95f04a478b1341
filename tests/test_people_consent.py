"""Consent: provable, and taken back as easily as given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.people import consent
from bot.people.consent import Purpose
from bot.people.register import told
from bot.storage.units import Storage

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def give(storage: Storage, version: str = "1", now: datetime = NOW) -> None:
    storage.write_now(lambda db: consent.give(db, 7, Purpose.WISH, version, "de", now))


def stands(storage: Storage, version: str = "1") -> bool:
    return storage.read_now(lambda db: consent.stands(db, 7, Purpose.WISH, version))


def withdraw(storage: Storage, now: datetime = LATER) -> bool:
    return storage.write_now(lambda db: consent.withdraw(db, 7, Purpose.WISH, now))


def test_nobody_agrees_by_saying_nothing(storage: Storage) -> None:
    assert not stands(storage)
    assert not withdraw(storage)


def test_what_was_agreed_to_can_be_proved(storage: Storage) -> None:
    give(storage)
    give(storage, now=LATER)

    [kept] = storage.read_now(lambda db: told(db, 7))["consent"]
    assert stands(storage)
    assert (kept["purpose"], kept["version"], kept["language"]) == ("wish", "1", "de")
    assert (kept["given_at"], kept["withdrawn_at"]) == (NOW, None)


def test_taken_back_it_stands_no_more_and_can_be_given_again(storage: Storage) -> None:
    give(storage)

    assert withdraw(storage) is True
    assert not stands(storage)
    give(storage, now=LATER)
    assert stands(storage)
    assert len(storage.read_now(lambda db: told(db, 7))["consent"]) == 2


def test_another_wording_has_to_be_agreed_to_anew(storage: Storage) -> None:
    give(storage, "1")
    assert not stands(storage, "2")
    give(storage, "2", LATER)

    old, new = storage.read_now(lambda db: told(db, 7))["consent"]
    assert stands(storage, "2")
    assert (old["version"], old["withdrawn_at"]) == ("1", LATER)
    assert (new["version"], new["withdrawn_at"]) == ("2", None)


@pytest.mark.parametrize(("days", "dropped"), [(3 * 365, 0), (3 * 365 + 1, 1)])
def test_what_was_taken_back_is_provable_for_three_years(
    storage: Storage, days: int, dropped: int
) -> None:
    give(storage)
    withdraw(storage, NOW)
    give(storage)
    now = NOW + timedelta(days=days)

    assert storage.write_now(lambda db: consent.forget(db, now)) == dropped
    assert stands(storage)
