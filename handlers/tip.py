"""Somebody names an offer that we do not know ("I know one"). Nobody asks who they are."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from telegram import Update
from telegram.ext import filters

from bot.storage import asked, tips
from bot.storage.units import Db
from bot.tips import Refusal, refuse, word
from bot.wishes.reading import Reading, read
from handlers.context import Context
from handlers.presses import part
from handlers.presses import word as pressed
from handlers.reply import reply, send
from handlers.routes import aside, at_first_hand, maybe, press, words
from handlers.spoken import is_never_mind, is_own
from handlers.views import buttons, crisis
from handlers.views import tip as view

PATIENCE = timedelta(minutes=30)
"""How long the next text is the tip."""

_SPOKEN = (
    "ich kenne (da )?(eins|eines|einen|eine|was|etwas|jemanden)",
    "(ich habe )?(einen )?tipp( geben| abgeben)?",
    "i know (one|some(thing|body)?)|(i have )?a tip",
)


async def begin(update: Update, context: Context) -> None:
    """A new message, so that the answer stays readable above it."""
    await context.keep_card(update, f"{buttons.TIP}:{pressed(update, 1)}")
    asked_before = bool(pressed(update, 1))
    await send(update, context, view.prompt(await context.say(update), asked=asked_before))


async def typed(update: Update, context: Context) -> bool:
    """The tip that was asked for."""
    code = await context.open_card(update)
    text = ((update.message.text if update.message else "") or "").strip()
    if part(code, 0) != buttons.TIP or not await _in_time(update, context):
        return False
    if taken := part(code, 2):
        return await _again(update, context, taken)
    if is_own(text):
        return await leave(update, context)
    if is_never_mind(text):
        await context.keep_card(update, "")
        await reply(update, context, view.never_mind(await context.say(update)))
    else:
        await _take(update, context, text, part(code, 1))
    return True


async def _take(update: Update, context: Context, text: str, token: str) -> None:
    scene, edition = await context.scene(update), context.house.library.edition
    said, language = word(text), scene.say.language
    refusal = refuse(said) if at_first_hand(update) else Refusal.FORWARDED
    if refusal:
        await reply(update, context, view.prompt(scene.say, refusal, asked=bool(token)))
        return
    reading = await asyncio.to_thread(read, edition, said, language, scene.today)
    if reading.in_danger:
        number = update.message.message_id if update.message else 0
        await reply(update, context, crisis.first_help(scene, reading.answer, number))
        return
    await _keep(update, context, reading, said, token)
    await context.keep_card(update, f"{buttons.TIP}:{token}:{update.update_id}")
    await reply(update, context, view.thanks(scene.say, scene.catalogue.town.office))


async def _again(update: Update, context: Context, taken: str) -> bool:
    """A tip that is delivered once more is thanked for once more; what comes behind it is none."""
    if taken != str(update.update_id):
        return False
    scene = await context.scene(update)
    await reply(update, context, view.thanks(scene.say, scene.catalogue.town.office))
    return True


async def _keep(update: Update, context: Context, reading: Reading, said: str, token: str) -> None:
    """With the question that it answers, which is still known for a day."""
    house, origin = context.house, f"update:{update.update_id}"
    now, content = house.now(), reading.content

    def keep(db: Db) -> None:
        question = asked.find(db, token) if token else None
        about = question.text if question else ""
        tips.keep(db, origin, said, content.language, now, about=about, topic=content.topic)

    await house.storage.write(keep)


async def _in_time(update: Update, context: Context) -> bool:
    shown, message = await context.card_shown_at(update), update.effective_message
    return message is None or shown is None or message.date - shown <= PATIENCE


async def leave(update: Update, context: Context) -> bool:
    """Another answer comes now: what is written next is for that. Never takes the update."""
    if part(await context.open_card(update), 0) == buttons.TIP:
        await context.keep_card(update, "")
    return False


ROUTES = (
    press(buttons.TIP, begin),
    words(_SPOKEN, begin),
    maybe(typed),
    maybe(leave, filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE),
    aside(buttons.TIP, leave),
)
