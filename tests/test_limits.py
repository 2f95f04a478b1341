"""How fast we send: overall, to one chat, to a group, and after Telegram asked us to wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.telegram import chats
from bot.telegram.access import Access
from bot.telegram.limits import Limits
from bot.telegram.pace import Pace, Urgency
from tests.virtual_time import run

# The library's way to say that an attribute will change its type; we do not use it.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


class Wire:
    """Notes when each call leaves, and answers with what it was given."""

    def __init__(self, *answers: object, rate: float = 25) -> None:
        self.access = Access()
        self.limits = Limits(rate, self.access, self.moved)
        self.answers = list(answers)
        self.left: list[tuple[float, object]] = []
        self.moves: list[tuple[int, int]] = []

    async def moved(self, old: int, new: int) -> None:
        self.moves.append((old, new))

    async def leave(self, endpoint: str, data: dict[str, Any]) -> object:
        del endpoint
        self.left.append((asyncio.get_running_loop().time(), data.get("chat_id")))
        answer = self.answers.pop(0) if self.answers else {"message_id": 1}
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def call(
        self, endpoint: str = "sendMessage", urgency: Urgency | None = None, **data: Any
    ) -> object:
        answer: object = await self.limits.process_request(
            self.leave, (endpoint, data), {}, endpoint, data, urgency
        )
        return answer

    def times(self, chat: int) -> list[float]:
        return [at for at, to in self.left if to == chat]


def together(wire: Wire, *calls: Callable[[], Coroutine[Any, Any, object]]) -> list[object]:
    async def all_at_once() -> list[object]:
        return await asyncio.gather(*(call() for call in calls), return_exceptions=True)

    return run(all_at_once())


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(1 for at in times if start <= at < start + seconds) for start in times)


def test_all_chats_together_get_no_more_than_the_rate() -> None:
    wire = Wire(rate=25)
    together(wire, *(lambda n=n: wire.call(chat_id=n) for n in range(1, 101)))
    times = [at for at, _ in wire.left]

    assert most_within(times, 1.0) <= 27
    assert 3.9 <= max(times) <= 4.0


def test_one_chat_gets_one_message_a_second_in_order() -> None:
    wire = Wire()
    together(wire, *(lambda: wire.call(chat_id=7) for _ in range(5)))

    assert wire.times(7) == [0, 1, 2, 3, 4]


def test_a_group_gets_18_messages_a_minute() -> None:
    wire = Wire()
    together(wire, *(lambda: wire.call(chat_id=-7) for _ in range(40)))

    assert most_within(wire.times(-7), 60.0) == 18


def test_paging_by_edits_in_a_private_chat_is_not_held_up() -> None:
    wire = Wire()
    together(wire, *(lambda: wire.call("editMessageText", chat_id=7) for _ in range(3)))

    assert max(wire.times(7)) < 0.2


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "getMe", "sendChatAction"])
def test_what_is_no_message_does_not_wait(endpoint: str) -> None:
    wire = Wire(rate=1)
    together(wire, *(lambda: wire.call(endpoint, chat_id=7) for _ in range(9)))

    assert {at for at, _ in wire.left} == {0}


def test_a_message_edited_inline_counts_overall_only() -> None:
    wire = Wire(rate=1)
    together(wire, *(lambda: wire.call("editMessageText") for _ in range(3)))

    assert [at for at, _ in wire.left] == [0, 1, 2]


def test_a_429_parks_that_chat_only() -> None:
    wire = Wire(RetryAfter(30))
    together(
        wire,
        lambda: wire.call(chat_id=7),
        lambda: wire.call(chat_id=8),
        lambda: wire.call(chat_id=9),
    )

    assert wire.times(7) == [0, 30]
    assert max(wire.times(8) + wire.times(9)) < 0.2


def test_a_reply_does_not_wait_for_ever() -> None:
    wire = Wire(RetryAfter(3600))
    [error] = together(wire, lambda: wire.call(chat_id=7))

    assert isinstance(error, RetryAfter)
    assert len(wire.left) == 1


def test_what_is_owed_is_put_back_instead_of_waiting() -> None:
    wire = Wire(RetryAfter(5))
    [error] = together(wire, lambda: wire.call(chat_id=7, urgency=Urgency.OWED))

    assert isinstance(error, RetryAfter)


def test_a_group_that_moved_gets_the_message_once_at_its_new_number() -> None:
    wire = Wire(ChatMigrated(-1007))
    together(wire, lambda: wire.call(chat_id=-7))

    assert [to for _, to in wire.left] == [-7, -1007]
    assert wire.moves == [(-7, -1007)]


def test_what_is_so_already_is_no_error() -> None:
    wire = Wire(BadRequest("Message is not modified: ..."))

    assert together(wire, lambda: wire.call("editMessageText", chat_id=7)) == [True]


@pytest.mark.parametrize(
    "error", [Forbidden("Forbidden: bot was blocked by the user"), BadRequest("x")]
)
def test_other_errors_are_for_the_caller(error: TelegramError) -> None:
    assert together(wire := Wire(error), lambda: wire.call(chat_id=7)) == [error]


def test_once_the_token_is_refused_nothing_is_sent(caplog: pytest.LogCaptureFixture) -> None:
    wire = Wire(InvalidToken("Unauthorized"))
    first, *_ = together(wire, lambda: wire.call(chat_id=7))
    second, *_ = together(wire, lambda: wire.call(chat_id=8))

    assert isinstance(first, InvalidToken)
    assert isinstance(second, InvalidToken)
    assert wire.access.refused
    assert len(wire.left) == 1
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_method_that_the_server_lacks_says_nothing_about_the_token() -> None:
    wire = Wire(InvalidToken("Not Found"))
    together(wire, lambda: wire.call("setMyCommands"))

    assert not wire.access.refused


def test_chats_at_rest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chats, "REMEMBERED", 3)
    wire = Wire(rate=1)

    async def one_after_the_other() -> None:
        for chat in range(1, 9):
            await wire.call(chat_id=chat)
            await asyncio.sleep(2)

    run(one_after_the_other())
    assert len(wire.limits.chats._chats) <= 3


def test_who_gives_up_waiting_takes_no_permit() -> None:
    async def main() -> int:
        pace = Pace(1)
        await pace.permit()
        waiting = asyncio.create_task(pace.permit())
        await asyncio.sleep(0.5)
        waiting.cancel()
        await asyncio.sleep(0.6)
        return pace.spare(5)

    assert run(main()) == 1


def test_a_permit_granted_to_one_who_just_left_is_given_back() -> None:
    async def main() -> int:
        pace = Pace(1)
        await pace.permit()
        waiting = asyncio.create_task(pace.permit())
        await asyncio.sleep(0)
        pace.give_back(1)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return pace.spare(5)

    assert run(main()) == 1


def test_replies_come_before_what_is_owed() -> None:
    async def main() -> int:
        pace = Pace(10)
        await asyncio.gather(pace.permit(), pace.permit())
        replies = [asyncio.create_task(pace.permit()) for _ in range(3)]
        await asyncio.sleep(0.15)
        spared = pace.spare(1)
        await asyncio.gather(*replies)
        return spared

    assert run(main()) == 0


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3, -4, -5]), st.floats(0, 5)), min_size=1, max_size=60
    )
)
def test_no_order_of_sending_breaks_a_limit(sends: list[tuple[int, float]]) -> None:
    wire = Wire(rate=10)

    async def send(chat: int, at: float) -> None:
        await asyncio.sleep(at)
        await wire.call(chat_id=chat)

    together(wire, *(lambda c=c, at=at: send(c, at) for c, at in sends))

    assert len(wire.left) == len(sends)
    assert most_within([at for at, _ in wire.left], 1.0) <= 12
    for chat in {chat for chat, _ in sends}:
        assert most_within(wire.times(chat), 0.999) == 1
        assert most_within(wire.times(chat), 59.99) <= (18 if chat < 0 else 60)
