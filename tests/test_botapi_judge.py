"""aiogram's models, written by others, judge what python-telegram-bot called."""

import asyncio

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from tests.botapi import BotApi, Record, build
from tests.botapi.judge import Verdict, judge, models


def called(method: str, **params: object) -> Record:
    return Record(0.0, "1:x", method, dict(params), 200, True, done=True)


async def call_much(api: BotApi) -> None:
    anna = api.person(101, started=True)
    query = anna.inline("x")["inline_query"]["id"]
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Gern", callback_data="v1")]])
    async with build(api).build() as application:
        bot = application.bot
        preview = LinkPreviewOptions(is_disabled=True)
        await bot.send_message(101, "x", reply_markup=buttons, link_preview_options=preview)
        await bot.edit_message_text("y", 101, 1, reply_markup=buttons)
        await bot.edit_message_reply_markup(101, 1)
        keyboard = ReplyKeyboardMarkup([[KeyboardButton("Hier", request_location=True)]])
        await bot.send_message(101, "x", reply_markup=keyboard)
        reply = ReplyParameters(1)
        await bot.send_message(101, "x", reply_markup=ReplyKeyboardRemove(), reply_parameters=reply)
        await bot.answer_callback_query(anna.forges("v1")["callback_query"]["id"], "Gut")
        await bot.send_document(101, b"x", filename="x.ics")
        await bot.send_photo(101, b"x", caption="x")
        await bot.send_venue(101, 50.9, 10.3, "vhs", "Markt 1")
        scope = BotCommandScopeAllPrivateChats()
        await bot.set_my_commands([BotCommand("hilfe", "Hilfe")], scope, language_code="de")
        article = InlineQueryResultArticle("1", "Bad", InputTextMessageContent("Bad"))
        await bot.answer_inline_query(query, [article], is_personal=True)
        await bot.delete_messages(101, [1, 2])
        await bot.set_webhook("https://eisenach.de/hook", secret_token="s" * 32)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_aiogram_would_have_called_the_same() -> None:
    api = BotApi()
    asyncio.run(call_much(api))

    assert len(api.sent()) == 14
    assert judge(api.calls) == []


def test_the_judge_finds_what_is_wrong() -> None:
    verdicts = judge(
        [
            called("sendFax"),
            called("sendMessage", chat_id=1, text="x", silent=True),
            called("sendMessage", chat_id=1),
            called("getMe"),
        ]
    )

    assert verdicts[:2] == [
        Verdict("sendFax", "no such method"),
        Verdict("sendMessage", "unknown parameters ['silent']"),
    ]
    assert "text" in verdicts[2].reason
    assert len(verdicts) == 3
    assert len(models()) > 180
