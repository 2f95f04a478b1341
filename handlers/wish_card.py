"""The card of a wish: compared with what there is, filled in, or the receipt of what it became."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.message import Message
from bot.storage import drafts as stored
from bot.storage import wishes
from bot.storage.drafts import Draft
from bot.wishes import drafts
from bot.wishes.reading import Reading, read
from bot.wishes.saying import Chosen
from bot.wishes.sending import Unsent
from bot.wishes.similar import Alike, alike
from handlers.context import Context
from handlers.reply import reply
from handlers.views import buttons
from handlers.views import wish as view
from handlers.views import wish_card as view_card


async def choose(update: Update, context: Context, token: str, chosen: Chosen) -> None:
    draft = await context.house.storage.write(lambda db: drafts.choose(db, token, **chosen))
    await show(update, context, draft)


async def again(update: Update, context: Context, token: str, *, compare: bool) -> None:
    """The draft once more; `compare` it with what there is first."""
    draft = await context.house.storage.read(lambda db: stored.find(db, token))
    if draft is not None and draft.sent is None and compare:
        await lead(update, context, draft)
    else:
        await show(update, context, draft)


async def lead(
    update: Update, context: Context, draft: Draft, reading: Reading | None = None
) -> None:
    """What fits already, or else what comes close; without either the card."""
    scene, content = await context.scene(update), draft.content
    if draft.sent is not None:
        await show(update, context, draft)
        return
    if reading is None:
        edition = context.house.library.edition
        args = edition, content.text, content.language, scene.today
        reading = await asyncio.to_thread(read, *args)
    if not (reading.existing or reading.near):
        await show(update, context, draft)
        return
    await context.keep_card(update, f"{buttons.WISH}:v:{draft.token}")
    if reading.existing:
        await reply(update, context, view.existing(scene, draft, reading.existing))
    else:
        await reply(update, context, view.near(scene, draft, reading.near))


async def show(
    update: Update, context: Context, draft: Draft | None, by: int | None = None
) -> None:
    if draft is None:
        await unsent(update, context, Unsent.GONE)
    else:
        await reply(update, context, await shown(update, context, draft, by))


async def shown(update: Update, context: Context, draft: Draft, by: int | None = None) -> Message:
    """The card, or the receipt of what it became. `by` is the update that may not send it, too."""
    scene, house = await context.scene(update), context.house
    if draft.sent is not None:
        number, office = draft.sent, scene.catalogue.town.office
        wish = await house.storage.read(lambda db: wishes.find(db, number))
        if wish is None:
            return view.unsent(scene.say, Unsent.GONE, office)
        return view.receipt(scene.say, wish, office)
    await context.keep_card(update, f"{buttons.WISH}:d:{draft.token}" + (f":{by}" if by else ""))
    return view_card.card(scene.say, draft, await alike_to(update, context, draft))


async def discard(update: Update, context: Context, token: str) -> None:
    await context.house.storage.write(lambda db: stored.drop(db, token))
    await context.keep_card(update, f"{buttons.WISH}:x:{token}")
    await reply(update, context, view.discarded(await context.say(update)))


async def unsent(update: Update, context: Context, why: Unsent) -> None:
    scene = await context.scene(update)
    await reply(update, context, view.unsent(scene.say, why, scene.catalogue.town.office))


async def alike_to(update: Update, context: Context, draft: Draft) -> Alike:
    """Nobody is shown others' wishes while changing their own."""
    user = update.effective_user
    if user is None or draft.sent is not None or draft.changes is not None:
        return Alike()
    return await context.house.storage.read(lambda db: alike(db, draft.content, user.id))
