"""One move at the desk: do what a code says, then show where staff stand now."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.desk import admitting, answering, clusters, pairs, steps
from handlers.desk.screens import show
from handlers.desk.seen import After, by, see
from handlers.presses import part
from handlers.reply import reply
from handlers.views import buttons


async def act(update: Update, context: Context, code: str) -> None:
    """A press, or the words of a button; a code may be made up."""
    seen = await see(update, context)
    once = by(update, seen)
    after = await answering.step(seen, code, once, update.update_id)
    if after is None:
        after = await admitting.step(seen, code, update.update_id)
    if after is None:
        after = await pairs.step(seen, code, once)
    if after is None:
        after = await clusters.step(seen, code, once)
    if after is None:
        after = await steps.step(seen, code, once)
    await go(update, context, after or After(_bare(code)))


async def go(update: Update, context: Context, after: After) -> None:
    """Show a screen, and remember it, so that its buttons can be typed and its question answered."""
    seen = await see(update, context)
    message = await show(seen, after.code, after.note)
    await context.keep_card(update, after.code)
    await reply(update, context, message)


def _bare(code: str) -> str:
    """The screen of a code whose value means nothing to us."""
    own, back = buttons.without_back(code)
    if part(code, 1) in {"l", "f"}:
        return code
    return buttons.with_back(":".join(own.split(":")[:4]), back)
