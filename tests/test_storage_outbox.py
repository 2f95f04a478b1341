"""The outbox: owed once by key, claimed once, and every end has a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage import deliveries, outbox
from bot.storage.deliveries import LEASE, Delivery, Outcome
from bot.storage.outbox import Owed, State
from bot.storage.units import Storage

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def owed(number: int = 1, **changes: object) -> Owed:
    values: dict[str, object] = {
        "key": f"wish.status:{number}",
        "chat": number,
        "kind": "wish.status",
        "object": 5,
        "version": 1,
        "due_at": NOW,
    }
    return Owed(**{**values, **changes})  # type: ignore[arg-type]


def owe(storage: Storage, *some: Owed) -> int:
    return storage.write_now(lambda db: outbox.owe(db, some))


def claim(
    storage: Storage, owner: str = "a", limit: int = 10, now: datetime = NOW
) -> Sequence[Delivery]:
    return storage.write_now(lambda db: deliveries.claim(db, owner, now, limit))


def settle(storage: Storage, *outcomes: Outcome, owner: str = "a") -> None:
    storage.write_now(lambda db: deliveries.settle(db, owner, outcomes, NOW))


def counts(storage: Storage) -> dict[State, int]:
    return dict(storage.read_now(outbox.counts))


def test_a_message_is_owed_once_by_its_key(storage: Storage) -> None:
    assert owe(storage, owed(1), owed(2)) == 2
    assert owe(storage, owed(2), owed(3)) == 1
    assert counts(storage) == {State.PLANNED: 3}


def test_owing_is_announced(storage: Storage) -> None:
    heard: list[int] = []
    storage.listen(outbox.TOPIC, lambda: heard.append(1))
    owe(storage, owed())
    owe(storage, owed())

    assert heard == [1]


def test_only_what_is_due_is_claimed_the_longest_due_first(storage: Storage) -> None:
    owe(
        storage,
        owed(1, due_at=NOW),
        owed(2, due_at=NOW - SECOND),
        owed(3, due_at=NOW + SECOND),
    )

    assert [one.chat for one in claim(storage, limit=1)] == [2]
    assert [one.chat for one in claim(storage)] == [1]
    assert claim(storage) == []


def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(storage: Storage) -> None:
    owe(storage, owed())
    [first] = claim(storage)
    assert not first.again
    assert claim(storage, "b", now=NOW + LEASE) == []

    [second] = claim(storage, "b", now=NOW + LEASE + SECOND)
    assert second.again
    assert claim(storage, "b", now=NOW + 10 * LEASE) == []


def test_what_was_tried_three_times_without_an_answer_is_unknown(storage: Storage) -> None:
    owe(storage, owed())
    for attempt in range(3):
        assert len(claim(storage, f"dead {attempt}", now=NOW + attempt * 2 * LEASE)) == 1

    assert claim(storage, now=NOW + 6 * LEASE) == []
    assert counts(storage) == {State.UNKNOWN: 1}


def test_an_attempt_that_sent_nothing_does_not_count(storage: Storage) -> None:
    owe(storage, owed())
    for _ in range(5):
        [row] = claim(storage)
        assert not row.again
        settle(storage, Outcome(row.id, State.PLANNED, due_at=NOW, counted=False))


def test_what_was_sent_is_not_sent_again(storage: Storage) -> None:
    owe(storage, owed())
    [row] = claim(storage)
    settle(storage, Outcome(row.id, State.SENT, message_id=99))

    assert claim(storage, now=NOW + 10 * LEASE) == []
    assert owe(storage, owed()) == 0
    assert counts(storage) == {State.SENT: 1}


def test_one_who_lost_its_row_cannot_end_it(storage: Storage) -> None:
    owe(storage, owed())
    [row] = claim(storage, "slow")
    claim(storage, "b", now=NOW + 2 * LEASE)
    settle(storage, Outcome(row.id, State.FAILED), owner="slow")

    assert counts(storage) == {State.SENDING: 1}


def test_a_renewed_row_is_kept(storage: Storage) -> None:
    owe(storage, owed())
    claim(storage)
    storage.write_now(lambda db: deliveries.renew(db, "a", NOW + LEASE))

    assert claim(storage, "b", now=NOW + LEASE + SECOND) == []


def test_who_runs_alone_takes_everything_up_again(storage: Storage) -> None:
    owe(storage, owed())
    claim(storage, "dead")
    storage.write_now(deliveries.recover)

    [row] = claim(storage)
    assert row.again


def test_what_is_too_late_expires(storage: Storage) -> None:
    owe(storage, owed(1, expires_at=NOW), owed(2, expires_at=NOW + SECOND), owed(3))

    assert storage.write_now(lambda db: deliveries.expire(db, NOW)) == 1
    assert [one.chat for one in claim(storage)] == [2, 3]


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({}, {3}),
        ({"below": 2}, {2, 3}),
        ({"chat": 2}, {1, 3}),
        ({"below": 2, "chat": 2}, {1, 2, 3}),
    ],
)
def test_what_is_planned_can_be_cancelled(
    storage: Storage, narrowed: dict[str, int], left: set[int]
) -> None:
    owe(storage, owed(1, version=1), owed(2, version=2), owed(3, object=6))
    storage.write_now(lambda db: outbox.cancel(db, 5, ["wish.status"], **narrowed))

    assert {one.chat for one in claim(storage)} == left


@pytest.mark.parametrize(
    ("due_at", "overtaken"), [(NOW - SECOND, True), (NOW, False), (NOW + SECOND, False)]
)
def test_a_newer_message_about_the_same_that_is_due_overtakes(
    storage: Storage, due_at: datetime, overtaken: bool
) -> None:
    older = owed(1, due_at=due_at - SECOND)
    newer = owed(1, key="newer", kind="other", due_at=due_at + SECOND)
    owe(storage, older, newer, owed(2, key="another chat", kind="other", due_at=due_at))
    row = claim(storage, limit=1)[0] if due_at <= NOW else None
    if row is not None:
        assert overtaken is storage.read_now(
            lambda db: deliveries.overtaken(db, row, ["other"], NOW)
        )


def test_a_silenced_chat_stays_so_until_the_person_writes(storage: Storage) -> None:
    storage.write_now(lambda db: outbox.silence(db, 1, "blocked", NOW))
    storage.write_now(lambda db: outbox.silence(db, 1, "blocked", NOW))
    assert storage.read_now(lambda db: outbox.silenced(db, [1, 2])) == {1}

    storage.write_now(lambda db: outbox.unsilence(db, [1]))
    assert storage.read_now(lambda db: outbox.silenced(db, [1, 2])) == frozenset()


def test_what_is_owed_to_a_group_follows_it(storage: Storage) -> None:
    owe(storage, owed(1, chat=-5))
    storage.write_now(lambda db: outbox.migrate(db, -5, -1005))

    assert [one.chat for one in claim(storage)] == [-1005]


def test_nothing_owed_to_an_erased_person_is_left(storage: Storage) -> None:
    owe(storage, owed(1), owed(2))

    assert storage.write_now(lambda db: outbox.forget(db, 1)) == 1
    assert [one.chat for one in claim(storage)] == [2]


def test_what_is_over_is_dropped_what_is_owed_is_kept(storage: Storage) -> None:
    owe(storage, owed(1), owed(2), owed(3, object=6))
    [row] = claim(storage, limit=1)
    settle(storage, Outcome(row.id, State.SENT))
    storage.write_now(lambda db: outbox.cancel(db, 6, ["wish.status"]))

    assert storage.write_now(lambda db: outbox.purge(db, NOW + SECOND)) == 2
    assert counts(storage) == {State.PLANNED: 1}
