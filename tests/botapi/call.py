"""One call of a method: who asks, what for, and where it may write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.botapi.errors import ApiError, bad_request, forbidden
from tests.botapi.state import Bot, Chat, Stored
from tests.botapi.wire import Json, Upload

if TYPE_CHECKING:
    from tests.botapi.core import BotApi


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose parameters were found right."""

    api: BotApi
    bot: Bot
    method: str
    params: Json
    files: dict[str, Upload]

    @property
    def now(self) -> float:
        return self.api.clock.now()

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat the bot writes to, if it may."""
        if name not in self.params:
            raise bad_request(f"{name} is empty")
        chat = self.api.find_chat(self.params[name])
        if chat is None:
            raise bad_request("chat not found")
        refusal = refused(self.bot, chat)
        if refusal is not None:
            raise refusal
        return chat

    def message(self, verb: str) -> Stored:
        """The message that is to be edited or deleted."""
        chat = self.chat()
        if "message_id" not in self.params:
            raise bad_request("message identifier is not specified")
        stored = self.bot.messages.get(chat.id, self.params["message_id"])
        if stored is None:
            raise bad_request(f"message to {verb} not found")
        return stored


Method: TypeAlias = Callable[[Call], Any]


def refused(bot: Bot, chat: Chat) -> ApiError | None:
    """Why the bot may not write to a chat."""
    return _private(bot, chat) if chat.user is not None else _group(bot, chat)


def _private(bot: Bot, chat: Chat) -> ApiError | None:
    user = chat.user
    if user is None or user.deleted:
        return forbidden("user is deactivated")
    if user.is_bot:
        return forbidden("bot can't send messages to bots")
    if user.id in bot.blocked:
        return forbidden("bot was blocked by the user")
    if user.id not in bot.started:
        return forbidden("bot can't initiate conversation with a user")
    return None


def _group(bot: Bot, chat: Chat) -> ApiError | None:
    if chat.migrated_to is not None:
        text = "group chat was upgraded to a supergroup chat"
        return bad_request(text, migrate_to_chat_id=chat.migrated_to)
    standing = chat.members.get(bot.user.id)
    if standing == "kicked":
        return forbidden(f"bot was kicked from the {chat.type} chat")
    if not chat.holds(bot.user.id):
        return forbidden(f"bot is not a member of the {chat.type} chat")
    if standing == "restricted":
        return bad_request("not enough rights to send text messages to the chat")
    return None
