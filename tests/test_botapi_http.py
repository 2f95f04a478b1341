"""The fake over HTTP: bodies of all kinds, faults on the wire, python-telegram-bot with httpx."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from telegram import InputMediaPhoto, Update
from telegram.error import NetworkError, TimedOut
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from tests.botapi import BotApi, faults
from tests.botapi.faults import Reset, Silence
from tests.botapi.server import serve
from tests.botapi.waiting import until

Context = ContextTypes.DEFAULT_TYPE
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Talk = Callable[[aiohttp.ClientSession, str], Coroutine[Any, Any, None]]


@pytest.fixture
def api() -> BotApi:
    api = BotApi()
    api.person(101, "Anna", started=True)
    return api


def over_http(api: BotApi, talk: Talk) -> None:
    async def session() -> None:
        async with serve(api) as url, aiohttp.ClientSession() as client:
            await talk(client, f"{url}/bot{api.bot.token}")

    asyncio.run(session())


def builder(api: BotApi, url: str) -> "ApplicationBuilder[Any, Any, Any, Any, Any, Any]":
    plain = Application.builder().token(api.bot.token).job_queue(None)
    return plain.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")


@asynccontextmanager
async def polling(api: BotApi, url: str) -> AsyncIterator[AnyApplication]:
    application = builder(api, url).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=5)
        yield application
        await application.updater.stop()
        await application.stop()


async def echo(update: Update, _context: Context) -> None:
    assert update.message is not None
    assert update.message.text is not None
    await update.message.reply_text(update.message.text)


def test_the_address_the_form_and_json_all_carry_parameters(api: BotApi) -> None:
    async def talk(client: aiohttp.ClientSession, bot: str) -> None:
        url, message = f"{bot}/sendMessage", {"chat_id": "101", "text": "Grüße & mehr"}
        for sent in (
            client.get(url, params=message),
            client.post(url, data=message),
            client.post(url, json=message),
        ):
            async with sent as response:
                assert (await response.json())["result"]["text"] == "Grüße & mehr"
        async with client.get(f"{bot}/getMe") as response:
            assert (await response.json())["result"]["is_bot"] is True
        async with client.post(f"{bot}/getMe", json=["x"]) as response:
            assert response.status == 400
        async with client.post(f"{bot}/sendFax") as response:
            assert response.status == 404

    over_http(api, talk)


def test_files_travel_both_ways(api: BotApi) -> None:
    async def talk() -> None:
        async with serve(api) as url, builder(api, url).updater(None).build() as application:
            bot = application.bot
            sent = await bot.send_document(101, b"%PDF", filename="plan.pdf", caption="Plan")
            assert sent.document is not None
            file = await bot.get_file(sent.document.file_id)
            assert await file.download_as_bytearray() == b"%PDF"
            photos = [InputMediaPhoto(b"a"), InputMediaPhoto(b"b")]
            assert len(await bot.send_media_group(101, photos)) == 2
            async with aiohttp.ClientSession() as client, client.get(f"{file.file_path}x") as lost:
                assert lost.status == 404

    asyncio.run(talk())
    upload = api.person(101).reads()[0].file
    assert upload is not None
    assert (upload.filename, upload.content) == ("plan.pdf", b"%PDF")


def test_an_application_polls_and_answers(api: BotApi) -> None:
    async def talk() -> None:
        anna = api.person(101)
        async with serve(api) as url, polling(api, url):
            for word in ("eins", "zwei"):
                anna.writes(word)
                await until(lambda: anna.reads()[-1].by_bot)

    asyncio.run(talk())
    assert [seen.text for seen in api.person(101).reads()] == ["eins", "eins", "zwei", "zwei"]
    assert not list(api.bot.updates.alive())


def test_a_lost_answer_brings_the_same_updates_again(api: BotApi) -> None:
    async def talk(client: aiohttp.ClientSession, bot: str) -> None:
        update = api.person(101).writes("Hallo")
        api.faults.add(faults.bad_gateway(), method="getUpdates", when="after")
        async with client.get(f"{bot}/getUpdates") as response:
            assert response.status == 502
            assert response.content_type == "text/html"
        async with client.get(f"{bot}/getUpdates", params={"timeout": "30"}) as response:
            assert (await response.json())["result"] == [update]

    over_http(api, talk)


def test_connections_break_and_answers_stay_away(api: BotApi) -> None:
    async def talk() -> None:
        async with serve(api) as url, builder(api, url).updater(None).build() as application:
            bot = application.bot
            api.faults.add(Reset(), method="sendMessage", when="after")
            with pytest.raises(NetworkError, match=r"disconnected|reset"):
                await bot.send_message(101, "eins")
            api.faults.add(Silence(), method="sendMessage")
            with pytest.raises(TimedOut):
                await bot.send_message(101, "zwei", read_timeout=0.05)
            api.faults.add(Silence(0.01), method="sendMessage", when="after")
            assert (await bot.send_message(101, "drei")).text == "drei"

    asyncio.run(talk())
    assert [seen.text for seen in api.person(101).reads()] == ["eins", "drei"]
