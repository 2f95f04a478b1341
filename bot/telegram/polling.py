"""Asks Telegram for updates, and confirms them only by asking for the next after the commit."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.storage.units import StorageUnavailableError
from bot.telegram.access import Access
from bot.telegram.health import Health
from bot.telegram.intake import ALLOWED, Intake
from bot.telegram.verdicts import pause_of
from bot.waiting import Backoff, stopped_within

log = logging.getLogger(__name__)

LONG_POLL = 25
"""Seconds that Telegram may let us wait for an update."""

GRACE = 10
"""Seconds more before we hold that no answer will come."""


class Polling:
    """The way in without a webhook.

    A webhook that somebody registered is never deleted: `getUpdates` is refused with 409 while it
    is there, which we say and wait out. Who means to poll removes it first.
    """

    def __init__(self, bot: Bot, intake: Intake, access: Access, health: Health) -> None:
        self._bot = bot
        self._intake = intake
        self._access = access
        self._health = health
        self._backoff = Backoff()
        # Known to this process alone: numbers are not monotonic, and the server remembers
        # what it was told. What comes a second time is known by its number.
        self._offset: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop`. A poll that is cut off confirmed nothing it did not store."""
        stopped = asyncio.ensure_future(stop.wait())
        while not stop.is_set() and not self._access.refused:
            poll = asyncio.ensure_future(self.step())
            await asyncio.wait((poll, stopped), return_when=asyncio.FIRST_COMPLETED)
            if not poll.done():
                poll.cancel()
            [pause] = await asyncio.gather(poll, return_exceptions=True)
            if isinstance(pause, float) and pause:
                await stopped_within(stop, pause)
        stopped.cancel()

    async def step(self) -> float:
        """One poll and its commit; how long to wait before the next."""
        try:
            async with asyncio.timeout(LONG_POLL + GRACE):
                updates = await self._ask()
            await self._intake.take(updates)
        except Exception as error:  # noqa: BLE001 - whatever comes, polling goes on
            return self._after(error)
        self._offset = max(
            (u["update_id"] + 1 for u in updates if _numbered(u)), default=self._offset
        )
        self._health.heard()
        self._backoff.reset()
        return 0.0

    async def _ask(self) -> list[Any]:
        wish = {"offset": self._offset, "timeout": LONG_POLL, "allowed_updates": list(ALLOWED)}
        # The library's public way parses at once, and one odd update would stop its whole batch.
        updates = await self._bot._post(  # noqa: SLF001
            "getUpdates",
            {key: value for key, value in wish.items() if value is not None},
            read_timeout=LONG_POLL + GRACE / 2,
        )
        return updates if isinstance(updates, list) else []

    def _after(self, error: Exception) -> float:
        if isinstance(error, InvalidToken):
            self._access.refuse()
            return 0.0
        if isinstance(error, StorageUnavailableError):
            log.warning("Updates are left with Telegram, the inbox cannot be written: %s", error)
        elif isinstance(error, Conflict):
            log.warning("Telegram gives updates to somebody else, we wait: %s", error.message)
        elif isinstance(error, RetryAfter):
            return pause_of(error).total_seconds()
        elif isinstance(error, TelegramError | TimeoutError):
            log.info("Telegram cannot be reached: %s", type(error).__name__)
        else:
            log.error("Polling failed: %s", type(error).__name__)
        return self._backoff.pause()


def _numbered(update: object) -> bool:
    return isinstance(update, dict) and type(update.get("update_id")) is int
