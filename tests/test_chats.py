"""Telegram groups on both databases: asked about once, linked once, left once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.groups import chats
from bot.storage import group_chats, groups, outbox
from bot.storage.group_chats import GroupChat
from bot.storage.groups import About
from bot.storage.outbox import State
from bot.storage.units import Db, Storage
from bot.telegram.service import following

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
CHAT, BERTA, CARLA = -1_001, 7_310_000_101, 7_310_000_102


@pytest.fixture
def town(storage: Storage) -> Storage:
    """Two working groups."""
    for code in ("leitbild", "lesen"):
        about = About(code, code.title())
        storage.write_now(partial(groups.add, about=about))
    return storage


def join(db: Db, staff: int | None, origin: int, *, fresh: bool = True) -> GroupChat | None:
    return chats.join(db, CHAT, staff, origin, NOW, fresh=fresh)


def farewells(storage: Storage) -> int:
    """How many are planned."""
    return storage.read_now(lambda db: len(outbox.planned(db, 0, [chats.FAREWELL])))


def number(db: Db, code: str) -> int:
    found = groups.called(db, code)
    assert found is not None
    return found.id


def test_the_first_of_the_staff_is_asked_and_again_by_the_same_update(town: Storage) -> None:
    first = town.write_now(lambda db: join(db, BERTA, 1))
    again = town.write_now(lambda db: join(db, BERTA, 1))
    others = [town.write_now(partial(join, staff=who, origin=2)) for who in (BERTA, CARLA, None)]

    assert first is not None
    assert again == first
    assert others == [None, None, None]
    assert farewells(town) == 0


def test_who_is_no_staff_brings_a_farewell_that_staff_can_still_prevent(town: Storage) -> None:
    for _ in range(3):
        assert town.write_now(lambda db: join(db, None, 1)) is None
    assert farewells(town) == 1
    assert town.write_now(lambda db: join(db, BERTA, 2)) is not None

    assert farewells(town) == 0


def test_a_word_in_a_group_that_was_just_left_brings_no_second_farewell(town: Storage) -> None:
    def hear(db: Db, origin: int, at: datetime = NOW) -> None:
        chats.heard(db, CHAT, origin, at, called=True)

    for origin in range(5):
        town.write_now(partial(hear, origin=origin))
    assert farewells(town) == 1
    assert town.write_now(lambda db: join(db, BERTA, 8, fresh=False)) is None
    # It is there still, and not by a mistake of the moment.
    town.write_now(lambda db: hear(db, 9, NOW + timedelta(hours=2)))
    assert farewells(town) == 2


def link(code: str) -> Callable[[Db], bool]:
    def work(db: Db) -> bool:
        asked = group_chats.of_group(db, CHAT)
        assert asked is not None
        return chats.link(db, asked, number(db, code), 5, NOW) is not None

    return work


def test_a_telegram_group_belongs_to_one_working_group(town: Storage) -> None:
    town.write_now(lambda db: join(db, BERTA, 1))

    assert town.write_now(link("leitbild"))
    assert town.write_now(link("leitbild"))
    assert not town.write_now(link("lesen"))
    assert [one.about.code for one in town.read_now(chats.free)] == ["lesen"]
    assert len(town.read_now(lambda db: outbox.planned(db, number(db, "leitbild"), [chats.LINKED])))


def test_a_working_group_that_has_ended_is_not_linked(town: Storage) -> None:
    town.write_now(lambda db: join(db, BERTA, 1))
    ended = About("lesen", "Lesen", active=False)
    town.write_now(lambda db: groups.change(db, number(db, "lesen"), ended))

    assert [one.about.code for one in town.read_now(chats.free)] == ["leitbild"]
    assert not town.write_now(link("lesen"))


def test_many_who_choose_at_once_make_one_link(town: Storage) -> None:
    town.write_now(lambda db: join(db, BERTA, 1))

    async def main() -> list[bool]:
        return await asyncio.gather(*(town.write(link("leitbild")) for _ in range(8)))

    assert asyncio.run(main()) == [True] * 8
    assert town.read_now(outbox.counts) == {State.PLANNED: 1}


def test_what_is_asked_about_is_over_after_a_day(town: Storage) -> None:
    town.write_now(lambda db: join(db, BERTA, 1))
    day = timedelta(days=1)
    for at in (NOW, NOW + day - timedelta(seconds=1)):
        town.write_now(partial(chats.watch, now=at))
    assert farewells(town) == 0
    for _ in range(2):
        town.write_now(lambda db: chats.watch(db, NOW + day))

    assert farewells(town) == 1
    assert town.read_now(lambda db: group_chats.of_group(db, CHAT)) is None


def test_a_linked_group_is_asked_about_no_more_and_stays(town: Storage) -> None:
    town.write_now(lambda db: join(db, BERTA, 1))
    town.write_now(link("leitbild"))
    town.write_now(lambda db: chats.watch(db, NOW + timedelta(days=1)))

    assert town.read_now(lambda db: group_chats.of_group(db, CHAT)) is None
    assert town.read_now(lambda db: groups.linked(db, CHAT)) is not None
    assert farewells(town) == 0


def test_a_group_that_refuses_us_is_let_go_once(town: Storage) -> None:
    town.write_now(lambda db: join(db, BERTA, 1))
    town.write_now(link("leitbild"))
    town.write_now(lambda db: outbox.silence(db, CHAT, "kicked", NOW))
    for _ in range(2):
        town.write_now(lambda db: chats.watch(db, NOW))
        town.write_now(lambda db: chats.gone(db, CHAT, NOW))

    assert town.read_now(lambda db: groups.linked(db, CHAT)) is None
    lost = town.read_now(lambda db: outbox.unsent(db, [chats.LOST]))
    assert [(one.chat, one.state) for one in lost] == [(CHAT, State.BLOCKED)]
    assert town.read_now(outbox.counts) == {State.CANCELLED: 1, State.BLOCKED: 1}


@pytest.mark.parametrize("linked", [True, False])
def test_what_belongs_to_a_group_follows_it(town: Storage, linked: bool) -> None:
    asked = town.write_now(lambda db: join(db, BERTA, 1))
    assert asked is not None
    if linked:
        town.write_now(link("leitbild"))
    # A moment before, the new one was taken for a stranger.
    town.write_now(lambda db: chats.join(db, -2, CARLA, 2, NOW, fresh=True))
    for _ in range(2):
        asyncio.run(move(town))

    moved = town.read_now(lambda db: group_chats.find(db, asked.id))
    assert moved is not None
    assert moved.telegram_group == -2
    found = town.read_now(lambda db: groups.linked(db, -2))
    assert (found is not None) is linked
    assert town.read_now(lambda db: groups.linked(db, CHAT)) is None


async def move(storage: Storage) -> None:
    await following(storage)(CHAT, -2)
