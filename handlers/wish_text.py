"""The words of a wish: asked for, refused, or kept as a draft."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.storage.drafts import Draft
from bot.wishes import drafts
from bot.wishes.reading import Reading, read
from bot.wishes.refusals import Refusal, refuse, word
from handlers import wish_card
from handlers.context import Context
from handlers.reply import reply, send
from handlers.routes import at_first_hand
from handlers.spoken import is_step
from handlers.views import buttons, crisis, human
from handlers.views import wish as view


async def ask(update: Update, context: Context, token: str = "") -> None:
    """The next text is the wish, or the new words of this draft."""
    await _prompt(update, context, token)


async def _prompt(
    update: Update, context: Context, token: str, refusal: Refusal | None = None
) -> None:
    await context.keep_card(update, f"{buttons.WISH}:t:{token}" if token else buttons.WISH)
    await reply(update, context, view.prompt(await context.say(update), refusal))


async def take(update: Update, context: Context, text: str, token: str = "") -> None:
    """Words for a new draft, or for the one called `token`; only one's own."""
    scene, house = await context.scene(update), context.house
    if not at_first_hand(update):
        await _prompt(update, context, token, Refusal.FORWARDED)
        return
    if is_step(text):
        await _prompt(update, context, token, Refusal.EMPTY)
        return
    worded = word(text)
    edition, language = house.library.edition, scene.say.language
    reading = await asyncio.to_thread(read, edition, worded.text, language, scene.today)
    if reading.in_danger:
        number = update.message.message_id if update.message else 0
        await reply(update, context, crisis.first_help(scene, reading.answer, number))
        return
    if refusal := refuse(text) or refuse(worded.text):
        await _prompt(update, context, token, refusal)
        return
    draft = await _keep(update, context, reading, token)
    if worded.hidden:
        await context.keep_card(update, f"{buttons.WISH}:v:{draft.token}")
        await reply(update, context, view.hidden(scene.say, draft))
    else:
        await wish_card.lead(update, context, draft, reading)


async def _keep(update: Update, context: Context, reading: Reading, token: str) -> Draft:
    storage, now, content = context.house.storage, context.house.now(), reading.content
    number = update.update_id
    if token:
        changed = await storage.write(lambda db: drafts.rewrite(db, token, number, content))
        if changed is not None and changed.sent is None:
            return changed
    return await storage.write(lambda db: drafts.from_text(db, number, content, now))


async def take_question(update: Update, context: Context, asked: str) -> None:
    """As "tell me when it exists": the question is the text already."""
    scene, house = await context.scene(update), context.house
    draft = await house.storage.read(lambda db: drafts.of_question(db, asked))
    if draft is None:
        found = await house.questions.again(asked, scene.today)
        if found is None:
            await send(update, context, human.stale(scene.say))
            return
        text = word(found.answer.understanding.text)
        edition, language = house.library.edition, scene.say.language
        reading = await asyncio.to_thread(read, edition, text.text, language, scene.today)
        content, now = reading.content, house.now()
        if refuse(text.text) is not None:
            await ask(update, context)
            return
        draft = await house.storage.write(lambda db: drafts.from_question(db, asked, content, now))
    await send(update, context, await wish_card.shown(update, context, draft))
