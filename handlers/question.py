"""Free text is a question; its answer can be paged through and narrowed less."""

from __future__ import annotations

from telegram import Update
from telegram.ext import filters

from bot.message import Message
from bot.questions import ENOUGH, Answered
from handlers.context import Context
from handlers.presses import part, whole, word
from handlers.reply import reply, send
from handlers.routes import message, press
from handlers.typed import button
from handlers.views import answer, buttons, human, outcome
from handlers.views.scene import Scene


async def ask(update: Update, context: Context) -> None:
    scene, asked = await context.scene(update), update.message
    text = asked.text if asked and asked.text else ""
    found = await context.house.questions.ask(text, context.sender(update, scene.say))
    if found is None:
        await reply(update, context, answer.empty(scene.say))
    else:
        if found.token and found.answer.understanding.child:
            scene = await context.as_to_a_child(update, scene)
        await reply(update, context, _first(scene, found, asked.message_id if asked else 0))


async def turn_page(update: Update, context: Context, code: str) -> None:
    scene = await context.scene(update)
    found = await context.house.questions.again(part(code, 1), scene.today)
    offset = whole(part(code, 2))
    if found is None or offset is None:
        await reply(update, context, human.stale(scene.say))
    elif offset == answer.FIRST or not found.answer.matches:
        await reply(update, context, _first(scene, found))
    else:
        await reply(update, context, answer.page(scene, found.answer, found.token, offset))


async def take_back(update: Update, context: Context) -> None:
    """A part of what was understood no longer counts."""
    scene = await context.scene(update)
    token, part = word(update, 1), word(update, 2)
    found = await context.house.questions.without(token, part, scene.today)
    await reply(update, context, _first(scene, found) if found else human.stale(scene.say))


async def pass_on(update: Update, context: Context) -> None:
    """The words of an unanswered question are kept for staff, because the person wants it."""
    scene, house = await context.scene(update), context.house
    if await house.questions.pass_on(word(update, 1), house.now()):
        await send(update, context, answer.passed_on(scene.say, scene.catalogue.town.office))
    else:
        await send(update, context, human.stale(scene.say))


def _first(scene: Scene, found: Answered, asked: int = 0) -> Message:
    offer_human = found.unhelpful >= ENOUGH
    return outcome.first(scene, found.answer, found.token, offer_human=offer_human, asked=asked)


ROUTES = (
    *button(buttons.RESULTS, turn_page),
    press(buttons.PART, take_back),
    press(buttons.ONWARD, pass_on),
    message(filters.TEXT & ~filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE, ask),
)
