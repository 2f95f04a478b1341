"""/bilder: what is published of the last twelve closed months as pictures, for staff to pass on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from telegram import Update

from bot.catalogue.town import Town
from bot.gaps import findings, release
from bot.gaps.findings import Findings
from bot.gaps.period import closed
from bot.gaps.release import Released
from bot.people.roles import Role, may
from bot.report.drawn import Drawn
from bot.report.picture import Picture
from bot.report.pictures import pictures
from bot.storage import audit
from bot.storage.units import Db
from handlers.context import Context
from handlers.reply import send, send_pictures
from handlers.routes import at_first_hand, command, maybe, press
from handlers.views import buttons
from handlers.views import pictures as view

ENDING = ".png"


async def show_pictures(update: Update, context: Context) -> None:
    """Closes the months that are over first, as an export does."""
    scene, storage = await context.scene(update), context.house.storage
    town, timezone, user = scene.catalogue.town, context.house.timezone, update.effective_user
    for month in await storage.read(lambda db: release.due(db, scene.today)):
        await storage.write(partial(_close, town, timezone, month))
    released, found = await storage.read(lambda db: _published(db, scene.today))
    drawn = Drawn(released, scene.catalogue, found, scene.today)
    told = await asyncio.to_thread(_draw, drawn)
    if not told:
        await send(update, context, view.nothing(scene.say))
        return
    now, token = context.house.now(), f"update:{update.update_id}"
    actor = user.id if user else None
    await storage.write(lambda db: audit.note(db, actor, "export", "pictures", 0, now, token))
    files = [
        (f"{picture.name}{ENDING}", content, view.caption(scene.say, picture))
        for picture, content in told
    ]
    await send_pictures(update, context, files)


async def typed(update: Update, context: Context) -> bool:
    """The words of the button."""
    text = ((update.message.text if update.message else "") or "").strip().casefold()
    label = view.button(await context.say(update)).label.casefold()
    if text != label or not at_first_hand(update):
        return False
    if not may(await context.roles(update), Role.STAFF):
        return False
    await show_pictures(update, context)
    return True


def _close(town: Town, timezone: ZoneInfo, month: date, db: Db) -> None:
    release.close(db, town, timezone, month)


def _published(db: Db, today: date) -> tuple[Released, Findings]:
    return release.published(db, closed(today)), findings.read(db)


def _draw(drawn: Drawn) -> Sequence[tuple[Picture, bytes]]:
    """For a worker thread. Nothing while nothing was missed: the list of offers alone is no gap."""
    from bot.sheets.charts import draw

    if not drawn.table.total.demand.total:
        return []
    return [(picture, draw(picture, ENDING)) for picture in pictures(drawn)]


ROUTES = (
    command(("bilder", "pictures"), show_pictures, Role.STAFF),
    press(buttons.PICTURES, show_pictures, Role.STAFF),
    maybe(typed),
)
