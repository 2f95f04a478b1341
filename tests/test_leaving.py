"""The last word in a group, and out; by the real bot on the fake Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup
from telegram.error import Forbidden, TelegramError, TimedOut

from bot.app import telegram_bot
from bot.message import Message
from bot.telegram.access import Access
from bot.telegram.leaving import say_last
from bot.telegram.limits import Limits
from bot.telegram.verdicts import Verdict, judge
from tests.botapi import BotApi, BotApiRequest, faults
from tests.botapi.groups import Group

pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
BYE = Message(Markup("Auf Wiedersehen"), last=True)


async def _unmoved(_old: int, _new: int) -> None:
    raise NotImplementedError


def leave(prepare: Callable[[BotApi, Group], Any]) -> tuple[Group, TelegramError | None]:
    """Say the last word in a group; the group afterwards, and what went wrong."""
    api = BotApi()
    group = api.group(-1005)
    prepare(api, group)

    async def main() -> TelegramError | None:
        limits = Limits(25, Access(), _unmoved)
        bot = telegram_bot(api.bot.token, "https://fake", BotApiRequest(api), limits)
        async with bot:
            try:
                await say_last(bot, -1005, BYE)
            except TelegramError as error:
                return error
        return None

    return group, asyncio.run(main())


def is_in(group: Group) -> bool:
    return group.chat.holds(group.bot.user.id)


def test_it_is_said_and_the_bot_is_gone() -> None:
    group, error = leave(lambda _api, _group: None)

    assert error is None
    assert group.last.text == "Auf Wiedersehen"
    assert not is_in(group)


def test_where_it_may_not_be_said_the_bot_goes_all_the_same() -> None:
    refused = "not enough rights to send text messages to the chat"
    group, error = leave(
        lambda api, _: api.faults.add(faults.denied(refused), method="sendMessage")
    )

    assert error is not None
    assert not is_in(group)


def test_where_it_is_no_more_there_is_nothing_to_leave() -> None:
    group, error = leave(lambda api, group: group.removes_bot(api.person(7, "Anna")))

    assert isinstance(error, Forbidden)
    assert judge(error) is Verdict.GONE
    assert not is_in(group)


@pytest.mark.parametrize("fault", [faults.bad_gateway(), faults.flood(5)])
def test_a_leave_that_failed_is_tried_again_and_the_word_counts_as_said(fault: Any) -> None:
    group, error = leave(lambda api, _: api.faults.add(fault, method="leaveChat"))

    assert isinstance(error, TimedOut)
    assert judge(error) is Verdict.UNKNOWN
    assert group.last.text == "Auf Wiedersehen"
