"""Takes updates that Telegram brings: 200 only after the commit, anything foreign is turned away."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.storage.units import StorageUnavailableError
from bot.telegram.intake import ALLOWED, Intake
from bot.waiting import Backoff, stopped_within

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
HEADER = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 40


def routes(intake: Intake, url: str, secret: str) -> web.Application:
    """The address of `url`, open to who knows the secret."""

    async def receive(request: web.Request) -> web.Response:
        known = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(known, secret.encode()):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        try:
            await intake.take([update])
        except StorageUnavailableError as error:
            log.warning("An update is left with Telegram, the inbox cannot be written: %s", error)
            return web.Response(status=503)
        return web.Response()

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(urlsplit(url).path or "/", receive)
    return app


async def register(bot: Bot, url: str, secret: str, stop: asyncio.Event) -> None:
    """Tell Telegram where we are, again and again until it knows."""
    backoff = Backoff()
    while not stop.is_set():
        try:
            await bot.set_webhook(
                url, secret_token=secret, max_connections=CONNECTIONS, allowed_updates=ALLOWED
            )
        except TelegramError as error:
            log.warning("Telegram does not know our webhook yet: %s", type(error).__name__)
            await stopped_within(stop, backoff.pause())
        else:
            return


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve `app` meanwhile; the port, which is chosen by the system for 0."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
