"""A ready German request for an offer, for people with little German."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.reply import reply
from handlers.routes import words
from handlers.typed import button
from handlers.views import buttons, cards, offer, phrase


async def show_request(update: Update, context: Context, code: str) -> None:
    """The request as its button says; what was forged into the code counts as not chosen."""
    scene = await context.scene(update)
    own, back = buttons.without_back(code)
    card = phrase.opened(scene, own, back)
    if card is not None:
        await context.keep_card(update, cards.kept(code))
    await reply(update, context, card or offer.gone(scene.say, back))


async def explain(update: Update, context: Context) -> None:
    await reply(update, context, phrase.explain(await context.say(update)))


_SPOKEN = (
    "(ein(en)? )?(fertige[rn]? )?(deutsche[rn]? satz|satz (auf|in) deutsch)",
    "(a |ready )*(german sentence|sentence in german)",
    "say it in german",
)

ROUTES = (*button(buttons.PHRASE, show_request), words(_SPOKEN, explain))
