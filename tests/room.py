"""A Telegram group with the bot, staff and others in it, for dialogue tests."""

from __future__ import annotations

from telegram.error import BadRequest, Forbidden

from bot.app import owed_kinds
from bot.groups import chats
from bot.message import Message
from bot.outbox import Outbox, Prepared
from bot.storage import groups
from bot.storage.deliveries import Outcome, settle
from bot.storage.groups import WorkingGroup
from bot.storage.outbox import State
from bot.telegram.render import parameters
from tests.botapi.groups import Group
from tests.circle import Circle
from tests.gathering import BERLIN
from tests.house import Citizen, Rig

TELEGRAM = -1_001_700
LATER = 11
"""Seconds after which an unknown group is left."""


class Room(Circle):
    """The group "Leitbild" and a Telegram group, which the bot is not in yet."""

    def __init__(self, rig: Rig, kind: str = "supergroup") -> None:
        super().__init__(rig)
        self.box = Outbox(
            owed_kinds(rig.house, lambda: rig.app.bot.username), BERLIN, lambda _d, _o, text: text
        )
        people = (self.staff.person, self.anna.person)
        self.chat: Group = rig.api.group(
            TELEGRAM, "Leitbild-Chat", kind=kind, members=people, bot_status="left"
        )

    @property
    def linked(self) -> int | None:
        """The number of the Telegram group that the working group has."""
        found: WorkingGroup | None = self.write(lambda db: groups.find(db, self.group.id))
        assert found is not None
        return found.telegram_group

    def adds(self, who: Citizen) -> None:
        """Somebody takes the bot in, and what is due at once is sent."""
        self.chat.adds_bot(who.person)
        self.rig.settle()
        self.post()

    def link(self) -> None:
        self.staff.says("/start")
        self.adds(self.staff)
        self.staff.presses(self.group.about.name)
        self.post()

    def post(self, **later: float) -> list[str]:
        """Send what is due, now or some time later; what the Telegram group reads of it."""
        self.rig.hands.advance(**later)
        self.write(lambda db: chats.watch(db, self.rig.hands.now))
        before = len(self.reads())
        now = self.rig.hands.now
        ready, _ = self.write(lambda db: self.box.claim(db, "test", now, 100))
        for one in ready:
            self._deliver(one)
        return self.reads()[before:]

    def _deliver(self, prepared: Prepared) -> None:
        delivery, message = prepared
        ended = self.rig.run(self._sent(delivery.id, delivery.chat, message))
        self.write(lambda db: settle(db, "test", [ended], self.rig.hands.now))

    async def _sent(self, number: int, chat: int, message: Message) -> Outcome:
        bot = self.rig.app.bot
        try:
            sent = await bot.send_message(chat, **parameters(message))
            if message.last:
                await bot.leave_chat(chat)
        except (BadRequest, Forbidden) as error:
            return Outcome(number, State.BLOCKED, reason=error.message, silenced=chat)
        return Outcome(number, State.SENT, message_id=sent.message_id)

    def reads(self) -> list[str]:
        """What the bot wrote in the Telegram group."""
        return [seen.text for seen in self.chat.reads() if seen.by_bot]

    @property
    def is_in(self) -> bool:
        """Whether the bot is in the Telegram group."""
        return self.chat.chat.holds(self.rig.api.bot.user.id)
