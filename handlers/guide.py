"""The guide: step by step from people to offers, on one card that changes; also by typing."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from telegram import Update

from bot.guide import rooms
from bot.guide.ages import is_meant_as_age, read_years
from bot.guide.choices import Choices
from bot.guide.rooms import Standing
from bot.message import Button, Message
from handlers.context import Context
from handlers.presses import code
from handlers.reply import reply
from handlers.routes import command, maybe, press, words
from handlers.views import buttons, chosen, guide, human, offer
from handlers.views.scene import Scene

_SPOKEN = (
    "wegweiser",
    "schritt für schritt( suchen)?",
    "guide",
    "(search )?step by step",
)
_COUNT = re.compile(r"\s*\(\d+\)$")
_LONGEST = 80
_WRITTEN_BELOW = f"|{buttons.APART}"
"""Behind the code of a card: the person has had another answer since."""


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
    text = _text(update)
    if not text or len(text) > _LONGEST:
        return False
    kept = await context.open_card(update)
    shown = kept.removesuffix(_WRITTEN_BELOW)
    own, back = buttons.without_back(shown)
    open_ = _read(back or own)
    if open_ is None:
        return False
    # Below another answer a number means that one's list, or nothing.
    if shown == kept or not text.isdecimal():
        scene = await context.scene(update)
        if await _age(update, context, scene, rooms.stand(scene.catalogue, open_)):
            return True
        if await _press(update, context, scene, open_, _offer(scene, own, back)):
            return True
    if shown == kept:
        await context.keep_card(update, kept + _WRITTEN_BELOW)
    return False


async def _age(update: Update, context: Context, scene: Scene, asked: Standing) -> bool:
    """Whether an age was asked for and this is one, be it one that nobody has."""
    text = _text(update)
    years = read_years(text) if asked.asks_age else None
    if years and asked.takes(years):
        await _show(update, context, scene, replace(asked.choices, years=years))
    elif years:
        note = guide.not_their_age(scene.say, asked, years)
        await reply(update, context, guide.card(scene, asked.choices, note))
    elif asked.asks_age and is_meant_as_age(text):
        note = guide.no_such_age(scene.say)
        await reply(update, context, guide.card(scene, asked.choices, note))
    else:
        return False
    return True


async def _press(
    update: Update, context: Context, scene: Scene, open_: Choices, above: Message | None
) -> bool:
    """What the button does that is called so, or that opens the entry of this number.

    `above` is the offer of the list that is shown in its place.
    """
    text, listed = _text(update), await asyncio.to_thread(guide.card, scene, open_)
    if text.isdecimal() and open_.topic is not None:
        button = _numbered(listed, int(text) - 1 - open_.offset)
    else:
        rows = (*(above.rows if above else ()), *listed.rows)
        button = next((one for row in rows for one in row if _is_called(one, text)), None)
    own, back = buttons.without_back(button.value if button else "")
    if choices := _read(own):
        await _show(update, context, scene, choices)
        return True
    card = _offer(scene, own, back)
    if card is not None:
        await context.keep_card(update, f"{own}|{back}")
        await reply(update, context, card)
    return card is not None


def _offer(scene: Scene, own: str, back: str) -> Message | None:
    letter, _, key = own.partition(":")
    is_key = letter == buttons.OFFER and key.isascii() and key.isdigit()
    found = scene.catalogue.by_key.get(int(key)) if is_key else None
    return offer.card(scene, found, back) if found else None


def _text(update: Update) -> str:
    message = update.message
    return message.text.strip() if message and message.text else ""


def _read(code: str) -> Choices | None:
    """The choices behind the letter of a button; None where the button is another one."""
    letter, _, choices = code.partition(":")
    return Choices.read(choices) if letter == buttons.GUIDE else None


def _is_called(button: Button, text: str) -> bool:
    label = _COUNT.sub("", button.label)
    return text.casefold() in {label.casefold(), button.label.casefold()}


def _numbered(card: Message, place: int) -> Button | None:
    entries = [row[0] for row in card.rows if row[0].value.startswith(f"{buttons.OFFER}:")]
    return entries[place] if 0 <= place < len(entries) else None


async def _show(update: Update, context: Context, scene: Scene, choices: Choices) -> None:
    if rooms.stand(scene.catalogue, choices).speaks_a_child and choices.topic is None:
        scene = await context.as_to_a_child(update, scene)
    card = await asyncio.to_thread(guide.card, scene, choices)
    await context.keep_card(update, chosen.code(choices))
    await reply(update, context, card)


ROUTES = (
    command(("wegweiser", "guide"), begin),
    words(_SPOKEN, begin),
    press(buttons.GUIDE, step),
    maybe(typed),
)
