"""What an update costs beside its handler: inbox, lane and done, measured in bare echoes."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from bot.clock import system_clock
from bot.storage import inbox
from bot.storage.lanes import Turn
from bot.storage.units import Storage
from bot.telegram.access import Access
from bot.telegram.intake import Intake
from bot.telegram.lanes import Handlers, Lanes
from tests.botapi import TOKEN
from tests.kill.trial import database

BATCH = 100
ME = {"id": 110201543, "is_bot": True, "first_name": "Bot", "username": "a_bot"}


class Canned(BaseRequest):
    """Answers every call at once."""

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,
        **more: Any,
    ) -> tuple[int, bytes]:
        chat = request_data.parameters.get("chat_id", 1) if request_data else 1
        message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}
        result = ME if url.endswith("getMe") else message
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def update(number: int) -> dict[str, Any]:
    person = {"id": number, "is_bot": False, "first_name": "Anna", "language_code": "de"}
    chat = {"id": number, "type": "private", "first_name": "Anna"}
    message = {"message_id": number, "date": 1, "from": person, "chat": chat, "text": "Schach?"}
    return {"update_id": number, "message": message}


async def _rounds(storage: Storage, rounds: int) -> list[tuple[float, float]]:
    bot: ExtBot[None] = ExtBot(TOKEN, request=Canned(), get_updates_request=Canned())
    app = ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    await app.initialize()
    ended = asyncio.Event()
    left = 0

    async def handle(turn: Turn) -> None:
        nonlocal left
        await app.process_update(Update.de_json(json.loads(turn.raw), bot))
        left -= 1
        if not left:
            ended.set()

    intake = Intake(storage, system_clock)
    lanes = Lanes(storage, Handlers(handle, handle), system_clock, Access(), owner="a")
    stop = asyncio.Event()
    serving = asyncio.create_task(lanes.run(stop))
    measured = []
    for batch in range(rounds):
        updates = [update(batch * BATCH + number) for number in range(1, BATCH + 1)]
        raws = [json.dumps(one) for one in updates]
        started = time.process_time()
        for raw in raws:
            await app.process_update(Update.de_json(json.loads(raw), bot))
        bare = time.process_time() - started
        left = BATCH
        ended.clear()
        started = time.process_time()
        await intake.take(updates)
        await ended.wait()
        while (await storage.read(inbox.backlog)).waiting:
            pass
        measured.append((bare / BATCH, (time.process_time() - started - bare) / BATCH))
    stop.set()
    await serving
    return measured


def trial(folder: Path, rounds: int = 30) -> str:
    with Storage.open(database(folder)) as storage:
        measured = asyncio.run(_rounds(storage, rounds))[2:]
    bare = statistics.median(one for one, _ in measured)
    own = statistics.median(one for _, one in measured)
    ratio = statistics.median(own / bare for bare, own in measured)
    return (
        f"overhead: bare echo {bare * 1e6:.0f} us CPU, our own {own * 1e6:.0f} us on top, "
        f"{ratio:.2f} echoes (demand: 3)"
    )
