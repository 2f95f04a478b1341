"""The buttons of an offer's card: pressed, or typed while that card is the one shown last."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.message import Button, Kind
from handlers import presses
from handlers.context import Context
from handlers.routes import Route, maybe, press
from handlers.views import buttons, cards

Acting = Callable[[Update, Context, str], Coroutine[Any, Any, None]]
"""Does what the code of a button says, which anybody could have made up."""

_LONGEST = 60


def button(letter: str, act: Acting) -> tuple[Route, Route]:
    """A button whose code starts with `letter`, and its words on the card of an offer."""

    async def pressed(update: Update, context: Context) -> None:
        await act(update, context, presses.code(update))

    return press(letter, pressed), spoken(letter, act)


def spoken(letter: str, act: Acting) -> Route:
    """The words alone, where presses have a route of their own."""

    async def taken(update: Update, context: Context) -> bool:
        chosen = await named(update, context)
        is_ours = chosen is not None and chosen.kind is Kind.ACTION
        if chosen is None or not is_ours or chosen.value.partition(":")[0] != letter:
            return False
        if letter in cards.LISTS:
            await context.keep_card(update, "")
        await act(update, context, chosen.value)
        return True

    return maybe(taken)


async def named(update: Update, context: Context) -> Button | None:
    """The button of the offer's card shown last, or of a card behind it, that a text names."""
    text = (update.message.text if update.message else "") or ""
    kept = await context.open_card(update) if 0 < len(text) <= _LONGEST else ""
    own, _ = buttons.without_back(kept)
    if own.partition(":")[0] not in cards.OF_AN_OFFER:
        return None
    card = cards.opened(await context.scene(update), kept)
    return cards.labelled(card, text) if card else None
