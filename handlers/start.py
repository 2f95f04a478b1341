"""Hello and help."""

from __future__ import annotations

import re

from telegram import Update

from handlers.context import Context
from handlers.reply import reply
from handlers.routes import command, press, words
from handlers.views import buttons, offer, start

_OFFER = re.compile(r"^o_(\d{1,9})$")
"""The payload of a shared link to one offer."""


async def greet(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    shared = _OFFER.match(context.args[0]) if context.args else None
    if shared is None:
        await reply(update, context, start.greeting(scene.say, scene.catalogue.town.name))
        return
    found = scene.catalogue.by_key.get(int(shared[1]))
    await reply(
        update, context, offer.card(scene, found, "") if found else offer.gone(scene.say, "")
    )


async def explain(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, start.help_(scene.say, scene.catalogue.town.name))


ROUTES = (
    command(("start",), greet),
    command(("hilfe", "help"), explain),
    words(("(ich brauche )?hilfe", "help", "men[üu]", "was kannst du( alles)?"), explain),
    words(("start", "anfang", "von vorne?"), greet),
    press(buttons.START, greet),
)
