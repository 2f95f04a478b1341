"""The fake Bot API in process: what it accepts, refuses, and shows to people."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes

from tests.botapi import BotApi, BotApiRequest, Clock, Json, build, drain, spec
from tests.botapi.check import named

Context = ContextTypes.DEFAULT_TYPE


def run(test: Coroutine[Any, Any, None]) -> None:
    asyncio.run(test)


def telegram_bot(api: BotApi) -> Bot:
    request = BotApiRequest(api)
    return Bot(api.bot.token, request=request, get_updates_request=request)


def keyboard(*buttons: Json) -> Json:
    return {"inline_keyboard": [list(buttons)]}


async def greet(update: Update, _context: Context) -> None:
    assert update.effective_message is not None
    rows = [[InlineKeyboardButton("Alle zeigen", callback_data="v1:all")]]
    markup = InlineKeyboardMarkup(rows)
    await update.effective_message.reply_html("Guten <b>Tag</b>", reply_markup=markup)


async def show(update: Update, _context: Context) -> None:
    query = update.callback_query
    assert isinstance(query, CallbackQuery)
    await query.answer("Gern")
    await query.edit_message_text("Schwimmkurs &amp; Turnen", parse_mode="HTML")


def test_a_dialogue_runs_without_a_network() -> None:
    async def dialogue() -> None:
        api = BotApi()
        anna = api.person(101, "Anna")
        application = build(api).build()
        application.add_handler(CommandHandler("start", greet))
        application.add_handler(CallbackQueryHandler(show))
        async with application:
            anna.starts()
            await drain(api, application)
            assert anna.last.html == "Guten <b>Tag</b>"
            assert [button.label for button in anna.last.buttons] == ["Alle zeigen"]

            anna.presses("Alle zeigen")
            await drain(api, application)

        assert anna.last.text == "Schwimmkurs & Turnen"
        assert not anna.last.buttons
        assert [toast.text for toast in anna.toasts] == ["Gern"]

    run(dialogue())


def test_every_update_a_person_causes_is_of_the_documented_form() -> None:
    api = BotApi(clock=Clock.standing())
    anna, group = api.person(101, "Anna", last_name="Muster", username="anna_m"), api.group(-1001)
    bernd = api.person(102, "Bernd")
    first = anna.writes("/start woche https://eisenach.de")
    api.call(api.bot.token, "sendMessage", {"chat_id": 101, "text": "Ja?", **button("Gern")})
    asked = anna.inline("schwimmen")
    small = api.group(-5, kind="group", bot_status="left")
    updates = [
        first,
        asked,
        anna.sends_photo("Bad"),
        anna.sends_document(),
        anna.sends_voice(),
        anna.sends_sticker(),
        anna.sends_contact(),
        anna.sends_location(),
        anna.edits(first, "anders"),
        anna.presses("Gern"),
        anna.forges("x"),
        anna.forwards(anna.last),
        anna.writes("ja", reply_to=anna.last),
        anna.writes("/hilfe@bildungslotse_bot", chat=group),
        anna.blocks_bot(),
        anna.unblocks_bot(),
        *small.adds_bot(anna),
        small.promotes_bot(anna),
        small.joined_by(bernd),
        small.left_by(bernd),
        *small.migrates(-1002, anna),
        *small.removes_bot(anna),
    ]
    for update in updates:
        named("Update")(update, "Update")
        assert Update.de_json(update, None).update_id == update["update_id"]


def button(label: str) -> Json:
    return {"reply_markup": keyboard({"text": label, "callback_data": "v1"})}


def test_telegrams_own_sentences_reach_the_client() -> None:
    async def talk() -> None:
        api = BotApi()
        api.person(101, started=True)
        bot = telegram_bot(api)
        async with bot:
            with pytest.raises(BadRequest, match='unsupported start tag "x" at byte offset 3'):
                await bot.send_message(101, "ü <x>", parse_mode="HTML")
            with pytest.raises(BadRequest, match="Chat not found"):
                await bot.send_message(404, "hallo")

    run(talk())


def test_the_description_is_complete() -> None:
    assert len(spec.document()["methods"]) == 180
    assert BotApi().refusal("sendFax") == "Not Found: method not found"
