"""People as tests speak of them: they write, press, send, read, block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.botapi import contents
from tests.botapi.members import standing
from tests.botapi.methods import copies
from tests.botapi.methods.profile import commands_seen
from tests.botapi.pressing import Presses
from tests.botapi.state import Bot, Chat, Toast, User
from tests.botapi.view import Seen, last_of, messages
from tests.botapi.wire import Json

if TYPE_CHECKING:
    from tests.botapi.core import BotApi
    from tests.botapi.groups import Group

EDITED = {"text", "entities", "caption", "caption_entities"}


class Person(Presses):
    """Somebody with a Telegram account, talking to one bot.

    What a person does is queued for the bot and returned as the update the bot will get.
    """

    def __init__(self, api: BotApi, bot: Bot, user: User) -> None:
        self.api = api
        self.bot = bot
        self.user = user

    @property
    def id(self) -> int:
        return self.user.id

    # --- sends

    def writes(self, text: str, chat: Group | None = None, reply_to: Seen | None = None) -> Json:
        """A text or a command, in private or in a group."""
        return self.sends(contents.text(text), chat, reply_to)

    def starts(self, payload: str = "") -> Json:
        """Open the bot, perhaps through a deep link."""
        return self.writes(f"/start {payload}".strip())

    def sends_photo(self, caption: str = "", chat: Group | None = None) -> Json:
        return self.sends(contents.photo(self.bot, caption), chat)

    def sends_document(
        self,
        content: bytes = b"Angebot;Ort\n",
        filename: str = "angebote.csv",
        mime: str = "text/csv",
        caption: str = "",
        chat: Group | None = None,
    ) -> Json:
        return self.sends(contents.document(self.bot, content, filename, mime, caption), chat)

    def sends_voice(self, chat: Group | None = None) -> Json:
        return self.sends(contents.voice(self.bot), chat)

    def sends_sticker(self, emoji: str = "👍", chat: Group | None = None) -> Json:
        return self.sends(contents.sticker(self.bot, emoji), chat)

    def sends_contact(self, phone: str = "+4915112345678", chat: Group | None = None) -> Json:
        return self.sends(contents.contact(self.user, phone), chat)

    def sends_location(
        self,
        latitude: float = contents.EISENACH[0],
        longitude: float = contents.EISENACH[1],
        chat: Group | None = None,
    ) -> Json:
        return self.sends(contents.location(latitude, longitude), chat)

    def forwards(self, message: Seen, chat: Group | None = None) -> Json:
        """Pass a message on."""
        content = copies.content(message.json)
        return self.sends(content | {"forward_origin": copies.origin(message.json)}, chat)

    def sends(self, content: Json, chat: Group | None = None, reply_to: Seen | None = None) -> Json:
        """A message with any content."""
        place = chat.chat if chat else self.api.chats[self.id]
        self._comes_by(place)
        replied = {"reply_to_message": reply_to.json} if reply_to else {}
        message = self.message(self.bot.messages.next_id(place), place.json()) | replied | content
        self.bot.messages.add(message)
        return self.bot.updates.push("message", message, f"chat {place.id}")

    def _comes_by(self, place: Chat) -> None:
        """Who writes has started the bot, and no longer blocks it."""
        if place.user is None:
            if not place.holds(self.bot.user.id):
                raise LookupError(f"the bot is not in {place.title!r} and hears nothing")
            return
        if self.id in self.bot.blocked:
            self.unblocks_bot()
        self.bot.started.add(self.id)

    def message(self, number: int, chat: Json) -> Json:
        """The envelope of a message."""
        date = int(self.api.clock.now())
        return {"message_id": number, "from": self.user.json(), "chat": chat, "date": date}

    def edits(self, message: Seen | Json, text: str) -> Json:
        """Change what one wrote before; the message may be given as seen or as the update."""
        old = message.json if isinstance(message, Seen) else message["message"]
        kept = {name: value for name, value in old.items() if name not in EDITED}
        words = contents.text(text)
        if "text" not in old:
            words = {"caption": text}
        edited = kept | words | {"edit_date": int(self.api.clock.now())}
        self.bot.messages.add(edited)
        return self.bot.updates.push("edited_message", edited, f"chat {old['chat']['id']}")

    # --- reads

    def reads(self) -> list[Seen]:
        """All messages of the private chat as they look now, the oldest first."""
        return messages(self.bot, self.api.chats[self.id])

    @property
    def last(self) -> Seen:
        """The newest message of the bot."""
        return last_of(self.bot, self.api.chats[self.id])

    @property
    def toasts(self) -> list[Toast]:
        """What popped up after presses."""
        return [toast for toast in self.bot.toasts if toast.user_id == self.id]

    @property
    def commands(self) -> list[str]:
        """The commands the menu shows in the private chat."""
        own: Json = {"type": "chat", "chat_id": self.id}
        scopes = [own, {"type": "all_private_chats"}, {"type": "default"}]
        found = commands_seen(self.bot, scopes, self.user.language_code)
        return [command["command"] for command in found]

    # --- comes and goes

    def blocks_bot(self) -> Json:
        """Stop the bot."""
        self.bot.blocked.add(self.id)
        return self._membership("member", "kicked")

    def unblocks_bot(self) -> Json:
        """Let the bot write again."""
        self.bot.blocked.discard(self.id)
        return self._membership("kicked", "member")

    def deletes_account(self) -> None:
        """Leave Telegram."""
        self.user.deleted = True

    def _membership(self, old: str, new: str) -> Json:
        chat = self.api.chats[self.id]
        return self.bot.updates.push(
            "my_chat_member", self.change(chat.json(), self.bot.user, old, new), f"chat {chat.id}"
        )

    def change(self, chat: Json, user: User, old: str, new: str) -> Json:
        """A ChatMemberUpdated caused by this person."""
        return {
            "chat": chat,
            "from": self.user.json(),
            "date": int(self.api.clock.now()),
            "old_chat_member": standing(user, old),
            "new_chat_member": standing(user, new),
        }
