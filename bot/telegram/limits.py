"""Every call to Telegram passes here: paced, parked after a 429, followed when a group moves.

It is the library's own place for this (`BaseRateLimiter`), so handlers and the sender use the
bot as they always do, and none can forget the limits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.error import ChatMigrated, InvalidToken, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.telegram.access import Access
from bot.telegram.chats import Chats, is_group
from bot.telegram.pace import Pace, Urgency
from bot.telegram.verdicts import Verdict, judge, pause_of

Call = Callable[..., Coroutine[Any, Any, Any]]
Moved = Callable[[int, int], Awaitable[None]]

LONGEST_WAIT = 60.0
"""Seconds a reply waits for a parked chat before its turn is put back."""

_MESSAGES = ("send", "edit", "copy", "forward")
_NO_MESSAGE = "sendChatAction"


def _is_message(endpoint: str) -> bool:
    return endpoint.startswith(_MESSAGES) and endpoint != _NO_MESSAGE


def _counts_in_chat(endpoint: str, chat: int | str) -> bool:
    """Paging through one's own list by edits is not held up; a group is everybody's."""
    return is_group(chat) or not endpoint.startswith("edit")


class Limits(BaseRateLimiter[Urgency]):
    def __init__(self, rate: float, access: Access, moved: Moved) -> None:
        self.pace = Pace(rate)
        self.chats = Chats()
        self._access = access
        self._moved = moved

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Urgency | None,
    ) -> Any:
        if self._access.refused:
            raise InvalidToken("The token was refused before.")
        urgency = rate_limit_args or Urgency.REPLY
        try:
            while True:
                if _is_message(endpoint) and urgency is not Urgency.OWED:
                    await self._wait(endpoint, data.get("chat_id"))
                try:
                    return await callback(*args, **kwargs)
                except RetryAfter as error:
                    self._park(data.get("chat_id"), error, urgency)
                except ChatMigrated as error:
                    # `data` is what `callback` sends: the same call goes to the new chat.
                    await self._moved(data["chat_id"], error.new_chat_id)
                    data["chat_id"] = error.new_chat_id
        except TelegramError as error:
            match judge(error):
                case Verdict.FULFILLED:
                    return True
                case Verdict.TOKEN:
                    self._access.refuse()
            raise

    async def _wait(self, endpoint: str, chat: int | str | None) -> None:
        if chat is None or not _counts_in_chat(endpoint, chat):
            await self.pace.permit()
            return
        async with self.chats.queue(chat):
            while (seconds := self.chats.wait(chat)) > 0:  # noqa: ASYNC110 - may grow meanwhile
                await asyncio.sleep(seconds)
            await self.pace.permit()
            self.chats.take(chat)

    def _park(self, chat: int | str | None, error: RetryAfter, urgency: Urgency) -> None:
        seconds = pause_of(error).total_seconds()
        if chat is not None:
            self.chats.park(chat, seconds)
        if urgency is Urgency.OWED or chat is None or seconds > LONGEST_WAIT:
            raise error
