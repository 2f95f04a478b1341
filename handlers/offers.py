"""Browsing: topics, the offers of a topic, and the card of an offer."""

from __future__ import annotations

from telegram import Update

from bot.message import Kind
from handlers.context import Context
from handlers.presses import part, whole
from handlers.reply import reply, send
from handlers.routes import command, maybe, words
from handlers.typed import button, named
from handlers.views import buttons, cards, human, offer, topics, ways


async def show_topics(update: Update, context: Context, _code: str = "") -> None:
    scene = await context.scene(update)
    await reply(update, context, topics.overview(scene.say, scene.catalogue))


async def show_topic(update: Update, context: Context, code: str) -> None:
    scene = await context.scene(update)
    key, offset = whole(part(code, 1)), whole(part(code, 2))
    chosen = next((topic for topic in scene.catalogue.town.topics if topic.key == key), None)
    if chosen is None or chosen.id not in scene.catalogue.by_topic:
        await reply(update, context, human.stale(scene.say))
    else:
        await reply(update, context, topics.topic(scene, chosen, offset or 0))


async def show_offer(update: Update, context: Context, code: str) -> None:
    """The card; it is remembered, so that its buttons can be typed."""
    scene = await context.scene(update)
    _, back = buttons.without_back(code)
    found = scene.catalogue.by_key.get(whole(part(code, 1)) or 0)
    if found is not None and back == buttons.APART:
        await send(update, context, offer.card(scene, found, ""))
        return
    card = offer.card(scene, found, back) if found else offer.gone(scene.say, back)
    if found is not None and (kept := cards.kept(code)):
        await context.keep_card(update, kept)
    await reply(update, context, card)


async def follow(update: Update, context: Context) -> bool:
    """A typed button that leads out of Telegram, or copies: where it leads, or what it copies."""
    chosen = await named(update, context)
    if chosen is None or chosen.kind is Kind.ACTION:
        return False
    await reply(update, context, ways.told(chosen))
    return True


async def nowhere(update: Update, context: Context) -> None:
    """Asked to go back where nothing is open."""
    await reply(update, context, ways.nowhere(await context.say(update)))


async def unopened(update: Update, context: Context) -> None:
    """The words of a button that the card of an offer has, and the one shown last has not."""
    await reply(update, context, ways.unopened(await context.say(update)))


_BACK = (
    "(noch ?mal |wieder |geh |ich will |einen schritt )?zur[üu]e?ck( bitte)?",
    "(go |one step )?back",
    "(bitte )?abbrechen|noch ?mal|noch einmal|cancel|again",
)
_BUTTONS = (
    "(telefon)?nummer kopieren|e-?mail kopieren|copy (the )?(number|e-?mail)",
    "in (den|meinen) kalender|(in|to) (the |my )?calendar",
    "teilen|weiterleiten|share",
)

ROUTES = (
    command(("angebote", "offers"), show_topics),
    words(
        ("(alle )?(angebote|themen)( nach thema)?", "(all )?(offers|topics)( by topic)?"),
        show_topics,
    ),
    *button(buttons.TOPICS, show_topics),
    *button(buttons.TOPIC, show_topic),
    *button(buttons.OFFER, show_offer),
    maybe(follow),
    words(_BACK, nowhere),
    words(_BUTTONS, unopened),
)
