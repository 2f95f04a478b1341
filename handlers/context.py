"""What every handler is given beside the update: the house, and the person's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.clock import Clock
from bot.guide import memory
from bot.i18n import Say, negotiate, say_in
from bot.library import Library
from bot.people.roles import Role, held
from bot.questions import Questions, Sender
from bot.storage import cards, people
from bot.storage.cards import Card, Known
from bot.storage.units import Storage
from handlers.views import buttons
from handlers.views.scene import Scene

HOUSE = "house"


@dataclass(frozen=True, slots=True)
class House:
    """Everything the conversations use, put together once in `bot.app`."""

    storage: Storage
    library: Library
    questions: Questions
    clock: Clock
    timezone: ZoneInfo
    appointed: Mapping[int, Role] = field(default_factory=dict)
    """Roles that persons have by the settings, whatever stands in the database."""
    mails: bool = False
    """Whether e-mail is sent."""

    @property
    def admins(self) -> frozenset[int]:
        """Who is an admin by the settings."""
        return frozenset(who for who, role in self.appointed.items() if role is Role.ADMIN)

    async def roles(self, person: int) -> frozenset[Role]:
        """What a person may be at this moment, beside a citizen."""
        given = await self.storage.read(lambda db: held(db, person))
        return given | {role for who, role in self.appointed.items() if who == person}

    def now(self) -> datetime:
        return self.clock()

    def local(self) -> datetime:
        """The present moment as the town's clocks show it."""
        return self.clock().astimezone(self.timezone)

    def today(self) -> date:
        """The day it is in the town."""
        return self.local().date()


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[str, House]]):
    _known: Known | None = None

    @property
    def house(self) -> House:
        return self.bot_data[HOUSE]

    async def _know(self, person: int) -> Known:
        """What is needed to answer a person; read once an update."""
        if self._known is None:
            now, read = self.house.now(), self.house.storage.read
            self._known = await read(lambda db: memory.known(db, person, now))
        return self._known

    async def _card(self, update: Update) -> Card | None:
        """The card that an update answers: of one that is worked on once more, that before it.

        A wish knows by itself what was done to it already.
        """
        user = update.effective_user
        known = await self._know(user.id) if user else Known()
        is_wish = known.last is not None and known.last.code.split(":")[0] == buttons.WISH
        once_more = known.origin == update.update_id and not is_wish
        return known.before if once_more else known.last

    async def open_card(self, update: Update) -> str:
        """The code of the card this person was shown last, "" for none."""
        card = await self._card(update)
        return card.code if card else ""

    async def card_shown_at(self, update: Update) -> datetime | None:
        """When that card was shown."""
        card = await self._card(update)
        return card.shown_at if card else None

    async def card_message(self, update: Update) -> int | None:
        """The message that shows that card, where it was kept."""
        card = await self._card(update)
        return card.message if card else None

    async def keep_card(self, update: Update, code: str, message: int | None = None) -> None:
        """Remember the card a person is shown, so that its buttons can be typed; "" forgets it.

        `message` is the one that shows it, where what is typed is to change it.
        """
        user, now = update.effective_user, self.house.now()
        if user is not None:
            number = update.update_id
            await self.house.storage.write(
                lambda db: cards.keep(db, user.id, code, now, message, number)
            )

    async def say(self, update: object) -> Say:
        """The language this person chose, else the one of their Telegram."""
        user = update.effective_user if isinstance(update, Update) else None
        if user is None:
            return say_in(negotiate(None))
        return say_in((await self._know(user.id)).language or negotiate(user.language_code))

    async def roles(self, update: Update) -> frozenset[Role]:
        """What the person may be at this moment, beside a citizen."""
        user = update.effective_user
        return await self.house.roles(user.id) if user else frozenset()

    async def scene(self, update: Update) -> Scene:
        say, user = await self.say(update), update.effective_user
        telegram = (user.language_code if user else None) or ""
        house = self.house
        catalogue, name = house.library.catalogue, self.bot.username
        return Scene(say, catalogue, house.local(), name, telegram, house.admins)

    async def as_to_a_child(self, update: Update, scene: Scene) -> Scene:
        """Du, now and from now on, unless the person chose how we speak."""
        say, user, today = scene.say.informal, update.effective_user, self.house.today()
        if user is None or say is scene.say:
            return scene
        follows = await self.house.storage.write(
            lambda db: people.suggest_language(db, user.id, say.language, today)
        )
        return replace(scene, say=say) if follows else scene

    def sender(self, update: Update, say: Say) -> Sender:
        user = update.effective_user
        person = user.id if user else 0
        house = self.house
        return Sender(person, update.update_id, say.language, house.now(), house.today())


App = Application[
    ExtBot[None],
    Context,
    dict[Any, Any],
    dict[Any, Any],
    dict[str, House],
    None,
]
"""Our python-telegram-bot application, with its types filled in."""
