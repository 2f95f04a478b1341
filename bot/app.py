"""Puts everything together, once."""

from __future__ import annotations

import json
from typing import Any

from telegram import BotCommand, BotCommandScopeAllPrivateChats, Update
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot
from telegram.request import BaseRequest

from bot.clock import Clock, system_clock
from bot.i18n import DEFAULT, LANGUAGES, say_in
from bot.library import Library
from bot.logs import quiet
from bot.questions import Questions
from bot.settings import Settings
from bot.storage.units import Storage
from handlers import ERROR_HANDLER, ROUTES
from handlers.context import HOUSE, App, Context, House
from handlers.routes import register
from handlers.views import commands


async def furnish(settings: Settings, storage: Storage, clock: Clock = system_clock) -> House:
    """The house over an open database; an empty one is filled from the town's files."""
    library = await Library.open(storage, settings.data_dir, clock())
    return House(storage, library, Questions(storage, library), clock, settings.timezone)


def application(house: House, bot: ExtBot[None]) -> App:
    """Our conversations on a bot. Updates are given to `process`; nothing is polled here."""
    quiet()
    types: ContextTypes[Any, Any, Any, Any] = ContextTypes(context=Context)
    built: App = (
        ApplicationBuilder().bot(bot).updater(None).job_queue(None).context_types(types).build()
    )
    built.bot_data[HOUSE] = house
    register(built, ROUTES)
    built.add_error_handler(ERROR_HANDLER)
    return built


def telegram_bot(token: str, api_url: str, request: BaseRequest | None = None) -> ExtBot[None]:
    """A bot that speaks to a Bot API server, or to whatever `request` stands for."""
    return ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def process(app: App, raw: str) -> None:
    """One update as Telegram sent it."""
    update = Update.de_json(json.loads(raw), app.bot)
    await app.process_update(update)


async def introduce(bot: ExtBot[None]) -> None:
    """Register our commands, per language. Being unable to is no reason not to serve."""
    everywhere = BotCommandScopeAllPrivateChats()
    for language in LANGUAGES:
        listed = [BotCommand(name, text) for name, text in commands.listed(say_in(language))]
        code = None if language == DEFAULT else language
        await bot.set_my_commands(listed, scope=everywhere, language_code=code)
