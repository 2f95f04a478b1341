"""To a human by button; who asks for one in words is understood as any question is."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.reply import send
from handlers.routes import press
from handlers.views import buttons, human


async def show_human(update: Update, context: Context) -> None:
    """A new message, so that the answer stays readable above it."""
    scene = await context.scene(update)
    await send(update, context, human.human(scene.say, scene.catalogue.town.office))


ROUTES = (press(buttons.HUMAN, show_human),)
