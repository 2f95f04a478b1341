"""The mark of a message that may have arrived before."""

from __future__ import annotations

from dataclasses import replace

from bot.i18n import Say
from bot.message import Message


def marked(say: Say, message: Message) -> Message:
    """Telegram did not say whether the first copy arrived, so this may be the second."""
    return replace(message, html=message.html + "\n\n" + say.html("<i>(This may be a copy.)</i>"))
