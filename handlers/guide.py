"""The guide: step by step from people to offers, on one card that changes; also by typing."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from telegram import Update

from bot.guide.ages import is_meant_as_age, read_years
from bot.guide.choices import Choices
from bot.message import Button, Message
from bot.storage import cards
from handlers.context import Context
from handlers.presses import code
from handlers.reply import reply
from handlers.routes import command, maybe, press, words
from handlers.views import buttons, guide, human, offer
from handlers.views.scene import Scene

_SPOKEN = (
    "wegweiser",
    "schritt für schritt( suchen)?",
    "guide",
    "(search )?step by step",
)
_COUNT = re.compile(r"\s*\(\d+\)$")
_LONGEST = 80


async def begin(update: Update, context: Context) -> None:
    await _show(update, context, await context.scene(update), Choices())


async def step(update: Update, context: Context) -> None:
    """A button of the guide, however old it is."""
    scene, choices = await context.scene(update), _read(code(update))
    if choices is None:
        await reply(update, context, human.stale(scene.say))
    else:
        await _show(update, context, scene, choices)


async def typed(update: Update, context: Context) -> bool:
    """An age, or the words of a button, while the guide is open; anything else is a question."""
    said, user = update.message, update.effective_user
    text = said.text.strip() if said and said.text else ""
    if user is None or not text or len(text) > _LONGEST:
        return False
    kept = await context.open_card(update)
    open_ = _read(kept) if kept else None
    if open_ is None:
        return False
    if open_.whom is not None and not open_.aged and await _age(update, context, open_, text):
        return True
    return await _press(update, context, open_, text)


async def _age(update: Update, context: Context, open_: Choices, text: str) -> bool:
    if years := read_years(text):
        await _show(update, context, await context.scene(update), replace(open_, years=years))
        return True
    if is_meant_as_age(text):
        scene = await context.scene(update)
        await reply(update, context, guide.card(scene, open_, guide.no_such_age(scene.say)))
        return True
    return False


async def _press(update: Update, context: Context, open_: Choices, text: str) -> bool:
    """What the button does that is called so, or that opens the entry of this number."""
    scene = await context.scene(update)
    card = await asyncio.to_thread(guide.card, scene, open_)
    if text.isdecimal() and open_.topic is not None:
        button = _numbered(card, int(text) - 1 - open_.offset)
    else:
        button = next((one for row in card.rows for one in row if _is_called(one, text)), None)
    own, back = buttons.without_back(button.value if button else "")
    if chosen := _read(own):
        await _show(update, context, scene, chosen)
        return True
    letter, _, key = own.partition(":")
    found = scene.catalogue.by_key.get(int(key)) if letter == buttons.OFFER else None
    if found is None:
        return False
    await reply(update, context, offer.card(scene, found, back))
    return True


def _read(code: str) -> Choices | None:
    """The choices behind the letter of a button; None where the button is another one."""
    letter, _, chosen = code.partition(":")
    return Choices.read(chosen) if letter == buttons.GUIDE else None


def _is_called(button: Button, text: str) -> bool:
    label = _COUNT.sub("", button.label)
    return text.casefold() in {label.casefold(), button.label.casefold()}


def _numbered(card: Message, place: int) -> Button | None:
    entries = [row[0] for row in card.rows if row[0].value.startswith(f"{buttons.OFFER}:")]
    return entries[place] if 0 <= place < len(entries) else None


async def _show(update: Update, context: Context, scene: Scene, choices: Choices) -> None:
    card = await asyncio.to_thread(guide.card, scene, choices)
    if user := update.effective_user:
        shown, now = guide.code(choices), context.house.now()
        await context.house.storage.write(lambda db: cards.keep(db, user.id, shown, now))
    await reply(update, context, card)


ROUTES = (
    command(("wegweiser", "guide"), begin),
    words(_SPOKEN, begin),
    press(buttons.GUIDE, step),
    maybe(typed),
)
