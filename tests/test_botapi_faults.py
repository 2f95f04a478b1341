"""Faults: what the client sees and what took effect."""

import asyncio
from collections.abc import Callable
from math import inf

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.botapi import BotApi, BotApiRequest, Clock, faults
from tests.botapi.faults import Fault, Outcome, Reset, Silence, strikes
from tests.botapi.record import busiest

TOKEN = "1:x"


@pytest.fixture
def api() -> BotApi:
    api = BotApi(TOKEN, clock=Clock.standing())
    api.person(101, started=True)
    api.person(102, started=True)
    return api


def send(api: BotApi, chat: int = 101) -> int:
    return api.call(TOKEN, "sendMessage", {"chat_id": chat, "text": "x"})[0]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (faults.flood(30), RetryAfter),
        (faults.server_error(), NetworkError),
        (faults.bad_gateway(), NetworkError),
        (faults.garbled(), TelegramError),
        (faults.unauthorized(), InvalidToken),
        (faults.blocked(), Forbidden),
        (faults.deactivated(), Forbidden),
        (faults.kicked(), Forbidden),
        (faults.denied("bot has no such right"), Forbidden),
        (faults.migrated(-1005), ChatMigrated),
        (faults.conflicting(), Conflict),
        (Reset(), NetworkError),
        (Silence(), TimedOut),
    ],
)
@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
def test_every_kind_reaches_the_bot_as_the_right_error(
    api: BotApi, kind: Outcome, error: type[TelegramError]
) -> None:
    async def send_twice() -> None:
        request = BotApiRequest(api)
        bot = Bot(TOKEN, request=request, get_updates_request=request)
        async with bot:
            api.faults.add(kind, method="sendMessage")
            with pytest.raises(error) as raised:
                await bot.send_message(101, "x")
            assert type(raised.value) is error
            assert not isinstance(raised.value, BadRequest)
            await bot.send_message(101, "x")

    asyncio.run(send_twice())
    assert len(api.sent("sendMessage")) == 1


def test_a_fault_after_execution_makes_copies(api: BotApi) -> None:
    api.faults.add(Silence(), method="sendMessage", when="after")
    with pytest.raises(TimeoutError):
        send(api)
    send(api)

    assert len(api.sent("sendMessage", chat=101)) == 2
    assert [record.lost for record in api.calls] == [True, False]
    assert len(api.person(101, started=True).reads()) == 2


def test_a_fault_before_execution_makes_none(api: BotApi) -> None:
    api.faults.add(Reset())
    with pytest.raises(ConnectionResetError):
        send(api)

    assert api.calls[0].status == 0
    assert not api.sent()
    assert not api.person(101).reads()


def test_a_fault_can_be_of_one_chat_one_method_and_some_time(api: BotApi) -> None:
    api.faults.add(faults.flood(60), chat=101, times=inf, until=api.clock.now() + 60)

    assert (send(api), send(api), send(api, 102)) == (429, 429, 200)
    api.clock.advance(60)
    assert send(api) == 200


def test_a_number_of_times_is_used_up(api: BotApi) -> None:
    api.faults.add(faults.server_error(503, "Service Unavailable"), times=2)

    assert [send(api) for _ in range(3)] == [503, 503, 200]
    assert not api.faults.left


def test_everything_works_again_after_clearing(api: BotApi) -> None:
    api.faults.add(faults.unauthorized(), times=inf)
    assert send(api) == 401
    api.faults.clear()

    assert send(api) == 200


def test_chance_is_seeded(api: BotApi) -> None:
    def outcome(seed: int) -> list[int]:
        api = BotApi(TOKEN, seed=seed)
        api.person(101, started=True)
        api.faults.add(faults.server_error(), probability=0.3, times=inf)
        return [send(api) for _ in range(200)]

    assert outcome(1) == outcome(1) != outcome(2)
    assert 30 < outcome(1).count(500) < 90


@pytest.mark.parametrize(
    ("fault", "hits"),
    [
        (Fault(Reset()), True),
        (Fault(Reset(), method="SENDMESSAGE"), True),
        (Fault(Reset(), method="getMe"), False),
        (Fault(Reset(), chat=5), True),
        (Fault(Reset(), chat=6), False),
        (Fault(Reset(), until=10.0), False),
        (Fault(Reset(), until=11.0), True),
        (Fault(Reset(), probability=0.5), False),
        (Fault(Reset(), probability=0.6), True),
    ],
)
def test_the_rule_of_striking(fault: Fault, *, hits: bool) -> None:
    assert strikes(fault, "sendMessage", 5, now=10.0, dice=0.5) is hits


def test_the_busiest_second_is_found(api: BotApi) -> None:
    step: Callable[[float], None] = api.clock.advance
    for pause in (0.0, 0.4, 0.4, 0.4, 2.0):
        step(pause)
        send(api)

    assert busiest(api.calls, 1.0) == 3
    assert busiest([], 1.0) == 0
