"""Invitations: good once, for a while, for whom they were meant."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.people import invitations
from bot.people.invitations import MISSES, PERIOD, VALID, payload
from bot.people.roles import Role, held
from bot.storage import invitations as stored
from bot.storage import roles
from bot.storage.base import Base
from bot.storage.units import Storage

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ANNA, BERT = 7_310_000_001, 7_310_000_002


def invite(storage: Storage, role: Role = Role.STAFF, name: str = "", **more: int) -> str:
    return storage.write_now(lambda db: invitations.invite(db, role, name, NOW, **more))


@pytest.fixture
def join(storage: Storage) -> Callable[..., Role | None]:
    updates = iter(range(1, 1000))

    def joined(
        token: str, person: int = ANNA, now: datetime = NOW, update: int | None = None
    ) -> Role | None:
        number = update or next(updates)
        return storage.write_now(
            lambda db: invitations.join(db, payload(token), person, number, now)
        )

    return joined


Join = Callable[..., Role | None]


def roles_of(storage: Storage, person: int) -> frozenset[Role]:
    return storage.read_now(lambda db: held(db, person))


def test_a_link_gives_its_role_to_the_first_who_opens_it(storage: Storage, join: Join) -> None:
    token = invite(storage, Role.STAFF, "Frau  Meier ")

    assert join(token) is Role.STAFF
    assert join(token, BERT) is None
    assert roles_of(storage, ANNA) == {Role.STAFF}
    assert roles_of(storage, BERT) == frozenset()
    [grant] = storage.read_now(roles.granted)
    assert (grant.name, grant.since) == ("Frau Meier", NOW)


def test_the_same_person_is_answered_the_same_again(storage: Storage, join: Join) -> None:
    token = invite(storage)

    assert [join(token, update=5), join(token, update=5), join(token)] == [Role.STAFF] * 3
    assert len(storage.read_now(roles.granted)) == 1


def test_a_token_has_128_bits_and_is_kept_nowhere(storage: Storage) -> None:
    token = invite(storage)
    tables = storage.read_now(
        lambda db: {t.name: db.execute(t.select()).all() for t in Base.metadata.sorted_tables}
    )

    assert len(token) == 22
    assert len(payload(token)) <= 64
    assert token not in str(tables)
    assert sha256(token.encode()).hexdigest() in str(tables)
    assert len({invite(storage) for _ in range(50)}) == 50


@pytest.mark.parametrize(("later", "role"), [(VALID - SECOND, Role.STAFF), (VALID, None)])
def test_a_link_is_good_for_72_hours(
    storage: Storage, join: Join, later: timedelta, role: Role | None
) -> None:
    assert join(invite(storage), now=NOW + later) is role


def test_after_five_misses_not_even_the_right_link_works_for_an_hour(
    storage: Storage, join: Join, caplog: pytest.LogCaptureFixture
) -> None:
    token = invite(storage)
    with caplog.at_level(logging.INFO):
        for _ in range(MISSES):
            assert join("x" * 22) is None

    assert "tried 5 invitation links in vain" in caplog.text
    assert str(ANNA) not in caplog.text
    assert join(token) is None
    assert join(token, now=NOW + PERIOD - SECOND) is None
    assert join(token, BERT, now=NOW + SECOND) is Role.STAFF


def test_after_the_hour_it_works_again(storage: Storage, join: Join) -> None:
    token = invite(storage)
    for _ in range(MISSES):
        join("x" * 22)

    assert join(token, now=NOW + PERIOD) is Role.STAFF


def test_the_same_update_misses_once(storage: Storage, join: Join) -> None:
    for _ in range(20):
        join("x" * 22, update=77)

    assert join(invite(storage)) is Role.STAFF


@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(carried=st.text(st.characters(exclude_categories=["Cs"]), max_size=64))
def test_no_guess_is_good(storage: Storage, carried: str) -> None:
    invite(storage)
    joined = storage.write_now(lambda db: invitations.join(db, carried, ANNA, 1, NOW))

    assert joined is None
    assert roles_of(storage, ANNA) == frozenset()


def test_the_same_update_makes_one_invitation_whose_last_link_is_good(
    storage: Storage, join: Join
) -> None:
    first, second = invite(storage, update=9), invite(storage, update=9)

    assert len(storage.read_now(lambda db: stored.unused(db, NOW))) == 1
    assert join(first, BERT) is None
    assert join(second) is Role.STAFF
    invite(storage, update=9)
    assert join(second, BERT) is None


def test_what_is_ended_is_gone_at_once(storage: Storage, join: Join) -> None:
    token, unused = invite(storage), invite(storage)
    join(token)

    ended = storage.write_now(lambda db: invitations.end(db, 1))
    assert ended == invitations.Ended(ANNA)
    assert roles_of(storage, ANNA) == frozenset()
    assert join(token) is None
    assert storage.write_now(lambda db: invitations.end(db, 2)) == invitations.Ended(None)
    assert join(unused, BERT) is None
    assert storage.write_now(lambda db: invitations.end(db, 2)) is None


def test_the_links_of_an_admin_who_is_none_any_more_are_dead(storage: Storage, join: Join) -> None:
    join(invite(storage, Role.ADMIN))
    token = invite(storage, Role.ADMIN, by=ANNA)
    storage.write_now(lambda db: invitations.end(db, 1))

    assert join(token, BERT) is None


def test_a_second_invitation_to_the_same_role_changes_nothing(storage: Storage, join: Join) -> None:
    assert join(invite(storage, name="Meier")) is Role.STAFF
    assert join(invite(storage, name="Schulz")) is Role.STAFF
    assert [grant.name for grant in storage.read_now(roles.granted)] == ["Meier"]


def test_numbers_are_never_used_again(storage: Storage, join: Join) -> None:
    join(invite(storage))
    storage.write_now(lambda db: invitations.end(db, 1))
    invite(storage)

    [later] = storage.read_now(lambda db: stored.unused(db, NOW))
    assert later.number == 2


def test_an_erased_guest_leaves_a_dead_link(storage: Storage, join: Join) -> None:
    token = invite(storage)
    join(token)
    storage.write_now(lambda db: (stored.erase(db, ANNA), roles.erase(db, ANNA)))

    assert join(token) is None
    assert join(token, BERT) is None


def test_what_is_over_is_dropped(storage: Storage, join: Join) -> None:
    invite(storage)
    join("x" * 22)

    def forget(now: datetime) -> int:
        return storage.write_now(lambda db: invitations.forget(db, now))

    assert forget(NOW + PERIOD) == 0
    assert forget(NOW + PERIOD + SECOND) == 1
    assert forget(NOW + VALID + invitations.REMEMBERED) == 0
    assert forget(NOW + VALID + invitations.REMEMBERED + SECOND) == 1
