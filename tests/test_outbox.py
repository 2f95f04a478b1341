"""The rules of what is owed: late, quiet, overtaken, no longer due, and texts that fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.message import Message
from bot.outbox import DeliveryKind, Outbox, Prepared, owe, waking
from bot.storage import outbox as stored
from bot.storage.deliveries import LEASE, Delivery
from bot.storage.outbox import State
from bot.storage.units import Db, Storage

pytest_plugins = ["tests.databases"]

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
NIGHT = datetime(2026, 11, 22, 22, tzinfo=UTC)
HOUR = timedelta(hours=1)


def news(_db: Db, delivery: Delivery) -> Message | None:
    return Message(Markup(f"{delivery.kind} {delivery.object}"))


def nothing_any_more(_db: Db, _delivery: Delivery) -> Message | None:
    return None


def broken(db: Db, _delivery: Delivery) -> Message | None:
    db.exec_driver_sql("SELECT no_such_column FROM outbox")
    return None


def double(_db: Db, _delivery: Delivery, message: Message) -> Message:
    return Message(message.html + " (evtl. doppelt)")


BOX = Outbox(
    [
        DeliveryKind("news", news, quiet=False),
        DeliveryKind("calm", news),
        DeliveryKind("week", news, quiet=False, series="reminder"),
        DeliveryKind("day", news, quiet=False, series="reminder"),
        DeliveryKind("gone", nothing_any_more, quiet=False),
        DeliveryKind("broken", broken, quiet=False),
    ],
    BERLIN,
    double,
)


def plan(
    storage: Storage,
    kind: str,
    due: datetime = NOON,
    expires: datetime | None = None,
    person: int = 7,
) -> bool:
    return storage.write_now(
        lambda db: owe(db, f"{kind}:{person}:{due}", person, kind, 5, 1, due, expires)
    )


def claim(storage: Storage, now: datetime = NOON, owner: str = "a") -> Sequence[Prepared]:
    return storage.write_now(lambda db: BOX.claim(db, owner, now, 10))[0]


def texts(prepared: Sequence[Prepared]) -> list[str]:
    return [str(message.html) for _, message in prepared]


def counts(storage: Storage) -> dict[State, int]:
    return dict(storage.read_now(stored.counts))


def test_what_is_due_is_made_into_its_text(storage: Storage) -> None:
    plan(storage, "news")

    assert texts(claim(storage)) == ["news 5"]


def test_the_same_key_is_owed_once(storage: Storage) -> None:
    assert plan(storage, "news") is True
    assert plan(storage, "news") is False


def test_what_is_owed_in_a_transaction_that_fails_is_not_owed(storage: Storage) -> None:
    def fail(db: Db) -> None:
        owe(db, "key", 7, "news", 5, 1, NOON)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        storage.write_now(fail)

    assert counts(storage) == {}


def test_what_is_no_longer_due_is_cancelled(storage: Storage) -> None:
    plan(storage, "gone")

    assert texts(claim(storage)) == []
    assert counts(storage) == {State.CANCELLED: 1}


def test_what_is_too_late_expires(storage: Storage) -> None:
    plan(storage, "news", expires=NOON)
    plan(storage, "news", NOON - HOUR, expires=NOON + HOUR)

    assert len(claim(storage)) == 1
    assert counts(storage) == {State.EXPIRED: 1, State.SENDING: 1}


def test_of_a_series_only_the_newest_that_is_due_is_sent(storage: Storage) -> None:
    plan(storage, "week", NOON - 2 * HOUR)
    plan(storage, "day", NOON - HOUR)
    plan(storage, "day", NOON + HOUR)
    plan(storage, "week", NOON - 2 * HOUR, person=8)

    assert texts(claim(storage)) == ["week 5", "day 5"]
    assert counts(storage) == {State.EXPIRED: 1, State.SENDING: 2, State.PLANNED: 1}


def test_what_is_quiet_waits_for_the_morning(storage: Storage) -> None:
    plan(storage, "calm", NIGHT)
    plan(storage, "news", NIGHT)

    assert texts(claim(storage, NIGHT)) == ["news 5"]
    morning = datetime(2026, 11, 23, 7, tzinfo=UTC)
    assert claim(storage, morning - timedelta(seconds=1)) == []
    assert texts(claim(storage, morning)) == ["calm 5"]


def test_who_silenced_us_gets_nothing_until_they_write(storage: Storage) -> None:
    plan(storage, "news")
    plan(storage, "news", NOON + HOUR)
    storage.write_now(lambda db: stored.silence(db, 7, "blocked", NOON))
    assert claim(storage) == []
    assert counts(storage) == {State.BLOCKED: 1, State.PLANNED: 1}

    storage.write_now(lambda db: stored.unsilence(db, [7]))
    assert len(claim(storage, NOON + HOUR)) == 1


def test_a_possible_second_copy_says_so(storage: Storage) -> None:
    plan(storage, "news")
    claim(storage, owner="dead")

    assert texts(claim(storage, NOON + 2 * LEASE, "b")) == ["news 5 (evtl. doppelt)"]


def test_a_text_that_fails_three_times_fails_for_good_and_takes_nothing_along(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    plan(storage, "broken")
    plan(storage, "news")

    assert texts(claim(storage)) == ["news 5"]
    claim(storage, NOON + HOUR)
    claim(storage, NOON + 2 * HOUR)
    assert counts(storage)[State.FAILED] == 1
    assert "no_such_column" not in caplog.text


def test_a_kind_that_nobody_knows_fails(storage: Storage) -> None:
    plan(storage, "of a later release")
    claim(storage)

    assert counts(storage) == {State.FAILED: 1}


@pytest.mark.parametrize(
    ("local", "wakes"),
    [
        ("2026-11-22 07:59", "2026-11-22 08:00"),
        ("2026-11-22 08:00", "2026-11-22 08:00"),
        ("2026-11-22 19:59", "2026-11-22 19:59"),
        ("2026-11-22 20:00", "2026-11-23 08:00"),
        ("2026-11-22 23:59", "2026-11-23 08:00"),
        ("2026-11-23 00:00", "2026-11-23 08:00"),
        # The nights on which the clock changes.
        ("2026-10-24 20:00", "2026-10-25 08:00"),
        ("2026-10-25 02:30", "2026-10-25 08:00"),
        ("2027-03-27 21:00", "2027-03-28 08:00"),
        ("2027-03-28 03:30", "2027-03-28 08:00"),
    ],
)
def test_the_night_ends_at_eight_by_the_clock_on_the_wall(local: str, wakes: str) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=BERLIN).astimezone(UTC)
    expected = datetime.fromisoformat(wakes).replace(tzinfo=BERLIN)

    assert waking(now, BERLIN) == expected


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_nobody_is_woken_at_night(minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    awake = waking(now, BERLIN)

    assert 8 <= awake.astimezone(BERLIN).hour < 20
    assert now <= awake <= now + timedelta(hours=13)
