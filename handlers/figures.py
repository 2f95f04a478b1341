"""/bericht: the figures of the last twelve months and this one, for staff."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.gaps.figures import count, figures
from bot.gaps.period import running
from bot.people.roles import Role
from handlers.context import Context
from handlers.reply import reply
from handlers.routes import command, press
from handlers.views import buttons
from handlers.views import figures as view


async def show_report(update: Update, context: Context) -> None:
    scene, house = await context.scene(update), context.house
    period, timezone = running(scene.today), house.timezone
    counted = await house.storage.read(lambda db: count(db, timezone, period))
    told = await asyncio.to_thread(figures, counted, scene.catalogue, timezone)
    await reply(update, context, view.report(scene.say, told))


ROUTES = (
    command(("bericht", "report"), show_report, Role.STAFF),
    press(buttons.REPORT, show_report, Role.STAFF),
)
