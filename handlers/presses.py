"""Reads the code of a pressed button, which anybody could have forged."""

from __future__ import annotations

from telegram import Message, Update

from handlers.views.buttons import without_back


def code(update: Update) -> str:
    query = update.callback_query
    return (query.data or "") if query else ""


def is_forged(update: Update) -> bool:
    """Whether the message that was pressed has no such button; of old ones nobody can tell."""
    query = update.callback_query
    pressed = query.message if query else None
    if query is None or not isinstance(pressed, Message) or not pressed.is_accessible:
        return False
    markup = pressed.reply_markup
    rows = markup.inline_keyboard if markup else ()
    return all(button.callback_data != query.data for row in rows for button in row)


def word(update: Update, place: int) -> str:
    """The part of the code at `place`; the letter of the conversation stands at 0."""
    parts = without_back(code(update))[0].split(":")
    return parts[place] if place < len(parts) else ""


def number(update: Update, place: int) -> int | None:
    """The part of the code at `place` as a whole number of reasonable size."""
    part = word(update, place)
    digits = part.removeprefix("-")
    return int(part) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None
