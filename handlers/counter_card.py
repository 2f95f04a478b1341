"""The card of a wish that staff write down for somebody: asked for, filled in, entered."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import Update

from bot.storage import drafts as stored
from bot.storage import wishes
from bot.storage.drafts import Draft
from bot.wishes import drafts
from bot.wishes.entering import enter_draft
from bot.wishes.reading import Reading, read
from bot.wishes.refusals import Refusal, refuse, word
from bot.wishes.saying import Chosen
from bot.wishes.sending import Unsent
from bot.wishes.wish import Source
from handlers.context import Context
from handlers.reply import reply
from handlers.reply import send as also
from handlers.views import buttons, crisis
from handlers.views import counter as view


async def ask(
    update: Update,
    context: Context,
    token: str = "",
    source: Source = Source.COUNTER,
    before: Refusal | Source | None = None,
) -> None:
    """The next text is the wish, or the new words of this draft; `before` is what was said now."""
    await context.keep_card(update, f"{buttons.COUNTER}:t:{token}:{source}")
    await reply(update, context, view.prompt(await context.say(update), before))


async def take(update: Update, context: Context, text: str, token: str, source: Source) -> None:
    scene, house = await context.scene(update), context.house
    worded = word(text)
    if refusal := refuse(text) or refuse(worded.text):
        await ask(update, context, token, source, refusal)
        return
    edition, language = house.library.edition, scene.say.language
    reading = await asyncio.to_thread(read, edition, worded.text, language, scene.today)
    if reading.in_danger:
        # It may be news to whoever sits at the counter: who helps now comes first.
        await also(update, context, crisis.first_help(scene, reading.answer, 0))
    draft = await _keep(update, context, reading, token)
    await show(update, context, draft, source, hidden=worded.hidden)


async def _keep(update: Update, context: Context, reading: Reading, token: str) -> Draft:
    storage, now, number = context.house.storage, context.house.now(), update.update_id
    sensitive = reading.content.sensitive or reading.in_danger
    content = replace(reading.content, sensitive=sensitive)
    if token:
        changed = await storage.write(lambda db: drafts.rewrite(db, token, number, content))
        if changed is not None and changed.sent is None:
            return changed
    return await storage.write(lambda db: drafts.from_text(db, number, content, now))


async def choose(
    update: Update, context: Context, token: str, source: Source, chosen: Chosen
) -> None:
    draft = await context.house.storage.write(lambda db: drafts.choose(db, token, **chosen))
    await show(update, context, draft, source)


async def show(
    update: Update, context: Context, draft: Draft | None, source: Source, *, hidden: bool = False
) -> None:
    """The card, or the receipt of what it became."""
    say = await context.say(update)
    if draft is None:
        await reply(update, context, view.gone(say))
    elif draft.sent is not None:
        number = draft.sent
        wish = await context.house.storage.read(lambda db: wishes.find(db, number))
        await reply(update, context, view.receipt(say, wish) if wish else view.gone(say))
    else:
        await context.keep_card(update, f"{buttons.COUNTER}:d:{draft.token}:{source}")
        await reply(update, context, view.card(say, draft, source, hidden=hidden))


async def send(update: Update, context: Context, token: str, source: Source) -> None:
    say, now = await context.say(update), context.house.now()
    sent = await context.house.storage.write(lambda db: enter_draft(db, token, source, now))
    await reply(
        update, context, view.gone(say) if isinstance(sent, Unsent) else view.receipt(say, sent)
    )


async def discard(update: Update, context: Context, token: str) -> None:
    """Forget the draft; of a wish that is entered, the receipt once more."""
    draft = await context.house.storage.read(lambda db: stored.find(db, token))
    if draft is not None and draft.sent is not None:
        await show(update, context, draft, Source.COUNTER)
        return
    await context.house.storage.write(lambda db: stored.drop(db, token))
    await context.keep_card(update, "")
    await reply(update, context, view.discarded(await context.say(update)))
