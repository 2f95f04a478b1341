"""Leaving a wish for something else, and what is said on its card."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.opened import PROMPT, find
from handlers.views import buttons

_BELOW = f"|{buttons.APART}"
"""Behind the code of a card: the person has had another answer since."""


async def leave(update: Update, context: Context) -> bool:
    """Another answer comes now: what is written next is for that. Never takes the update."""
    opened = await find(update, context, buttons.WISH)
    if opened is not None and opened.step in PROMPT:
        await context.keep_card(update, "")
    elif opened is not None and opened.near:
        await context.keep_card(update, f"{buttons.WISH}:{opened.step}:{opened.token}{_BELOW}")
    return False
