"""The commands in Telegram's menu."""

from __future__ import annotations

from bot.i18n import Say


def listed(say: Say) -> tuple[tuple[str, str], ...]:
    """Command and description, in the order people need them."""
    return (
        (say.text("guide"), say.text("Search step by step")),
        (say.text("offers"), say.text("All offers by topic")),
        (say.text("language"), say.text("Choose the language")),
        (say.text("help"), say.text("How it works")),
        (say.text("privacy"), say.text("What happens to your data")),
        (say.text("delete"), say.text("Delete all my data")),
        (say.text("imprint"), say.text("Who is responsible")),
    )
