"""A python-telegram-bot Application on the fake, fed by hand."""

from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder

from tests.botapi.core import BotApi
from tests.botapi.request import BotApiRequest

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
AnyBuilder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]


def build(api: BotApi) -> AnyBuilder:
    """A builder whose application speaks to the fake and has no updater and no job queue."""
    request = BotApiRequest(api)
    builder = Application.builder().token(api.bot.token).request(request)
    return builder.get_updates_request(BotApiRequest(api)).updater(None).job_queue(None)


async def drain(api: BotApi, application: AnyApplication) -> int:
    """Let the application process everything that waits, one after the other; how many it was."""
    processed = 0
    while waiting := api.bot.updates.first(100):
        for raw in waiting:
            api.bot.updates.forget([raw["update_id"]])
            await application.process_update(Update.de_json(raw, application.bot))
            processed += 1
    return processed
