"""Free text is a question; its answer can be paged through."""

from __future__ import annotations

from telegram import Update
from telegram.ext import filters

from bot.message import Message
from bot.questions import ENOUGH, Answered
from handlers.context import Context
from handlers.presses import number, word
from handlers.reply import reply
from handlers.routes import message, press
from handlers.views import answer, buttons, human
from handlers.views.scene import Scene


async def ask(update: Update, context: Context) -> None:
    say = await context.say(update)
    text = update.message.text if update.message else None
    found = await context.house.questions.ask(text or "", context.sender(update, say))
    if found is None:
        await reply(update, context, answer.empty(say))
        return
    scene = context.scene_in(say)
    await reply(update, context, _first(scene, found))


async def turn_page(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    found = await context.house.questions.again(word(update, 1), scene.today)
    offset = number(update, 2)
    if found is None or offset is None:
        await reply(update, context, human.stale(scene.say))
    elif offset == answer.FIRST or not found.answer.matches:
        await reply(update, context, _first(scene, found))
    else:
        await reply(update, context, answer.page(scene, found.answer, found.token, offset))


def _first(scene: Scene, found: Answered) -> Message:
    offer_human = found.unhelpful >= ENOUGH
    return answer.answer(scene, found.answer, found.token, offer_human=offer_human)


ROUTES = (
    press(buttons.RESULTS, turn_page),
    message(filters.TEXT & ~filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE, ask),
)
