"""Puts everything together, once."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from telegram import BotCommand, BotCommandScopeAllPrivateChats
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot
from telegram.request import BaseRequest

from bot import retention
from bot.alerts import digest, watching
from bot.clock import Clock, system_clock
from bot.clusters import looking as clusters
from bot.desk import duties
from bot.groups import chats
from bot.groups.seeding import seed
from bot.i18n import DEFAULT, LANGUAGES, base, say_in
from bot.library import Library
from bot.mail import off
from bot.mail import sender as mail
from bot.meaning.nearness import installed_meaning
from bot.message import Message
from bot.outbox import DeliveryKind, Outbox
from bot.pairing import looking as pairs
from bot.pairing.errand import Errand
from bot.people.roles import Role
from bot.questions import Questions
from bot.settings import Settings
from bot.storage import roles
from bot.storage.deliveries import Delivery
from bot.storage.lanes import Turn
from bot.storage.units import Db, Storage
from bot.telegram import processing
from bot.telegram.access import Access
from bot.telegram.farewell import hang_up
from bot.telegram.lanes import Handlers
from bot.telegram.leaving import say_last
from bot.telegram.limits import Limits
from bot.telegram.pace import Urgency
from bot.telegram.render import parameters
from bot.telegram.service import Chore, Service, Webhook, following
from handlers import ERROR_HANDLER, ROUTES, alert_news, flood, letters, menu, news, posts, reminders
from handlers.context import HOUSE, App, Context, House
from handlers.desk import news as desk_news
from handlers.routes import register
from handlers.views import commands, twice


async def furnish(
    settings: Settings,
    storage: Storage,
    clock: Clock = system_clock,
    library: Library | None = None,
) -> House:
    """The house over an open database; unless a library is given, an empty one is filled
    from the town's files.
    """
    if library is None:
        meaning = installed_meaning(wanted=settings.meaning)
        library = await Library.open(storage, settings.data_dir, clock(), meaning)
    await storage.write(lambda db: seed(db, settings.data_dir))
    appointed = dict.fromkeys(settings.admins, Role.ADMIN)
    questions = Questions(storage, library)
    mails = settings.smtp is not None
    return House(storage, library, questions, clock, settings.timezone, appointed, mails)


def application(house: House, bot: ExtBot[Any]) -> App:
    """Our conversations on a bot. Updates are given to it one by one; nothing is polled here."""
    types: ContextTypes[Any, Any, Any, Any] = ContextTypes(context=Context)
    builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None).context_types(types)
    built: App = builder.build()
    built.bot_data[HOUSE] = house
    register(built, ROUTES)
    built.add_error_handler(ERROR_HANDLER)
    return built


def telegram_bot(
    token: str, api_url: str, request: BaseRequest | None = None, limits: Limits | None = None
) -> ExtBot[Any]:
    """A bot that speaks to a Bot API server, or to whatever `request` stands for."""
    return ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=limits,
    )


async def process(app: App, raw: str) -> None:
    """One update as Telegram sent it, outside of any lane."""
    await app.process_update(processing.parse(app, raw))


async def introduce(bot: ExtBot[Any]) -> None:
    """Register our commands, per language Telegram knows."""
    everywhere = BotCommandScopeAllPrivateChats()
    for language in dict.fromkeys(map(base, LANGUAGES)):
        listed = [BotCommand(name, text) for name, text in commands.listed(say_in(language))]
        code = None if language == DEFAULT else language
        await bot.set_my_commands(listed, scope=everywhere, language_code=code)


async def introduce_team(app: App) -> None:
    """Register what those can do beside who have a role with commands of its own."""
    house, say = app.bot_data[HOUSE], say_in(DEFAULT)
    granted = await house.storage.read(roles.granted)
    for person in {*house.appointed, *(grant.person for grant in granted)}:
        held = await house.roles(person)
        if commands.of_roles(say, held):
            await menu.show(app.bot, person, say, held)


async def serve(
    settings: Settings,
    storage: Storage,
    stop: asyncio.Event,
    *,
    alone: bool,
    clock: Clock = system_clock,
) -> None:
    """Serve on Telegram until `stop`. `alone`: no other process serves from this database."""
    house = await furnish(settings, storage, clock)
    access = Access()
    limits = Limits(settings.send_rate, access, following(storage))
    bot = telegram_bot(settings.token, settings.api_url, limits=limits)
    app = application(house, bot)
    errand = Errand(partial(propose, house))
    box = Outbox(owed_kinds(house, lambda: bot.username), settings.timezone, _mark_double)
    service = Service(
        storage=storage,
        bot=bot,
        access=access,
        limits=limits,
        handlers=Handlers(partial(processing.process, app), partial(_notice, app)),
        box=box,
        send=partial(_send, bot),
        clock=house.clock,
        prepare=partial(_prepare, app),
        alone=alone,
        webhook=_webhook(settings),
        health_at=settings.health_listen,
        tick_seconds=settings.tick_seconds,
        each_tick=partial(_tick, house, errand),
        duties=[
            partial(duties.plan, zone=settings.timezone, appointed=house.appointed),
            chats.watch,
            *without_mail(settings, box),
        ],
        chores=[rule.drop for rule in retention.RULES],
        beside=_mail(settings, house, box),
    )
    try:
        await service.run(stop)
    finally:
        await errand.end()
        await app.shutdown()
        await hang_up(bot)


def _mail(
    settings: Settings, house: House, box: Outbox
) -> Callable[[asyncio.Event], Coroutine[Any, Any, None]] | None:
    """Sends e-mails until it is told to stop; None where there is no server."""
    if settings.smtp is None:
        return None
    writer = letters.Writer(house.library, house.clock, settings.mail_from)
    owner = secrets.token_hex(8)
    sender = mail.Sender(house.storage, box, writer.write, settings.smtp, house.clock, owner=owner)
    return sender.run


def without_mail(settings: Settings, box: Outbox) -> Sequence[Chore]:
    """What is done about e-mails that are owed; nothing where a sender takes care of them."""
    return [] if settings.smtp else [partial(off.give_up, box=box)]


def owed_kinds(house: House, name: Callable[[], str] = str) -> tuple[DeliveryKind, ...]:
    """Every kind of message that people and Telegram groups are owed.

    `name` is what Telegram calls us; without one, posts in groups have no link to our chat.
    """
    library = house.library
    desk = desk_news.kinds(library.catalogue.town.topics, house.timezone, house.appointed)
    ours = (*reminders.kinds(library, house.clock), *alert_news.kinds(library, house.local))
    by_mail = letters.kinds(library)
    return (*news.kinds(library), *desk, *ours, *by_mail, *posts.kinds(house.clock, name))


async def keep_up(house: House, only: int | None = None) -> None:
    """Take over a newer catalogue, find what in it is new for whom, and plan to tell them.

    In a terminal, to tell `only` the person there.
    """
    await house.library.refresh()
    now = house.now()
    await watching.look(house.storage, house.library.edition, now, house.today())
    if await house.storage.read(lambda db: digest.waiting(db, only)):
        await house.storage.write(lambda db: digest.plan(db, now, house.timezone, only))


async def propose(house: House) -> None:
    """Find for staff which open wishes may be fulfilled."""
    await clusters.look(house.storage)
    await pairs.look(house.storage, house.library.edition, house.now(), house.today())


async def _tick(house: House, errand: Errand) -> None:
    await keep_up(house)
    errand.begin()


async def _prepare(app: App) -> None:
    await app.initialize()
    await introduce(app.bot)
    await introduce_team(app)


async def _notice(app: App, turn: Turn) -> None:
    update = processing.parse(app, turn.raw)
    await flood.slow_down(update, Context.from_update(update, app))


async def _send(bot: ExtBot[Any], chat: int, message: Message) -> int:
    if message.last:
        return await say_last(bot, chat, message)
    sent = await bot.send_message(chat, **parameters(message), rate_limit_args=Urgency.OWED)
    return sent.message_id


def _mark_double(db: Db, delivery: Delivery, message: Message) -> Message:
    del db, delivery  # everybody reads this in German until kinds know their reader
    return twice.marked(say_in(DEFAULT), message)


def _webhook(settings: Settings) -> Webhook | None:
    if not settings.webhook_url:
        return None
    return Webhook(settings.webhook_url, settings.webhook_secret, *settings.webhook_listen)
