"""/protokoll: who did what at the desk, for admins."""

from __future__ import annotations

from telegram import Update

from bot.desk import trail
from bot.people.roles import Role
from handlers.context import Context
from handlers.presses import number
from handlers.reply import reply
from handlers.routes import command, press
from handlers.views import audit as view
from handlers.views import buttons


async def show_trail(update: Update, context: Context) -> None:
    """The newest first; a button leads to what was before."""
    scene, below = await context.scene(update), number(update, 1)
    noted = await context.house.storage.read(lambda db: trail.page(db, below, view.SIZE + 1))
    await reply(update, context, view.page(scene, noted, older=below is not None))


ROUTES = (
    command(("protokoll", "trail"), show_trail, Role.ADMIN),
    press(buttons.AUDIT, show_trail, Role.ADMIN),
)
