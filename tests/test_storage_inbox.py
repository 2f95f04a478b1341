"""The inbox and its lanes: taken in once, one turn per person, taken over when a process dies."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage import dead, inbox, lanes
from bot.storage.inbox import Arrival
from bot.storage.lanes import LEASE, End, Ending, Turn
from bot.storage.units import Storage

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def arrival(update_id: int, person: int = 1) -> Arrival:
    return Arrival(update_id, person, "message", f'{{"update_id": {update_id}}}', NOW)


def accept(storage: Storage, *arrivals: Arrival, now: datetime = NOW) -> int:
    return storage.write_now(lambda db: inbox.accept(db, arrivals, now))


def claim(
    storage: Storage,
    owner: str = "a",
    *,
    limit: int = 10,
    newest: bool = False,
    now: datetime = NOW,
) -> Sequence[Turn]:
    return storage.write_now(lambda db: lanes.claim(db, owner, now, limit=limit, newest=newest))


def numbers(turns: Sequence[Turn]) -> list[int]:
    return sorted(turn.update_id for turn in turns)


def settle(storage: Storage, *endings: Ending, owner: str = "a", now: datetime = NOW) -> None:
    storage.write_now(lambda db: lanes.settle(db, owner, endings, now))


def test_an_update_is_taken_in_once(storage: Storage) -> None:
    assert accept(storage, arrival(1), arrival(2)) == 2
    assert accept(storage, arrival(2), arrival(3)) == 1


def test_an_update_that_is_done_stays_known_and_says_nothing_any_more(storage: Storage) -> None:
    accept(storage, arrival(1))
    claim(storage)
    settle(storage, Ending(1, End.DONE))

    assert accept(storage, arrival(1)) == 0
    assert claim(storage) == []
    row = storage.read_now(lambda db: db.exec_driver_sql("SELECT raw, person FROM inbox").one())
    assert tuple(row) == (None, 0)


def test_each_person_has_one_turn_at_a_time(storage: Storage) -> None:
    accept(storage, arrival(1, 7), arrival(2, 7), arrival(3, 8))

    assert numbers(claim(storage)) == [1, 3]
    assert claim(storage, "b") == []

    settle(storage, Ending(1, End.DONE))
    assert numbers(claim(storage, "b")) == [2]


def test_an_earlier_update_that_arrives_late_waits_for_the_one_at_work(storage: Storage) -> None:
    accept(storage, arrival(5, 7))
    claim(storage)
    accept(storage, arrival(4, 7))

    assert claim(storage, "b") == []
    settle(storage, Ending(5, End.DONE))
    assert numbers(claim(storage, "b")) == [4]


def test_turns_go_by_longest_or_by_shortest_wait(storage: Storage) -> None:
    for update in range(1, 5):
        accept(storage, arrival(update, update), now=NOW + timedelta(seconds=update))

    later = NOW + timedelta(minutes=1)
    assert numbers(claim(storage, limit=1, now=later)) == [1]
    assert numbers(claim(storage, limit=1, newest=True, now=later)) == [4]


def test_a_turn_put_back_holds_its_lane_until_it_is_due(storage: Storage) -> None:
    accept(storage, arrival(1, 7), arrival(2, 7))
    claim(storage)
    settle(storage, Ending(1, End.FAILED, NOW + timedelta(seconds=5)))

    assert claim(storage) == []
    [turn] = claim(storage, now=NOW + timedelta(seconds=5))
    assert (turn.update_id, turn.start, turn.failures, turn.again) == (1, 2, 1, True)


def test_waiting_for_something_is_no_failure(storage: Storage) -> None:
    accept(storage, arrival(1))
    claim(storage)
    settle(storage, Ending(1, End.LATER, NOW))

    [turn] = claim(storage)
    assert turn.failures == 0


def test_the_turns_of_a_dead_process_are_taken_over_after_their_lease(storage: Storage) -> None:
    accept(storage, arrival(1))
    claim(storage, "dead")

    assert claim(storage, "b", now=NOW + LEASE) == []
    [turn] = claim(storage, "b", now=NOW + LEASE + timedelta(seconds=1))
    assert turn.again
    assert turn.crashes == 1


def test_a_renewed_lease_holds(storage: Storage) -> None:
    accept(storage, arrival(1))
    claim(storage)
    later = NOW + LEASE
    storage.write_now(lambda db: lanes.renew(db, "a", later))

    assert claim(storage, "b", now=later + LEASE / 2) == []


def test_one_who_lost_its_turn_cannot_end_it(storage: Storage) -> None:
    accept(storage, arrival(1))
    claim(storage, "slow")
    claim(storage, "b", now=NOW + 2 * LEASE)
    settle(storage, Ending(1, End.DONE), owner="slow")

    assert storage.read_now(inbox.backlog).waiting == 1


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_that_jumps_neither_doubles_nor_delays(storage: Storage, jump: timedelta) -> None:
    accept(storage, arrival(1, 1), arrival(2, 2))
    claim(storage, limit=1)

    assert numbers(claim(storage, now=NOW + jump)) == [2]

    settle(storage, Ending(1, End.LATER, NOW + jump), Ending(2, End.LATER, NOW + jump))
    expected = [1, 2] if jump > lanes.AHEAD else []
    assert numbers(claim(storage, now=NOW)) == expected


def test_a_lease_from_a_clock_put_back_since_is_void(storage: Storage) -> None:
    accept(storage, arrival(1))
    claim(storage, "dead", now=NOW + timedelta(days=1))

    assert numbers(claim(storage, "b")) == [1]


def test_who_runs_alone_takes_everything_up_again(storage: Storage) -> None:
    accept(storage, arrival(1), arrival(2, 2))
    claim(storage, "dead")

    assert storage.write_now(lanes.recover) == 2
    turns = claim(storage)
    assert numbers(turns) == [1, 2]
    assert [turn.crashes for turn in turns] == [1, 1]


def test_a_process_that_stops_lets_go_of_its_own(storage: Storage) -> None:
    accept(storage, arrival(1), arrival(2, 2))
    claim(storage, limit=1)
    claim(storage, "b")

    storage.write_now(lambda db: lanes.release(db, "a"))
    [turn] = claim(storage, "c")
    assert (turn.update_id, turn.again, turn.crashes) == (1, True, 0)


def test_updates_shuffled_on_the_way_end_in_the_order_of_their_numbers(storage: Storage) -> None:
    order = list(range(1, 41))
    random.Random(3).shuffle(order)
    accept(storage, *(arrival(update, update % 3) for update in order))
    seen: dict[int, list[int]] = {0: [], 1: [], 2: []}
    while turns := claim(storage):
        for turn in turns:
            seen[turn.person].append(turn.update_id)
        settle(storage, *(Ending(turn.update_id, End.DONE) for turn in turns))

    assert all(numbers == sorted(numbers) for numbers in seen.values())
    assert sum(map(len, seen.values())) == 40


def kill(storage: Storage, update_id: int) -> None:
    accept(storage, arrival(update_id))
    claim(storage)
    settle(storage, Ending(update_id, End.DEAD))


def test_a_dead_update_is_listed_by_type_and_number(storage: Storage) -> None:
    kill(storage, 1)

    assert storage.read_now(dead.dead) == [dead.DeadUpdate(1, "message", NOW, retriable=True)]
    assert storage.read_now(inbox.backlog) == inbox.Backlog(0, None, 1)


def test_a_dead_update_can_be_tried_again(storage: Storage) -> None:
    kill(storage, 1)

    assert storage.write_now(lambda db: dead.retry(db, 1)) is True
    assert storage.write_now(lambda db: dead.retry(db, 1)) is False
    [turn] = claim(storage)
    assert turn.failures == 0


def test_a_dead_update_forgets_what_it_said_after_72_hours(storage: Storage) -> None:
    kill(storage, 1)

    assert storage.write_now(lambda db: dead.purge(db, NOW + timedelta(hours=71))) == 0
    assert storage.write_now(lambda db: dead.purge(db, NOW + timedelta(hours=73))) == 1
    [row] = storage.read_now(dead.dead)
    assert row.retriable is False
    assert storage.write_now(lambda db: dead.retry(db, 1)) is False


def test_the_number_of_an_update_is_forgotten_after_30_days(storage: Storage) -> None:
    accept(storage, arrival(1))
    claim(storage)
    settle(storage, Ending(1, End.DONE))

    storage.write_now(lambda db: dead.purge(db, NOW + timedelta(days=29)))
    assert accept(storage, arrival(1)) == 0
    storage.write_now(lambda db: dead.purge(db, NOW + timedelta(days=31)))
    assert accept(storage, arrival(1)) == 1


def test_erasing_a_person_blanks_their_dead_updates(storage: Storage) -> None:
    kill(storage, 1)
    accept(storage, arrival(2))

    assert storage.write_now(lambda db: inbox.forget(db, 1)) == 1
    assert numbers(claim(storage)) == [2]
    [row] = storage.read_now(dead.dead)
    assert row.retriable is False
