"""Updates carried to a webhook: order, repetition, secrets, many at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

from tests.botapi import BotApi, Json
from tests.botapi.server import serve
from tests.botapi.waiting import until
from tests.botapi.webhook import SECRET_HEADER, Retry

SECRET = "s" * 32
QUICK = Retry(first=0.005, longest=0.01, answer=5.0)
HASTY = replace(QUICK, answer=0.1)
Answering = Callable[[Json], Awaitable[int]]


async def accept(_update: Json) -> int:
    return 200


@dataclass
class Hook:
    """A listener that writes down what came, and when how much was under way."""

    answering: Answering = accept
    came: list[Json] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)
    busy: int = 0
    busiest: int = 0

    async def hear(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.came.append(update)
        self.secrets.add(request.headers.get(SECRET_HEADER))
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        status = await self.answering(update)
        self.busy -= 1
        return web.Response(status=status, headers={"Retry-After": "0"})

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.came if "message" in update]


@asynccontextmanager
async def listening(
    api: BotApi, hook: Hook, retry: Retry = QUICK, **params: Any
) -> AsyncIterator[None]:
    app = web.Application()
    app.router.add_post("/hook", hook.hear)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    async with serve(api, retry=retry):
        api.ask("setWebhook", url=url, secret_token=SECRET, **params)
        yield
    await runner.cleanup()


def pending(api: BotApi) -> int:
    return sum(1 for _ in api.bot.updates.alive())


def test_updates_arrive_with_the_secret() -> None:
    async def deliver() -> None:
        api, hook = BotApi(), Hook()
        anna = api.person(101)
        anna.writes("vorher")
        async with listening(api, hook):
            anna.writes("nachher")
            await until(lambda: not pending(api))
        assert hook.texts() == ["vorher", "nachher"]
        assert hook.secrets == {SECRET}

    asyncio.run(deliver())


def test_a_refused_update_comes_again_before_the_next_of_its_chat() -> None:
    async def deliver() -> None:
        answers = iter([500, 503, 302, 200, 200])

        async def moody(_update: Json) -> int:
            return next(answers)

        api, hook = BotApi(), Hook(moody)
        anna = api.person(101)
        async with listening(api, hook):
            anna.writes("eins")
            anna.writes("zwei")
            await until(lambda: not pending(api))
        assert hook.texts() == ["eins", "eins", "eins", "eins", "zwei"]
        assert "302" in api.ask("getWebhookInfo")["last_error_message"]

    asyncio.run(deliver())


def test_a_slow_answer_means_another_copy() -> None:
    async def deliver() -> None:
        naps = iter([1.0])

        async def sleepy(_update: Json) -> int:
            await asyncio.sleep(next(naps, 0.0))
            return 200

        api, hook = BotApi(), Hook(sleepy)
        async with listening(api, hook, HASTY):
            api.person(101).writes("Hallo")
            await until(lambda: not pending(api))
        assert hook.texts()[:2] == ["Hallo", "Hallo"]
        assert api.bot.webhook.error == "Read timeout expired"

    asyncio.run(deliver())


def test_presses_overtake_the_texts_of_a_chat_that_is_stuck() -> None:
    async def deliver() -> None:
        gate = asyncio.Event()

        async def stuck(update: Json) -> int:
            if "message" in update:
                await gate.wait()
            return 200

        api, hook = BotApi(), Hook(stuck)
        anna, bernd = api.person(101), api.person(102)
        async with listening(api, hook):
            anna.writes("eins")
            anna.writes("zwei")
            anna.forges("v1")
            anna.inline("x")
            bernd.writes("drei")
            await until(lambda: len(hook.came) == 4)
            await until(lambda: pending(api) == 3)
            gate.set()
            await until(lambda: not pending(api))
        assert set(hook.texts()[:2]) == {"eins", "drei"}
        assert hook.texts()[2:] == ["zwei"]

    asyncio.run(deliver())


def test_no_more_connections_than_asked_for() -> None:
    async def deliver() -> None:
        async def slow(_update: Json) -> int:
            await asyncio.sleep(0.005)
            return 200

        api, hook = BotApi(), Hook(slow)
        async with listening(api, hook, max_connections=3):
            for number in range(20):
                api.person(number + 1).writes("Hallo")
            await until(lambda: not pending(api))
        assert len(hook.came) == 20
        assert hook.busiest == 3

    asyncio.run(deliver())


def test_nobody_listening_is_an_error_that_is_told() -> None:
    async def deliver() -> None:
        api = BotApi()
        async with serve(api, retry=QUICK):
            api.ask("setWebhook", url="http://127.0.0.1:9/hook")
            api.person(101).writes("Hallo")
            await until(lambda: api.bot.webhook.error == "Connection refused")
            api.ask("deleteWebhook")
        assert pending(api) == 1

    asyncio.run(deliver())


def test_pauses_double_up_to_the_longest() -> None:
    retry = Retry()

    assert [retry.pause(failures, None) for failures in (1, 2, 3, 9)] == [1, 2, 4, 60]
    assert retry.pause(1, "7200") == 3600
    assert retry.pause(1, "soon") == 1
