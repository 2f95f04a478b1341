"""The one place where a `Message` becomes what Telegram takes."""

from __future__ import annotations

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.message import Button, Kind, Message

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The rows of buttons, or None for a message without any."""
    if not message.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in message.rows])


def _button(button: Button) -> InlineKeyboardButton:
    match button.kind:
        case Kind.LINK:
            return InlineKeyboardButton(button.label, url=button.value)
        case Kind.COPY:
            return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.value))
        case Kind.ACTION:
            return InlineKeyboardButton(button.label, callback_data=button.value)
