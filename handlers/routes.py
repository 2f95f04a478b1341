"""How a conversation is reached: what triggers it, who may use it, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Enum
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import (
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.desk import refusals
from bot.people.roles import Role, may
from handlers import menu
from handlers.context import HOUSE, App, Context, House
from handlers.reply import reply
from handlers.views import human

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
Trigger = BaseHandler[Update, Context, Any]
Taking = Callable[[Update, Context], Coroutine[Any, Any, bool]]
"""Answers an update, or says that it is for somebody else."""


class Scope(Enum):
    PRIVATE = "private"
    GROUP = "group"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class Route:
    """One way in. Who may use it and where is never left to a default.

    `knows`, where given, must know the text as well: for words that stand in the town's data.
    `declines` says that the callback may leave the update to the other routes.
    """

    trigger: Trigger
    role: Role
    scope: Scope
    knows: Callable[[House, str], bool] | None = None
    declines: bool = False

    @property
    def name(self) -> str:
        """What the audit calls it, such as team.press_team."""
        callback = self.trigger.callback
        module = getattr(callback, "__module__", "").rpartition(".")[2]
        return f"{module}.{getattr(callback, '__name__', 'partial')}"


class Pressed(CallbackQueryHandler[Context, Any]):
    """A press goes by its code alone; one without a code would suit the stock handler always."""

    def __init__(self, callback: Callback | Taking, code: str) -> None:
        self.code = re.compile(code)
        super().__init__(callback, pattern=self.code)

    def check_update(self, update: object) -> Any:
        query = update.callback_query if isinstance(update, Update) else None
        return query and self.code.match(query.data or "")


def command(names: tuple[str, ...], callback: Callback, role: Role = Role.CITIZEN) -> Route:
    """A slash command in somebody's private chat, under all its names."""
    handler: Trigger = CommandHandler(names, callback, ~filters.UpdateType.EDITED_MESSAGE)
    return Route(handler, role, Scope.PRIVATE)


def press(code: str, callback: Callback, role: Role = Role.CITIZEN) -> Route:
    """A button whose code is `code` alone or starts with it and a colon, in a private chat."""
    handler: Trigger = Pressed(callback, rf"^{code}(:|\||$)")
    return Route(handler, role, Scope.PRIVATE)


def message(which: filters.BaseFilter, callback: Callback) -> Route:
    """A message of citizens in their private chat."""
    handler: Trigger = MessageHandler(which, callback)
    return Route(handler, Role.CITIZEN, Scope.PRIVATE)


def maybe(callback: Taking, which: filters.BaseFilter | None = None) -> Route:
    """A text of citizens that may be the answer to what they were asked; tried before all others."""
    handler: Trigger = MessageHandler(which or _TEXT, callback)
    return Route(handler, Role.CITIZEN, Scope.PRIVATE, declines=True)


def aside(code: str, callback: Taking) -> Route:
    """Any button but those of `code`, before what it does."""
    handler: Trigger = Pressed(callback, rf"^(?!{code}(:|\||$))")
    return Route(handler, Role.CITIZEN, Scope.PRIVATE, declines=True)


def words(spoken: tuple[str, ...], callback: Callback) -> Route:
    """Words of citizens that mean a button when they stand alone, as regular expressions."""
    pattern = re.compile(rf"^\W*((bitte|please) )?({'|'.join(spoken)})\W*$", re.IGNORECASE)
    return message(filters.Regex(pattern) & ~filters.UpdateType.EDITED_MESSAGE, callback)


def named(knows: Callable[[House, str], bool], callback: Callback) -> Route:
    """A text of citizens that is the name of something in the town's data."""
    handler: Trigger = MessageHandler(_TEXT, callback)
    return Route(handler, Role.CITIZEN, Scope.PRIVATE, knows)


_TEXT = filters.TEXT & ~filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE


_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP, ChatType.CHANNEL}
"""A channel is a group that we only ever leave."""


def scope_of(update: Update) -> Scope | None:
    """Where an update comes from; None for what comes from nowhere."""
    if update.inline_query is not None:
        return Scope.INLINE
    chat = update.effective_chat
    if chat is None:
        return None
    if chat.type == ChatType.PRIVATE:
        return Scope.PRIVATE
    return Scope.GROUP if chat.type in _GROUPS else None


def at_first_hand(update: Update) -> bool:
    """Whether the person themselves wrote or pressed it just now, under their own name."""
    if update.callback_query is not None:
        return True
    message = update.message
    return message is not None and not (
        message.forward_origin or message.via_bot or message.sender_chat
    )


class Gate(BaseHandler[Update, Context, Any]):
    """Lets an update reach a route only where the route belongs, and only who may use it."""

    def __init__(self, route: Route, house: House) -> None:
        super().__init__(route.trigger.callback)
        self.route = route
        self.house = house

    def check_update(self, update: object) -> Any:
        route = self.route
        if not isinstance(update, Update) or scope_of(update) is not route.scope:
            return None
        if route.role is not Role.CITIZEN and not at_first_hand(update):
            return None
        found = route.trigger.check_update(update)
        return found if found and self._knows(update) else None

    def _knows(self, update: Update) -> bool:
        if self.route.knows is None:
            return True
        message = update.message
        return message is not None and self.route.knows(self.house, message.text or "")

    async def handle_update(
        self, update: Update, application: Any, check_result: Any, context: Context
    ) -> None:
        """The role is read now, for this one action: what was taken back is gone at once."""
        if not may(await self._held(update, context), self.route.role):
            await _refuse(update, context, self.route)
            return
        taken = await super().handle_update(update, application, check_result, context)
        if self.route.declines and taken:
            raise ApplicationHandlerStop

    async def _held(self, update: Update, context: Context) -> frozenset[Role]:
        """What citizens may needs no look into the database."""
        return frozenset() if self.route.role is Role.CITIZEN else await context.roles(update)

    def collect_additional_context(
        self, context: Context, update: Update, application: Any, check_result: Any
    ) -> None:
        self.route.trigger.collect_additional_context(context, update, application, check_result)


async def _refuse(update: Update, context: Context, route: Route) -> None:
    """Note who wanted what. In a group nothing is said: it would tell the others."""
    user, house = update.effective_user, context.house
    if user is None:
        return
    now = house.now()
    await house.storage.write(
        lambda db: refusals.note(db, user.id, route.name, update.update_id, now)
    )
    if route.scope is not Scope.PRIVATE:
        return
    scene = await context.scene(update)
    await reply(update, context, human.not_yours(scene.say, scene.catalogue.town.office))
    # What somebody lost by the command line still stands in their menu.
    await menu.show(context.bot, user.id, scene.say, await context.roles(update))


def register(application: App, routes: tuple[Route, ...]) -> None:
    """Order matters: the first route that takes an update is the only one.

    Routes that may decline come first, each in a group of its own: a group tries only one.
    """
    for place, route in enumerate(routes):
        gate = Gate(route, application.bot_data[HOUSE])
        application.add_handler(gate, group=place if route.declines else len(routes))
