"""Browsing: topics, the offers of a topic, and the card of an offer."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.presses import code, number
from handlers.reply import reply, send
from handlers.routes import command, press, words
from handlers.views import buttons, human, offer, topics


async def show_topics(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, topics.overview(scene.say, scene.catalogue))


async def show_topic(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    key, offset = number(update, 1), number(update, 2)
    chosen = next((topic for topic in scene.catalogue.town.topics if topic.key == key), None)
    if chosen is None or chosen.id not in scene.catalogue.by_topic:
        await reply(update, context, human.stale(scene.say))
    else:
        await reply(update, context, topics.topic(scene, chosen, offset or 0))


async def show_offer(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    _, back = buttons.without_back(code(update))
    found = scene.catalogue.by_key.get(number(update, 1) or 0)
    if found is not None and back == buttons.APART:
        await send(update, context, offer.card(scene, found, ""))
        return
    card = offer.card(scene, found, back) if found else offer.gone(scene.say, back)
    if found is not None and back.startswith(buttons.GUIDE):
        await context.keep_card(update, code(update))
    await reply(update, context, card)


ROUTES = (
    command(("angebote", "offers"), show_topics),
    words(("(alle )?(angebote|themen)", "(all )?(offers|topics)"), show_topics),
    press(buttons.TOPICS, show_topics),
    press(buttons.TOPIC, show_topic),
    press(buttons.OFFER, show_offer),
)
