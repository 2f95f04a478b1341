"""Hello and help."""

from __future__ import annotations

from telegram import Update

from bot import arrivals
from bot.arrivals import Link, Way
from bot.message import Message
from handlers.context import Context
from handlers.reply import reply
from handlers.routes import command, press, words
from handlers.views import arriving, buttons, crisis, start
from handlers.views.scene import Scene


async def greet(update: Update, context: Context) -> None:
    """Hello, or what the link leads to that somebody came by."""
    scene, payload = await context.scene(update), context.args[0] if context.args else ""
    link = arrivals.read(payload)
    found = await _arrive(update, context, scene, link) if link else None
    if found is None and update.message is not None:
        found = crisis.by_payload(scene, payload, update.message.message_id)
    hello = start.greeting(scene.say, scene.catalogue.town.name)
    await reply(update, context, found or hello)


async def _arrive(update: Update, context: Context, scene: Scene, link: Link) -> Message | None:
    opened = arriving.opened(scene, link)
    if opened is None:
        return None
    if opened.target:
        sender = context.sender(update, scene.say)
        way, target = link.way, opened.target
        await context.house.storage.write(lambda db: arrivals.count(db, way, target, sender))
        if way is Way.OFFER:
            await context.keep_card(update, f"{buttons.OFFER}:{int(link.code)}")
    return opened.message


async def explain(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, start.help_(scene.say, await context.roles(update)))


ROUTES = (
    command(("start",), greet),
    command(("hilfe", "help"), explain),
    words(
        (
            "(ich brauche )?hilfe",
            "help",
            "men[üu]",
            "was kannst du( alles)?",
            "bin ich (hier|da) richtig",
        ),
        explain,
    ),
    words(("start", "anfang", "(noch ?mal )?von vorne?", "start over"), greet),
    press(buttons.START, greet),
)
