"""The one place where a `Message` becomes what Telegram takes."""

from __future__ import annotations

from typing import Any

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.message import Button, Kind, Message

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def parameters(message: Message) -> dict[str, Any]:
    """What `send_message` and `edit_text` take, by its name there."""
    return {
        "text": message.html,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": _keyboard(message),
    }


def captioned(message: Message) -> dict[str, Any]:
    """What `send_document` and its like take for the words below a file."""
    return {
        "caption": message.html,
        "parse_mode": ParseMode.HTML,
        "reply_markup": _keyboard(message),
    }


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
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
