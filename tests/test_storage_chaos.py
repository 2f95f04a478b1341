"""Whatever happens in whatever order: every update ends once, nobody has two turns at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage import deliveries, inbox, lanes, outbox
from bot.storage.deliveries import ATTEMPTS, LEASE, Delivery, Outcome
from bot.storage.inbox import Arrival
from bot.storage.lanes import End, Ending, Turn
from bot.storage.outbox import Owed, State
from bot.storage.units import Db, Storage

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OWNERS = st.sampled_from(["a", "b"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("accept"), st.lists(st.integers(1, 12), min_size=1, max_size=6)),
        st.tuples(st.just("claim"), OWNERS),
        st.tuples(st.just("done"), OWNERS),
        st.tuples(st.just("later"), OWNERS),
        st.tuples(st.just("crash"), OWNERS),
    ),
    max_size=40,
)


class Replicas:
    """Two processes on one inbox; each may forget everything at any moment."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.now = NOW
        self.held: dict[str, dict[int, Turn]] = {"a": {}, "b": {}}
        self.lives = {"a": 0, "b": 0}
        self.accepted: set[int] = set()
        self.ended: list[int] = []

    def accept(self, numbers: list[int]) -> None:
        rows = [Arrival(n, n % 3 + 1, "message", "{}", self.now) for n in numbers]
        self.storage.write_now(lambda db: inbox.accept(db, rows, self.now))
        self.accepted |= set(numbers)

    def name(self, owner: str) -> str:
        """A process that starts again is another one."""
        return f"{owner}{self.lives[owner]}"

    def claim(self, owner: str) -> None:
        turns = self.storage.write_now(
            lambda db: lanes.claim(db, self.name(owner), self.now, limit=9, newest=False)
        )
        self.held[owner] |= {turn.update_id: turn for turn in turns}
        persons = [turn.person for one in self.held.values() for turn in one.values()]
        assert len(persons) == len(set(persons)), "two turns of one person at a time"

    def done(self, owner: str) -> None:
        self.settle(owner, End.DONE)
        self.ended += self.held[owner]
        self.held[owner].clear()

    def later(self, owner: str) -> None:
        self.settle(owner, End.LATER)
        self.held[owner].clear()

    def settle(self, owner: str, end: End) -> None:
        endings = [Ending(number, end) for number in self.held[owner]]
        self.storage.write_now(lambda db: lanes.settle(db, self.name(owner), endings, self.now))

    def crash(self, owner: str) -> None:
        """All leases run out; the other one renews its own in time."""
        self.held[owner].clear()
        self.lives[owner] += 1
        self.now += 2 * lanes.LEASE
        other = self.name("b" if owner == "a" else "a")
        self.storage.write_now(lambda db: lanes.renew(db, other, self.now))

    def finish(self) -> None:
        for owner in self.held:
            self.crash(owner)
        while self.storage.read_now(inbox.backlog).waiting:
            self.claim("a")
            self.done("a")


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_every_update_ends_exactly_once(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, object]]
) -> None:
    monkeypatch.setattr(lanes, "SUSPECT", 10**6)
    lanes._claim.cache_clear()
    storage.write_now(lambda db: db.exec_driver_sql("DELETE FROM inbox"))
    replicas = Replicas(storage)
    for name, argument in steps:
        getattr(replicas, name)(argument)
    replicas.finish()

    assert sorted(replicas.ended) == sorted(replicas.accepted)
    lanes._claim.cache_clear()


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1)])
def test_no_jump_of_the_clock_doubles_or_loses_a_delivery(
    storage: Storage, jump: timedelta
) -> None:
    row = Owed("key", 7, "news", 1, 1, NOW)
    storage.write_now(lambda db: outbox.owe(db, [row]))

    def claim(now: datetime, owner: str = "a") -> int:
        return len(storage.write_now(lambda db: deliveries.claim(db, owner, now, 10)))

    assert [claim(NOW), claim(NOW + jump), claim(NOW - jump)] == [1, 0, 0]
    # A lease from a clock that was put back since is void for others.
    assert claim(NOW - jump, "b") == 1


def claim_one(db: Db, at: datetime) -> Sequence[Delivery]:
    return deliveries.claim(db, str(at), at, 1)


def settle_one(db: Db, outcome: Outcome, at: datetime) -> None:
    deliveries.settle(db, str(at), [outcome], at)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    ends=st.lists(
        st.sampled_from(["crash", "sent", "unsent", "unanswered", "refused"]), max_size=12
    )
)
def test_a_delivery_is_attempted_three_times_at_most_and_always_ends(
    storage: Storage, ends: list[str]
) -> None:
    storage.write_now(lambda db: db.exec_driver_sql("DELETE FROM outbox"))
    row = Owed("key", 7, "news", 1, 1, NOW)
    storage.write_now(lambda db: outbox.owe(db, [row]))
    now, copies = NOW, 0
    outcomes = {"sent": State.SENT, "refused": State.FAILED, "unsent": State.PLANNED}
    for end in [*ends, *["crash"] * ATTEMPTS]:
        now += 2 * LEASE
        claimed = storage.write_now(partial(claim_one, at=now))
        if not claimed:
            break
        [delivery] = claimed
        copies += end != "unsent"
        assert delivery.again is (copies > 1 or delivery.attempts > 1)
        if end != "crash":
            state = outcomes.get(end, State.PLANNED)
            if end == "unanswered" and delivery.attempts >= ATTEMPTS:
                state = State.UNKNOWN
            outcome = Outcome(delivery.id, state, counted=end != "unsent")
            storage.write_now(partial(settle_one, outcome=outcome, at=now))
    storage.write_now(partial(claim_one, at=now + 9 * LEASE))

    assert copies <= ATTEMPTS
    [state] = storage.read_now(outbox.counts)
    assert state in {State.SENT, State.FAILED, State.UNKNOWN}
