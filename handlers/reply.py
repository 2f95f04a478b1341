"""Sends a `Message` as the reply to an update."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import CallbackQuery, InputFile, Update
from telegram import Message as TelegramMessage
from telegram.error import BadRequest

from bot.message import Message
from bot.telegram.render import captioned, parameters
from bot.telegram.verdicts import Verdict, judge
from handlers.context import Context

_CANNOT_EDIT = ("message to edit not found", "message can't be edited")


async def reply(update: Update, context: Context, message: Message) -> None:
    """A press changes the message it belongs to; everything else gets a new one."""
    if update.callback_query is None:
        await send(update, context, message)
        return
    await _acknowledge(update.callback_query)
    if not await _edit(update.callback_query, message):
        await send(update, context, message)


async def send(update: Update, context: Context, message: Message) -> None:
    """A new message in the chat of the update."""
    if update.callback_query is not None:
        await _acknowledge(update.callback_query)
    chat = update.effective_chat
    if chat is not None:
        await context.bot.send_message(chat.id, **parameters(message))


async def send_file(
    update: Update, context: Context, name: str, content: bytes, caption: Message
) -> None:
    """A file in the chat of the update, with words below it."""
    if update.callback_query is not None:
        await _acknowledge(update.callback_query)
    chat = update.effective_chat
    if chat is not None:
        file = InputFile(content, filename=name)
        await context.bot.send_document(chat.id, file, **captioned(caption))


async def send_pictures(
    update: Update, context: Context, pictures: Iterable[tuple[bytes, Message]]
) -> None:
    """One after the other in the chat of the update, each with words below it."""
    if update.callback_query is not None:
        await _acknowledge(update.callback_query)
    chat = update.effective_chat
    if chat is not None:
        for content, caption in pictures:
            await context.bot.send_photo(chat.id, content, **captioned(caption))


async def _acknowledge(query: CallbackQuery) -> None:
    try:
        await query.answer()
    except BadRequest as error:
        if judge(error) is not Verdict.FULFILLED:
            raise


async def _edit(query: CallbackQuery, message: Message) -> bool:
    """Whether the message is there and now shows what it should."""
    if not isinstance(query.message, TelegramMessage):
        return False
    try:
        await query.message.edit_text(**parameters(message))
    except BadRequest as error:
        if any(phrase in error.message.lower() for phrase in _CANNOT_EDIT):
            return False
        if judge(error) is not Verdict.FULFILLED:
            raise
    return True
