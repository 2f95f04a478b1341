"""`bildungslotse run`"""

from __future__ import annotations

import asyncio
import logging

import click

from bot.app import serve
from bot.commands import environment
from bot.settings import Settings
from bot.storage.lock import AlreadyRunningError, running
from bot.storage.units import Storage
from bot.telegram.redaction import redacted
from bot.telegram.signals import stop_on_signals


@environment.plainly()
def run() -> None:
    """Until a signal says to stop."""
    settings = environment.settings(serving=True)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    password = settings.smtp.password if settings.smtp else ""
    secrets = (settings.token, settings.webhook_secret, password)
    try:
        with (
            redacted(*secrets),
            running(settings.database_url) as alone,
            Storage.open(settings.database_url) as storage,
        ):
            asyncio.run(_run(settings, storage, alone=alone))
    except AlreadyRunningError as error:
        raise click.ClickException(str(error)) from error


async def _run(settings: Settings, storage: Storage, *, alone: bool) -> None:
    with stop_on_signals() as stop:
        await serve(settings, storage, stop, alone=alone)
