"""Updates carried to a webhook: in order within a lane, again and again until accepted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.botapi.core import BotApi
from tests.botapi.state import Bot, Webhook
from tests.botapi.updates import Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
GOOD = range(200, 300)


@dataclass(frozen=True, slots=True)
class Retry:
    """How patient the server is with a webhook, in seconds."""

    first: float = 1.0
    longest: float = 60.0
    answer: float = 60.0

    def pause(self, failures: int, asked: str | None) -> float:
        """The pause after so many failures; a Retry-After header counts."""
        if asked is not None and asked.isdecimal():
            return min(float(asked), 3600.0)
        return min(self.first * 2.0 ** (failures - 1), self.longest)


class Carrier:
    """Carries the updates of one bot."""

    def __init__(self, bot: Bot, session: aiohttp.ClientSession, retry: Retry) -> None:
        self.bot = bot
        self.session = session
        self.retry = retry
        self.lanes: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Work until cancelled; a new webhook starts afresh."""
        updates = self.bot.updates
        async with asyncio.TaskGroup() as group:
            webhook, places = Webhook(), asyncio.Semaphore(1)
            while True:
                if webhook is not self.bot.webhook:
                    webhook = self.bot.webhook
                    places = asyncio.Semaphore(webhook.max_connections)
                for lane in self._idle() if webhook.url else ():
                    task = group.create_task(self._serve(lane, webhook, places))
                    self.lanes[lane] = task
                await updates.bell.wait()

    def _idle(self) -> list[str]:
        """The lanes nobody serves yet, the oldest first."""
        return [lane for lane in self.bot.updates.lanes if lane not in self.lanes]

    async def _serve(self, lane: str, webhook: Webhook, places: asyncio.Semaphore) -> None:
        failures = 0
        while webhook is self.bot.webhook:
            waiting = self.bot.updates.next_in(lane)
            if waiting is None:
                break
            async with places:
                refused, asked = await self._post(waiting, webhook)
            if not refused:
                self.bot.updates.forget([waiting.id])
                failures = 0
                continue
            failures += 1
            webhook.error, webhook.error_date = refused, int(self.bot.updates.now())
            await asyncio.sleep(self.retry.pause(failures, asked))
        del self.lanes[lane]
        self.bot.updates.bell.ring()

    async def _post(self, waiting: Waiting, webhook: Webhook) -> tuple[str, str | None]:
        """What went wrong, if anything, and how long the bot asked to wait."""
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            async with self.session.post(
                webhook.url, json=waiting.update, headers=headers
            ) as response:
                if response.status in GOOD:
                    return "", None
                text = f"Wrong response from the webhook: {response.status} {response.reason}"
                return text, response.headers.get("Retry-After")
        except TimeoutError:
            return "Read timeout expired", None
        except aiohttp.ClientError:
            return "Connection refused", None


@asynccontextmanager
async def deliver(api: BotApi, retry: Retry | None = None) -> AsyncIterator[None]:
    """Serve the webhooks of all bots meanwhile."""
    retry = retry or Retry()
    timeout = aiohttp.ClientTimeout(total=retry.answer)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        carriers = [Carrier(bot, session, retry) for bot in api.bots.values()]
        tasks = [asyncio.create_task(carrier.run()) for carrier in carriers]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for broken in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(broken, Exception):
                    raise broken
