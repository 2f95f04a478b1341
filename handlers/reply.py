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


async def renew(
    update: Update, context: Context, message: Message, number: int | None
) -> int | None:
    """As `reply`; what was written changes our message of this number, where that can be seen.

    Answers the number of the message that shows it now.
    """
    query, chat = update.callback_query, update.effective_chat
    if query is not None:
        await _acknowledge(query)
        if isinstance(query.message, TelegramMessage) and await _edit(query, message):
            return query.message.message_id
    elif number is not None and chat is not None:
        try:
            await context.bot.edit_message_text(
                chat_id=chat.id, message_id=number, **parameters(message)
            )
        except BadRequest as error:
            # Where nothing changes before somebody's eyes, their words would seem unheard.
            if not (_is_gone(error) or judge(error) is Verdict.FULFILLED):
                raise
        else:
            return number
    return await send(update, context, message)


async def send(update: Update, context: Context, message: Message) -> int | None:
    """A new message in the chat of the update; its number."""
    if update.callback_query is not None:
        await _acknowledge(update.callback_query)
    chat = update.effective_chat
    if chat is None:
        return None
    return (await context.bot.send_message(chat.id, **parameters(message))).message_id


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
    update: Update, context: Context, pictures: Iterable[tuple[str, bytes, Message]]
) -> None:
    """One after the other in the chat of the update, each with its name and words below it."""
    if update.callback_query is not None:
        await _acknowledge(update.callback_query)
    chat = update.effective_chat
    if chat is not None:
        for name, content, caption in pictures:
            file = InputFile(content, filename=name)
            await context.bot.send_photo(chat.id, file, **captioned(caption))


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
        if _is_gone(error):
            return False
        if judge(error) is not Verdict.FULFILLED:
            raise
    return True


def _is_gone(error: BadRequest) -> bool:
    return any(phrase in error.message.lower() for phrase in _CANNOT_EDIT)
