"""The ways an update can go: through the bare library, or through our inbox and lanes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Self

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot, MessageHandler, filters

from bot import app as product
from bot.clock import system_clock
from bot.settings import Settings
from bot.storage.lanes import Turn
from bot.storage.units import Storage
from bot.telegram import processing
from bot.telegram.access import Access
from bot.telegram.intake import Intake
from bot.telegram.lanes import Handle, Handlers, Lanes
from bot.telegram.limits import Limits
from bot.telegram.pace import Urgency
from bot.telegram.processing import AnyApplication
from bot.telegram.service import following
from tests.botapi import BotApi, BotApiRequest

UNLIMITED = 1e9
PATIENCE = 600
WIDTH = 16
"""Turns that lanes have in hand at once."""

AT_ONCE = 100
"""What one poll brings at most."""

Way = Callable[[Sequence[str]], Awaitable[None]]
"""Works off raw updates; returns when all are answered and recorded as done."""


class Crowd:
    """People who each say one thing to the bot, through a fake Telegram."""

    def __init__(self) -> None:
        self.api = BotApi()
        self._people = 1_000_000

    def say(self, texts: Sequence[str]) -> list[str]:
        """Each text as the update of somebody new, as it comes over the wire."""
        return [json.dumps(self._says(text)) for text in texts]

    def _says(self, text: str) -> Any:
        self._people += 1
        update = self.api.person(self._people).writes(text)
        self.api.bot.updates.forget([update["update_id"]])
        return update

    def telegram(self, limits: Limits | None = None) -> ExtBot[Urgency]:
        return ExtBot(
            self.api.bot.token,
            base_url="https://fake/bot",
            request=BotApiRequest(self.api),
            get_updates_request=BotApiRequest(self.api),
            rate_limiter=limits,
        )


def echo_application(bot: ExtBot[Any]) -> AnyApplication:
    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        assert message is not None
        await message.reply_text(message.text or "")

    built: AnyApplication = ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
    built.add_handler(MessageHandler(filters.TEXT, echo))
    return built


@asynccontextmanager
async def our_product(
    crowd: Crowd, storage: Storage, settings: Settings | None = None
) -> AsyncIterator[AnyApplication]:
    """The whole house."""
    house = await product.furnish(settings or Settings(), storage)
    async with product.application(house, crowd.telegram(unlimited(storage))) as built:
        yield built


def unlimited(storage: Storage) -> Limits:
    return Limits(UNLIMITED, Access(), following(storage))


def directly(application: AnyApplication, *, at_once: int = 1) -> Way:
    """The library as its documentation shows it."""

    async def one(raw: str) -> None:
        await application.process_update(Update.de_json(json.loads(raw), application.bot))

    async def work(updates: Sequence[str]) -> None:
        for at in range(0, len(updates), at_once):
            await asyncio.gather(*map(one, updates[at : at + at_once]))

    return work


def through_lanes(application: AnyApplication, storage: Storage, *, at_once: int) -> Way:
    """`at_once`: so many come in together, the next when all of them are answered."""

    async def work(updates: Sequence[str]) -> None:
        intake = Intake(storage, system_clock)
        async with Working(storage, partial(processing.process, application)) as working:
            for at in range(0, len(updates), at_once):
                together = updates[at : at + at_once]
                await intake.take([json.loads(raw) for raw in together])
                await working.handled(at + len(together))

    return work


class Working:
    """Lanes at work meanwhile; at the end everything is recorded."""

    def __init__(self, storage: Storage, handle: Handle) -> None:
        self._handle = handle
        handlers = Handlers(self._counting, self._refuse)
        self._lanes = Lanes(storage, handlers, system_clock, Access(), owner="bench", width=WIDTH)
        self._stop = asyncio.Event()
        self._count = 0
        self._wanted = 0
        self._reached = asyncio.Event()

    async def handled(self, count: int) -> None:
        """Wait until so many updates were handled."""
        self._wanted = count
        self._reached.clear()
        if self._count < count:
            async with asyncio.timeout(PATIENCE):
                await self._reached.wait()

    async def _counting(self, turn: Turn) -> None:
        await self._handle(turn)
        self._count += 1
        if self._count >= self._wanted:
            self._reached.set()

    @staticmethod
    async def _refuse(turn: Turn) -> None:
        raise AssertionError(f"nobody sends a flood here: {turn.person}")

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._lanes.run(self._stop))
        return self

    async def __aexit__(self, *_exception: object) -> None:
        self._stop.set()
        await self._task
        await self._lanes.finish(1)
