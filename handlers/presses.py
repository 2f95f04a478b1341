"""Reads the code of a pressed button, which anybody could have forged."""

from __future__ import annotations

from telegram import Message, Update

from handlers.views.buttons import without_back


def code(update: Update) -> str:
    query = update.callback_query
    return (query.data or "") if query else ""


def is_shown(update: Update) -> bool | None:
    """Whether the message that was pressed has this button; None where nobody can look at it."""
    query = update.callback_query
    if query is None:
        return True
    if not isinstance(query.message, Message) or not query.message.is_accessible:
        return None
    markup = query.message.reply_markup
    rows = markup.inline_keyboard if markup else ()
    return any(button.callback_data == query.data for row in rows for button in row)


def word(update: Update, place: int) -> str:
    """The part of the code at `place`; the letter of the conversation stands at 0."""
    return part(code(update), place)


def part(code: str, place: int) -> str:
    """As `word`, of a code that was not pressed."""
    parts = without_back(code)[0].split(":")
    return parts[place] if place < len(parts) else ""


def number(update: Update, place: int) -> int | None:
    """The part of the code at `place` as a whole number of reasonable size."""
    return whole(word(update, place))


def whole(part: str) -> int | None:
    """A part of a code as a whole number of reasonable size."""
    digits = part.removeprefix("-")
    return int(part) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None
