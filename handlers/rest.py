"""What nobody else takes: a friendly word, the human's number, nothing stored."""

from __future__ import annotations

from telegram import Update
from telegram.ext import filters

from handlers.context import Context
from handlers.reply import reply
from handlers.routes import message, press
from handlers.views import human


async def edited(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, human.edited(scene.say, scene.catalogue.town.office))


async def ignore(_update: Update, _context: Context) -> None:
    """Say nothing."""


async def unknown_command(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, human.unknown_command(scene.say, scene.catalogue.town.office))


async def only_words(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, human.only_words(scene.say, scene.catalogue.town.office))


async def stale(update: Update, context: Context) -> None:
    await reply(update, context, human.stale(await context.say(update)))


ROUTES = (
    message(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, edited),
    # A shared live location is edited every few seconds, for hours: nobody wants to hear of it.
    message(filters.UpdateType.EDITED_MESSAGE, ignore),
    message(filters.COMMAND, unknown_command),
    message(~filters.StatusUpdate.ALL, only_words),
    press(".*", stale),
)
