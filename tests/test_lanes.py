"""Lanes at work: in order per person, side by side otherwise; what fails is tried, then dead."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.storage import dead, inbox, outbox
from bot.storage.inbox import Arrival
from bot.storage.lanes import CRASHES, SUSPECT, Turn
from bot.storage.units import Storage, StorageUnavailableError
from bot.telegram.access import Access
from bot.telegram.flood import BURST
from bot.telegram.lanes import Handlers, Lanes
from tests.virtual_time import run

pytest_plugins = ["tests.databases"]
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class House:
    """Lanes over a real database whose handler notes what it is given."""

    def __init__(self, storage: Storage, *, width: int = 16) -> None:
        self.storage = storage
        self.loop = asyncio.get_running_loop()
        self.access = Access()
        self.turns: list[Turn] = []
        self.finished: list[int] = []
        self.notices: list[int] = []
        self.at_work = 0
        self.most_at_work = 0
        self.does: Callable[[Turn], Awaitable[None]] = self.nothing
        self.stop = asyncio.Event()
        handlers = Handlers(self.handle, self.notice)
        self.lanes = Lanes(storage, handlers, self.clock, self.access, owner="a", width=width)

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=self.loop.time())

    async def nothing(self, turn: Turn) -> None:
        del turn

    async def handle(self, turn: Turn) -> None:
        self.turns.append(turn)
        self.at_work += 1
        self.most_at_work = max(self.at_work, self.most_at_work)
        try:
            await self.does(turn)
        finally:
            self.at_work -= 1
        self.finished.append(turn.update_id)

    async def notice(self, turn: Turn) -> None:
        self.notices.append(turn.person)

    async def accept(self, *numbers: tuple[int, int], kind: str = "message") -> None:
        """Updates as pairs of number and person."""
        now = self.clock()
        arrivals = [Arrival(n, p, kind, "{}", now) for n, p in numbers]
        await self.storage.write(lambda db: inbox.accept(db, arrivals, now))

    async def serve(self, seconds: float = 60) -> None:
        """Work for so long in virtual time, then stop."""
        asyncio.get_running_loop().call_later(seconds, self.stop.set)
        await self.lanes.run(self.stop)
        await self.lanes.finish(1)

    def waiting(self) -> int:
        return self.storage.read_now(inbox.backlog).waiting

    def died(self) -> list[int]:
        return [row.update_id for row in self.storage.read_now(dead.dead)]


def test_one_persons_updates_are_handled_in_order_one_at_a_time(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)
        house.does = lambda _turn: asyncio.sleep(0.1)
        await house.accept(*((number, 7) for number in range(1, 6)))
        await house.serve()
        return house

    house = run(main())
    assert house.finished == [1, 2, 3, 4, 5]
    assert house.most_at_work == 1
    assert house.waiting() == 0


def test_many_persons_are_served_at_once_up_to_the_width(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage, width=4)
        house.does = lambda _turn: asyncio.sleep(0.1)
        await house.accept(*((number, number) for number in range(1, 11)))
        await house.serve()
        return house

    house = run(main())
    assert sorted(house.finished) == list(range(1, 11))
    assert house.most_at_work == 4


def test_what_comes_in_meanwhile_is_seen_at_once(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)
        serving = asyncio.create_task(house.serve(5))
        await asyncio.sleep(0.5)
        await house.accept((1, 7))
        await asyncio.sleep(0.5)
        assert house.finished == [1]
        await serving
        return house

    run(main())


def test_a_poisoned_update_is_tried_three_times_and_stops_nobody(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> House:
        house = House(storage)

        async def fail(turn: Turn) -> None:
            if turn.update_id == 1:
                raise ValueError("words of a citizen")

        house.does = fail
        await house.accept((1, 7), (2, 7), (3, 8))
        await house.serve()
        return house

    house = run(main())
    assert [turn.failures for turn in house.turns if turn.update_id == 1] == [0, 1, 2]
    assert house.finished == [3, 2]
    assert house.died() == [1]
    assert "words of a citizen" not in caplog.text
    assert "Update 1 (message) failed for good: ValueError" in caplog.text


def test_a_dead_update_that_is_retried_is_handled(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)

        async def fail(turn: Turn) -> None:
            if len(house.turns) <= 3:
                raise ValueError

        house.does = fail
        serving = asyncio.create_task(house.serve())
        await house.accept((1, 7))
        await asyncio.sleep(30)
        assert await storage.write(lambda db: dead.retry(db, 1))
        await serving
        return house

    assert run(main()).finished == [1]


def unreachable() -> Exception:
    error = NetworkError("httpx.ConnectError: ")
    error.__cause__ = httpx.ConnectError("")
    return error


@pytest.mark.parametrize(
    "error",
    [
        unreachable,
        lambda: NetworkError("Bad Gateway (502)"),
        lambda: StorageUnavailableError("locked"),
    ],
)
def test_an_outage_longer_than_three_tries_kills_no_update(
    storage: Storage, error: Callable[[], Exception]
) -> None:
    async def main() -> House:
        house = House(storage)

        async def fail(_turn: Turn) -> None:
            raise error()

        house.does = fail
        await house.accept((1, 7))
        asyncio.get_running_loop().call_later(60, lambda: setattr(house, "does", house.nothing))
        await house.serve(90)
        return house

    house = run(main())
    assert len(house.turns) > 3
    assert house.finished == [1]
    assert house.died() == []


def test_a_flood_limit_of_telegram_is_waited_out(storage: Storage) -> None:
    times: list[float] = []

    async def main() -> House:
        house = House(storage)

        async def fail(_turn: Turn) -> None:
            times.append(asyncio.get_running_loop().time())
            if len(times) == 1:
                raise RetryAfter(40)

        house.does = fail
        await house.accept((1, 7))
        await house.serve(90)
        return house

    assert run(main()).finished == [1]
    assert times[1] - times[0] >= 40


def test_who_blocked_us_is_silenced_and_the_update_is_done(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)

        async def fail(_turn: Turn) -> None:
            raise Forbidden("Forbidden: bot was blocked by the user")

        house.does = fail
        await house.accept((1, 7))
        await house.serve(5)
        return house

    house = run(main())
    assert (house.waiting(), house.died(), len(house.turns)) == (0, [], 1)
    assert storage.read_now(lambda db: outbox.silenced(db, [7])) == {7}


def test_a_database_that_is_away_while_someone_is_silenced_holds_up_nobody(
    storage: Storage,
) -> None:
    async def main() -> House:
        house = House(storage)
        write = storage.write

        async def unsure(work: object) -> object:
            if "_silence" in getattr(work, "__qualname__", "") and len(house.turns) == 1:
                raise StorageUnavailableError("gone")
            return await write(work)  # type: ignore[arg-type]

        async def fail(_turn: Turn) -> None:
            raise Forbidden("Forbidden: bot was blocked by the user")

        house.does = fail
        await house.accept((1, 7))
        storage.write = unsure  # type: ignore[assignment,method-assign]
        await house.serve()
        return house

    house = run(main())
    assert len(house.turns) == 2
    assert house.waiting() == 0


def test_a_call_that_is_wrong_is_not_repeated_for_ever(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)

        async def fail(_turn: Turn) -> None:
            raise BadRequest("Can't parse entities")

        house.does = fail
        await house.accept((1, 7))
        await house.serve()
        return house

    house = run(main())
    assert len(house.turns) == 3
    assert house.died() == [1]


def test_a_refused_token_ends_the_work_and_loses_nothing(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)

        async def fail(_turn: Turn) -> None:
            house.access.refuse()
            raise InvalidToken("Unauthorized")

        house.does = fail
        await house.accept((1, 7), (2, 7))
        await house.serve()
        return house

    house = run(main())
    assert len(house.turns) == 1
    assert house.waiting() == 2


def test_a_flood_gets_one_notice_and_others_are_served(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)
        await house.accept(*((number, 7) for number in range(1, 101)), (101, 8))
        await house.serve(5)
        return house

    house = run(main())
    assert house.notices == [7]
    assert sum(turn.person == 7 for turn in house.turns) == BURST
    assert 101 in house.finished[:2]
    assert house.waiting() == 0


def test_a_group_that_throws_us_out_is_heard_in_its_flood(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)
        await house.accept(*((number, -7) for number in range(1, 101)))
        await house.accept((101, -7), kind="my_chat_member")
        await house.serve(5)
        return house

    house = run(main())
    assert house.finished[-1] == 101
    assert len(house.turns) == BURST + 1


def test_half_of_the_turns_go_to_who_waited_shortest(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage, width=1)
        house.does = lambda _turn: asyncio.sleep(1)
        await house.accept(*((number, number) for number in range(1, 21)))
        await asyncio.sleep(5)
        serving = asyncio.create_task(house.serve(30))
        await asyncio.sleep(5)
        await house.accept((99, 99))
        await serving
        return house

    place = run(main()).finished.index(99)
    assert place <= 8


def test_what_does_not_end_in_time_is_begun_again_after_the_restart(storage: Storage) -> None:
    async def main() -> None:
        house = House(storage)
        house.does = lambda _turn: asyncio.sleep(1000)
        await house.accept((1, 7))
        await house.serve(5)

        house = House(storage)
        await house.serve(5)
        [turn] = house.turns
        assert (turn.again, turn.crashes) == (True, 0)

    run(main())


def test_what_runs_at_the_stop_is_finished(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)
        house.does = lambda _turn: asyncio.sleep(0.5)
        await house.accept((1, 7))
        asyncio.get_running_loop().call_later(0.2, house.stop.set)
        await house.lanes.run(house.stop)
        await house.lanes.finish(10)
        return house

    house = run(main())
    assert house.finished == [1]
    assert house.waiting() == 0


def test_an_update_that_its_processes_died_with_is_dead_in_the_end(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)
        await house.accept((1, 7))
        sql = f"UPDATE inbox SET crashes = {CRASHES}"
        await storage.write(lambda db: db.exec_driver_sql(sql))
        await house.serve(5)
        return house

    house = run(main())
    assert house.turns == []
    assert house.died() == [1]


def test_updates_that_processes_died_with_are_handled_alone_and_first(storage: Storage) -> None:
    async def main() -> tuple[House, list[int]]:
        house, beside = House(storage), []

        async def look(turn: Turn) -> None:
            await asyncio.sleep(0.1)
            if turn.suspect:
                beside.append(house.at_work)

        house.does = look
        await house.accept(*((number, number) for number in range(1, 9)))
        sql = f"UPDATE inbox SET crashes = {SUSPECT} WHERE update_id IN (3, 5)"
        await storage.write(lambda db: db.exec_driver_sql(sql))
        await house.serve(5)
        return house, beside

    house, beside = run(main())
    assert house.finished[:2] == [3, 5]
    assert sorted(house.finished) == list(range(1, 9))
    assert beside == [1, 1]


def test_a_suspect_that_has_to_wait_is_tried_again(storage: Storage) -> None:
    async def main() -> House:
        house = House(storage)

        async def fail(_turn: Turn) -> None:
            if len(house.turns) == 1:
                raise NetworkError("Bad Gateway (502)")

        house.does = fail
        await house.accept((1, 7))
        sql = f"UPDATE inbox SET crashes = {SUSPECT}"
        await storage.write(lambda db: db.exec_driver_sql(sql))
        await house.serve()
        return house

    assert run(main()).finished == [1]


def test_a_database_that_is_away_for_a_while_costs_no_update(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> House:
        house = House(storage)
        write = storage.write
        failures = iter([True] * 5)

        async def unsure(work: object) -> object:
            if next(failures, False):
                raise StorageUnavailableError("gone")
            return await write(work)  # type: ignore[arg-type]

        await house.accept((1, 7), (2, 7))
        storage.write = unsure  # type: ignore[assignment,method-assign]
        await house.serve()
        return house

    house = run(main())
    assert house.finished == [1, 2]
    assert "The inbox cannot be reached: gone" in caplog.text


@pytest.fixture(autouse=True)
def _all_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
