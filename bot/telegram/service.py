"""Serves until it is told to stop: takes in, works off, sends; then finishes what it began."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.clock import Clock
from bot.groups import chats
from bot.outbox import Outbox
from bot.storage import deliveries, lanes
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.telegram import health as health_page
from bot.telegram import webhook as webhook_page
from bot.telegram.access import Access
from bot.telegram.health import Health
from bot.telegram.intake import Intake
from bot.telegram.lanes import Handlers, Lanes
from bot.telegram.limits import Limits, Moved
from bot.telegram.polling import Polling
from bot.telegram.sender import Send, Sender
from bot.telegram.tick import ticking
from bot.waiting import Backoff, stopped_within

log = logging.getLogger(__name__)

FINISHING = 12.0
"""Seconds that what was begun gets to end, of the twenty a supervisor waits."""

Chore = Callable[[Db, datetime], object]
"""What is to be done again and again, in a unit of its own."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram reaches us from outside, and where we listen inside."""

    url: str
    secret: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8080


async def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Service:
    """Everything `run` needs. `alone`: no other process serves from this database.

    `prepare` makes the bot ready to answer (it is called again while Telegram cannot be reached);
    `each_tick` is called with every tick; `duties` owe what has become due, with every tick too.
    `beside` runs until the stop, too, whether Telegram can be reached or not, and ends by itself.
    """

    storage: Storage
    bot: Bot
    access: Access
    limits: Limits
    handlers: Handlers
    box: Outbox
    send: Send
    clock: Clock
    prepare: Callable[[], Awaitable[None]]
    alone: bool
    webhook: Webhook | None = None
    health_at: tuple[str, int] | None = None
    tick_seconds: float = 30
    each_tick: Callable[[], Awaitable[None]] = _nothing
    duties: Sequence[Chore] = ()
    chores: Sequence[Chore] = ()
    beside: Callable[[asyncio.Event], Coroutine[Any, Any, None]] | None = None
    width: int = 16
    owner: str = field(default_factory=lambda: secrets.token_hex(8))

    async def run(self, stop: asyncio.Event) -> None:
        health = Health(self.access)
        health.polls = self.webhook is None
        await self._recover()
        lanes_ = Lanes(
            self.storage, self.handlers, self.clock, self.access, owner=self.owner, width=self.width
        )
        sender = Sender(
            self.storage,
            self.box,
            self.send,
            self.limits,
            self.access,
            self.clock,
            owner=self.owner,
        )
        async with self._page(health):
            async with (
                self._way_in(health, stop),
                self._ticks(health, lanes_, sender),
                asyncio.TaskGroup() as work,
            ):
                work.create_task(self._work(stop, lanes_, sender))
                work.create_task(self._run_beside(stop))
                await stop.wait()
                health.stopping = True
            await self._finish(lanes_, sender)

    async def _recover(self) -> None:
        if self.alone:
            await self.storage.write(lanes.recover)
            await self.storage.write(deliveries.recover)

    async def _work(self, stop: asyncio.Event, lanes_: Lanes, sender: Sender) -> None:
        if await self._prepared(stop):
            async with asyncio.TaskGroup() as work:
                work.create_task(lanes_.run(stop))
                work.create_task(sender.run(stop))

    async def _run_beside(self, stop: asyncio.Event) -> None:
        if self.beside is None:
            return
        async with asyncio.TaskGroup() as work:
            task = work.create_task(self.beside(stop))
            await stop.wait()
            await asyncio.wait([task], timeout=FINISHING)
            task.cancel()

    async def _prepared(self, stop: asyncio.Event) -> bool:
        backoff = Backoff()
        while not stop.is_set() and not self.access.refused:
            try:
                await self.prepare()
            except InvalidToken:
                self.access.refuse()
            except TelegramError as error:
                log.warning("Telegram cannot be reached: %s", type(error).__name__)
                await stopped_within(stop, backoff.pause())
            else:
                return True
        return False

    @asynccontextmanager
    async def _way_in(self, health: Health, stop: asyncio.Event) -> AsyncIterator[None]:
        """Take updates in meanwhile; at the end of it, nothing comes in any more."""
        intake = Intake(self.storage, self.clock)
        if self.webhook is None:
            polling = Polling(self.bot, intake, self.access, health)
            async with asyncio.TaskGroup() as work:
                work.create_task(polling.run(stop))
                yield
            return
        hook = self.webhook
        routes = webhook_page.routes(intake, hook.url, hook.secret)
        async with (
            webhook_page.listening(routes, hook.host, hook.port),
            asyncio.TaskGroup() as work,
        ):
            work.create_task(webhook_page.register(self.bot, hook.url, hook.secret, stop))
            yield

    def _page(self, health: Health) -> AbstractAsyncContextManager[Any]:
        if self.health_at is None:
            return nullcontext()
        routes = health_page.routes(health, self.storage, self.clock)
        return webhook_page.listening(routes, *self.health_at)

    def _ticks(
        self, health: Health, lanes_: Lanes, sender: Sender
    ) -> AbstractAsyncContextManager[None]:
        async def tick() -> None:
            health.ticked()
            for duty in (deliveries.expire, *self.duties):
                await self._try(duty)
            lanes_.wake()
            sender.wake()
            await self.each_tick()

        async def hourly() -> None:
            for chore in self.chores:
                await self._try(chore)
            await self._tidy()

        return ticking(self.tick_seconds, tick, hourly)

    async def _try(self, chore: Chore) -> None:
        now = self.clock()
        try:
            await self.storage.write(lambda db: chore(db, now))
        except StorageUnavailableError as error:
            log.warning("The database cannot be reached: %s", error)

    async def _tidy(self) -> None:
        try:
            await self.storage.tidy()
        except StorageUnavailableError as error:
            log.warning("The database cannot be reached: %s", error)

    async def _finish(self, lanes_: Lanes, sender: Sender) -> None:
        try:
            await asyncio.gather(lanes_.finish(FINISHING), sender.finish(FINISHING))
        except StorageUnavailableError as error:
            log.warning("Stopped without the database; what ran is done again: %s", error)


def following(storage: Storage) -> Moved:
    """What belongs to a group follows it when Telegram moves it to another number."""

    async def moved(old: int, new: int) -> None:
        await storage.write(lambda db: chats.migrate(db, old, new))

    return moved
