"""What staff write while a screen of the desk is open: the words of a button, or an answer to it."""

from __future__ import annotations

from telegram import Update

from bot.desk import kinds
from bot.desk.kinds import Ref
from bot.message import Button, Kind
from bot.people.roles import Role, may
from bot.storage import desk_steps as stored
from handlers.context import Context
from handlers.desk import naming, replies
from handlers.desk.moves import act, go
from handlers.desk.replies import PROMPTS
from handlers.desk.screens import show
from handlers.desk.seen import After, Seen, see
from handlers.presses import part
from handlers.reply import reply
from handlers.routes import at_first_hand
from handlers.spoken import is_own
from handlers.views import buttons, offer
from handlers.views.desk import codes


async def typed(update: Update, context: Context) -> bool:
    code = await context.open_card(update)
    text = ((update.message.text if update.message else "") or "").strip()
    if not code.startswith(buttons.DESK) or not text or not await _may(update, context):
        return False
    seen = await see(update, context)
    if await _was_step(update, context, seen):
        return True
    if is_own(text):
        return await leave(update, context)
    screen = await show(seen, code)
    chosen = naming.exactly(screen, code, text)
    if chosen is None and part(code, 1) not in PROMPTS:
        chosen = naming.nearly(screen, code, text)
    if chosen is not None:
        return await _press(update, context, chosen)
    after = await replies.answered(update, context, seen, code, text)
    if after is None:
        return False
    await go(update, context, after)
    return True


async def _may(update: Update, context: Context) -> bool:
    """The role as it is now; words of somebody else are no orders."""
    return at_first_hand(update) and may(await context.roles(update), Role.STAFF)


async def _was_step(update: Update, context: Context, seen: Seen) -> bool:
    """Telegram delivers it once more: it is done, and the card is shown again."""
    token = f"update:{update.update_id}"
    done = await seen.house.storage.read(lambda db: stored.of_token(db, token))
    if not done:
        return False
    ref = Ref(kinds.Kind(done[0].kind), done[0].number)
    await go(update, context, After(codes.card(ref, "")))
    return True


async def _press(update: Update, context: Context, chosen: Button) -> bool:
    """What a named button does: ours, or the card of an offer."""
    letter, _, key = chosen.value.partition(":")
    if chosen.kind is Kind.ACTION and letter == buttons.DESK:
        await act(update, context, chosen.value)
        return True
    scene = await context.scene(update)
    number = key.partition("|")[0]
    found = scene.catalogue.by_key.get(int(number)) if number.isdecimal() else None
    if letter != buttons.OFFER or found is None:
        return False
    await reply(update, context, offer.card(scene, found, ""))
    return True


async def leave(update: Update, context: Context) -> bool:
    """Another answer comes now: what is written next is for that. Never takes the update."""
    code = await context.open_card(update)
    if code.startswith(buttons.DESK) and part(code, 1) in PROMPTS:
        await context.keep_card(update, buttons.DESK)
    return False
