"""Groups: who comes and goes, and how they become supergroups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.botapi.state import Bot, Chat, User
from tests.botapi.view import Seen, last_of, messages
from tests.botapi.wire import Json

if TYPE_CHECKING:
    from tests.botapi.core import BotApi
    from tests.botapi.people import Person


class Group:
    """A group or supergroup, seen by its members."""

    def __init__(self, api: BotApi, bot: Bot, chat: Chat) -> None:
        self.api = api
        self.bot = bot
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    def reads(self) -> list[Seen]:
        """All messages as they look now, the oldest first."""
        return messages(self.bot, self.chat)

    @property
    def last(self) -> Seen:
        """The newest message of the bot."""
        return last_of(self.bot, self.chat)

    def adds_bot(self, by: Person, status: str = "member") -> list[Json]:
        """Somebody takes the bot in; two updates."""
        return self._moves_bot(by, status, {"new_chat_members": [self.bot.user.json()]})

    def removes_bot(self, by: Person, status: str = "kicked") -> list[Json]:
        """Somebody throws the bot out; two updates."""
        return self._moves_bot(by, status, {"left_chat_member": self.bot.user.json()})

    def promotes_bot(self, by: Person) -> Json:
        """The bot becomes an administrator."""
        return self._changes("my_chat_member", by, self.bot.user, "administrator")

    def joined_by(self, person: Person) -> Json:
        """Somebody comes in."""
        self.chat.members[person.id] = "member"
        return self._serves(person, {"new_chat_members": [person.user.json()]})

    def left_by(self, person: Person) -> Json:
        """Somebody goes."""
        self.chat.members[person.id] = "left"
        return self._serves(person, {"left_chat_member": person.user.json()})

    def migrates(self, to: int, by: Person) -> list[Json]:
        """The group becomes a supergroup; this object moves along; two updates."""
        old, new = self.chat, Chat(to, "supergroup", self.chat.title, members=self.chat.members)
        leaving = self._serves(by, {"migrate_to_chat_id": to})
        self.api.chats[to] = self.chat = new
        old.migrated_to = to
        return [leaving, self._serves(by, {"migrate_from_chat_id": old.id})]

    def _moves_bot(self, by: Person, status: str, service: Json) -> list[Json]:
        change = self._changes("my_chat_member", by, self.bot.user, status)
        return [change, self._serves(by, service)]

    def _changes(self, kind: str, by: Person, user: User, status: str) -> Json:
        before = self.chat.members.get(user.id, "left")
        self.chat.members[user.id] = status
        payload = by.change(self.chat.json(), user, before, status)
        return self.bot.updates.push(kind, payload, f"chat {self.id}")

    def _serves(self, by: Person, content: Json) -> Json:
        number = self.bot.messages.next_id(self.chat)
        message = by.message(number, self.chat.json()) | content
        self.bot.messages.add(message)
        return self.bot.updates.push("message", message, f"chat {self.id}")
