"""The smallest bot on our ground: answers every text once, and sends what it owes."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from telegram import Update
from telegram.ext import (
    ApplicationBuilder,
    ContextTypes,
    ExtBot,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot import retention
from bot.clock import Clock, system_clock
from bot.groups import plan
from bot.groups.due import is_urgent, still_due
from bot.message import Message
from bot.outbox import DeliveryKind, Outbox
from bot.storage import asked
from bot.storage.deliveries import Delivery
from bot.storage.lanes import Turn
from bot.storage.units import Db, Storage
from bot.telegram.access import Access
from bot.telegram.lanes import Handlers
from bot.telegram.limits import Limits
from bot.telegram.pace import Urgency
from bot.telegram.processing import AnyApplication, note, process, turn
from bot.telegram.service import Service, following

BERLIN = ZoneInfo("Europe/Berlin")
NOTICE = "Das war sehr viel auf einmal."
POISON = "Gift"


def news(_db: Db, delivery: Delivery) -> Message:
    return Message(Markup(f"Nachricht {delivery.object}"))


def reminder(db: Db, delivery: Delivery) -> Message | None:
    """Of a meeting that is looked at again."""
    due = still_due(db, delivery)
    return Message(Markup(f"Nachricht {delivery.chat}")) if due else None


def twice(_db: Db, _delivery: Delivery, message: Message) -> Message:
    return Message(message.html + " (evtl. doppelt)")


KINDS = (
    DeliveryKind("news", news, quiet=False),
    *(DeliveryKind(kind, reminder, series="meeting", urgent=is_urgent) for kind in plan.KINDS),
)


def application(bot: ExtBot[Urgency], storage: Storage, clock: Clock) -> AnyApplication:
    """Keeps each question and answers it; a poisoned one always fails."""

    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        assert message is not None
        text = message.text or ""
        if text == POISON:
            raise ValueError(text)
        now = clock()
        await storage.write(
            lambda db: asked.keep(db, update.update_id, text, language="de", now=now)
        )
        await message.reply_text(f"Antwort auf {text}")

    async def failed(_update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert isinstance(context.error, Exception)
        current = turn()
        if note(context.error) and current is not None:
            await bot.send_message(current.person, "Das ging schief.")

    built: AnyApplication = ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
    built.add_handler(MessageHandler(filters.TEXT, answer))
    built.add_error_handler(failed)
    return built


def service(
    storage: Storage,
    token: str,
    *,
    request: BaseRequest | None = None,
    api_url: str = "http://127.0.0.1",
    rate: float = 25,
    clock: Clock = system_clock,
    alone: bool = True,
    **more: Any,
) -> Service:
    """That bot, put together as the application does it."""
    access = Access()
    limits = Limits(rate, access, following(storage))
    bot: ExtBot[Urgency] = ExtBot(
        token,
        base_url=f"{api_url}/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=limits,
    )
    app = application(bot, storage, clock)

    async def handle(current: Turn) -> None:
        await process(app, current)

    async def notice(current: Turn) -> None:
        await bot.send_message(current.person, NOTICE)

    async def send(chat: int, message: Message) -> int:
        sent = await bot.send_message(
            chat, message.html, parse_mode="HTML", rate_limit_args=Urgency.OWED
        )
        return sent.message_id

    return Service(
        storage=storage,
        bot=bot,
        access=access,
        limits=limits,
        handlers=Handlers(handle, notice),
        box=Outbox(KINDS, BERLIN, twice),
        send=send,
        clock=clock,
        prepare=app.initialize,
        alone=alone,
        chores=[rule.drop for rule in retention.RULES],
        **more,
    )
