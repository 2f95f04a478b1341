"""Our bot and a stock one, each as a process that can be killed."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.app import serve
from bot.clock import system_clock
from bot.settings import Secret, Settings
from bot.smtp import Server
from bot.storage.lock import running
from bot.storage.units import Storage
from bot.telegram.farewell import hang_up
from bot.telegram.processing import AnyApplication
from bot.telegram.redaction import redacted
from bot.telegram.service import Webhook
from bot.telegram.signals import stop_on_signals
from tests.kill.bot import service

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])
SECRET = "s3cret-" * 6

_ONE_AT_A_TIME = threading.Lock()
"""Every start looks after all children; an exit code can be read once, and reads as 255 after that."""


@dataclass(frozen=True)
class Start:
    """How to start a bot."""

    database: str
    api_url: str
    token: str
    rate: float = 25
    webhook_port: int = 0
    health_port: int = 0
    log: Path | None = None
    stock: bool = False
    ahead: float | None = None
    """A clock so many seconds ahead; unless it is the product, a bot that reports new offers."""
    ordinary: str = ""
    """A bot that sends reminders in one of the ordinary ways."""
    product: bool = False
    """The whole Bildungslotse instead of the smallest bot on its ground."""
    mail_port: int = 0
    """Where the whole Bildungslotse hands its e-mails to."""
    meaning: bool = True
    """With the optional extra, which takes its time to start."""


def main(start: Start) -> None:
    if start.log is not None:
        logging.basicConfig(filename=start.log, level=logging.DEBUG)
    if start.stock:
        _stock(start)
        return
    if start.ahead is not None and not start.product:
        from tests.kill import alerts

        alerts.run(start)
        return
    if start.ordinary:
        from tests.kill import reminders

        reminders.run(start)
        return
    with redacted(start.token, SECRET):
        asyncio.run(_product(start) if start.product else _serve(start))


async def _product(start: Start) -> None:
    settings = Settings(
        token=Secret(start.token),
        api_url=start.api_url,
        meaning=start.meaning,
        send_rate=start.rate,
        tick_seconds=1,
        webhook_url=f"http://127.0.0.1:{start.webhook_port}/hook" if start.webhook_port else "",
        webhook_listen=("127.0.0.1", start.webhook_port),
        webhook_secret=Secret(SECRET),
        smtp=Server("127.0.0.1", start.mail_port, tls=False) if start.mail_port else None,
        mail_from="bildung@eisenach.example",
    )
    with (
        running(start.database) as alone,
        Storage.open(start.database) as storage,
        stop_on_signals() as stop,
    ):
        ahead = timedelta(seconds=start.ahead or 0)
        await serve(settings, storage, stop, alone=alone, clock=lambda: system_clock() + ahead)


async def _serve(start: Start) -> None:
    webhook = None
    if start.webhook_port:
        url = f"http://127.0.0.1:{start.webhook_port}/hook"
        webhook = Webhook(url, SECRET, port=start.webhook_port)
    with (
        running(start.database) as alone,
        Storage.open(start.database) as storage,
        stop_on_signals() as stop,
    ):
        serving = service(
            storage,
            start.token,
            api_url=start.api_url,
            rate=start.rate,
            alone=alone,
            webhook=webhook,
            health_at=("127.0.0.1", start.health_port) if start.health_port else None,
            tick_seconds=1,
        )
        await serving.run(stop)
        await hang_up(serving.bot)


def _stock(start: Start) -> None:
    """What the library's own documentation shows."""

    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(f"Antwort auf {update.message.text}")

    app: AnyApplication = (
        ApplicationBuilder().token(start.token).base_url(f"{start.api_url}/bot").build()
    )
    app.add_handler(MessageHandler(filters.TEXT, answer))
    app.run_polling()


class Process:
    """A running bot."""

    def __init__(self, start: Start) -> None:
        self.process: ForkServerProcess = CONTEXT.Process(target=main, args=(start,), daemon=True)
        with _ONE_AT_A_TIME:
            self.process.start()

    async def ended(self) -> int | None:
        await asyncio.to_thread(wait, [self.process.sentinel])
        with _ONE_AT_A_TIME:
            self.process.join()
        return self.process.exitcode

    async def kill(self) -> None:
        """SIGKILL: no word of farewell."""
        self.process.kill()
        await self.ended()


@asynccontextmanager
async def bot(start: Start) -> AsyncIterator[Process]:
    """A bot that is told to stop at the end."""
    process = Process(start)
    try:
        yield process
    finally:
        process.process.terminate()
        await process.ended()
