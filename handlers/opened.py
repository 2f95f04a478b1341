"""Where somebody stands in a conversation: what was asked last, and whether a text is still meant for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from telegram import Update

from handlers.context import Context
from handlers.views import buttons

PATIENCE = timedelta(minutes=30)
"""How long a text is taken for the answer to what was asked; afterwards it is a question."""

PROMPT = frozenset({"", "t"})
"""Steps at which the next text is the wish."""


@dataclass(frozen=True, slots=True)
class Open:
    """`step` is the letter of what was shown, `token` the draft, `value` what follows it.

    `near`: just now, and last.
    """

    step: str
    token: str
    value: str
    near: bool

    @property
    def asks(self) -> bool:
        """Whether any text is the wish."""
        return self.near and self.step in PROMPT


async def find(update: Update, context: Context, conversation: str) -> Open | None:
    """What is open; None when the last card is none of this conversation."""
    code = await context.open_card(update)
    own, below = buttons.without_back(code)
    letter, step, token, value = (*own.split(":"), "", "", "")[:4]
    if letter != conversation:
        return None
    shown, message = await context.card_shown_at(update), update.effective_message
    # By when it was written: what waited while we were away was in time.
    late = message is not None and shown is not None and message.date - shown > PATIENCE
    return Open(step, token, value, near=not (below or late))
