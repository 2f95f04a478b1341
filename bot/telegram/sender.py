"""Sends what is owed: claimed one permit at a time, recorded as soon as Telegram has answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from telegram.error import RetryAfter, TelegramError

from bot.clock import Clock
from bot.message import Message
from bot.outbox import Outbox, Prepared
from bot.storage import deliveries, outbox
from bot.storage.deliveries import ATTEMPTS, Delivery, Outcome
from bot.storage.outbox import State
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.telegram.access import Access
from bot.telegram.limits import Limits
from bot.telegram.verdicts import Verdict, judge, pause_of
from bot.waiting import either, finished, stopped_within

log = logging.getLogger(__name__)

Send = Callable[[int, Message], Awaitable[int]]
"""Sends a message to a chat, its call marked `Urgency.OWED`; answers the number it got."""

LATER = timedelta(seconds=10)
"""The wait when Telegram could not be reached, or did not answer."""

LONGEST = 60.0
"""Seconds one send may take."""


class Sender:
    def __init__(  # noqa: PLR0913, PLR0917 - put together once
        self,
        storage: Storage,
        box: Outbox,
        send: Send,
        limits: Limits,
        access: Access,
        clock: Clock,
        *,
        owner: str,
        width: int = 8,
    ) -> None:
        self._storage = storage
        self._box = box
        self._send = send
        self._limits = limits
        self._access = access
        self._clock = clock
        self._owner = owner
        self._width = width
        self._wake = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._ended: list[Outcome] = []

    def wake(self) -> None:
        """Something may be due."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`, then finish what was begun."""
        loop = asyncio.get_running_loop()
        self._storage.listen(outbox.TOPIC, lambda: loop.call_soon_threadsafe(self.wake))
        self.wake()
        more = False
        while not stop.is_set():
            pause = 1 / self._limits.pace.rate if more else deliveries.LEASE.total_seconds() / 3
            await either(stop, self._wake, pause)
            try:
                more = await self.step()
            except StorageUnavailableError as error:
                log.warning("The outbox cannot be reached: %s", error)
                await stopped_within(stop, 1)
                more = True

    async def step(self) -> bool:
        """Record what ended and begin what the pace allows; whether more may be due."""
        ended = tuple(self._ended)
        free = 0 if self._access.refused else self._width - len(self._running)
        permits = self._limits.pace.spare(free)
        claimed = 0

        def unit(db: Db) -> Sequence[Prepared]:
            nonlocal claimed
            now = self._clock()
            deliveries.settle(db, self._owner, ended, now)
            deliveries.renew(db, self._owner, now)
            if not permits:
                return ()
            ready, claimed = self._box.claim(db, self._owner, now, permits)
            return ready

        try:
            ready = await self._storage.write(unit)
        except StorageUnavailableError:
            self._limits.pace.give_back(permits)
            raise
        del self._ended[: len(ended)]
        self._limits.pace.give_back(permits - len(ready))
        for delivery, message in ready:
            self._begin(delivery, message)
        return bool(free) and claimed == permits

    def _begin(self, delivery: Delivery, message: Message) -> None:
        task = asyncio.create_task(self._deliver(delivery, message))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _deliver(self, delivery: Delivery, message: Message) -> None:
        self._ended.append(await self._outcome(delivery, message))
        self.wake()

    async def _outcome(self, delivery: Delivery, message: Message) -> Outcome:
        chats = self._limits.chats
        if (wait := chats.wait(delivery.chat)) > 0:
            return self._again(delivery, timedelta(seconds=wait), counted=False)
        chats.take(delivery.chat)
        try:
            async with asyncio.timeout(LONGEST):
                number = await self._send(delivery.chat, message)
        except TelegramError as error:
            return self._after(delivery, error)
        except Exception as error:  # noqa: BLE001 - one message must not stop the others
            return self._broken(delivery, error)
        return Outcome(delivery.id, State.SENT, message_id=number)

    def _after(self, delivery: Delivery, error: TelegramError) -> Outcome:
        reason = f"{type(error).__name__}: {error.message}"[:200]
        match judge(error):
            case Verdict.FLOOD if isinstance(error, RetryAfter):
                return self._again(delivery, pause_of(error), counted=False)
            case Verdict.UNSENT | Verdict.TOKEN:
                return self._again(delivery, LATER, counted=False)
            case Verdict.GONE:
                chat = delivery.chat
                return Outcome(delivery.id, State.BLOCKED, reason=reason, silenced=chat)
            case Verdict.UNKNOWN:
                return self._unanswered(delivery, reason)
        log.error("Delivery %s (%s) was refused", delivery.id, delivery.kind)
        return Outcome(delivery.id, State.FAILED, reason=reason)

    def _broken(self, delivery: Delivery, error: Exception) -> Outcome:
        reason = type(error).__name__
        log.error("Delivery %s (%s) failed: %s", delivery.id, delivery.kind, reason)
        return self._unanswered(delivery, reason)

    def _unanswered(self, delivery: Delivery, reason: str) -> Outcome:
        if delivery.attempts >= ATTEMPTS:
            return Outcome(delivery.id, State.UNKNOWN, reason=reason)
        return self._again(delivery, LATER, counted=True)

    def _again(self, delivery: Delivery, wait: timedelta, *, counted: bool) -> Outcome:
        asyncio.get_running_loop().call_later(wait.total_seconds(), self.wake)
        due = self._clock() + wait
        return Outcome(delivery.id, State.PLANNED, due_at=due, counted=counted)

    async def finish(self, seconds: float) -> None:
        """Let what is on its way be answered. What is not in time is taken up after the restart."""
        await finished(self._running, seconds)
        ended, now = tuple(self._ended), self._clock()
        await self._storage.write(lambda db: deliveries.settle(db, self._owner, ended, now))
