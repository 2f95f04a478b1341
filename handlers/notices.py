"""Privacy and imprint, one tap or one command away."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.reply import send
from handlers.routes import command, press, words
from handlers.views import buttons, notices


async def show_privacy(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await send(update, context, notices.privacy(scene.say, scene.catalogue.town))


async def show_imprint(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await send(update, context, notices.imprint(scene.say, scene.catalogue.town))


ROUTES = (
    command(("datenschutz", "privacy"), show_privacy),
    command(("impressum", "imprint"), show_imprint),
    words(("datenschutz", "privacy"), show_privacy),
    words(("impressum", "imprint"), show_imprint),
    press(buttons.PRIVACY, show_privacy),
)
