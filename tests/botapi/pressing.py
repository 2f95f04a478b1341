"""How people press buttons and use inline mode."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from tests.botapi import contents
from tests.botapi.state import Bot, Query, User
from tests.botapi.updates import LIFETIMES
from tests.botapi.view import Seen, messages, newest_first, reply_keyboard
from tests.botapi.wire import Json

if TYPE_CHECKING:
    from tests.botapi.core import BotApi
    from tests.botapi.groups import Group

INACCESSIBLE = 0  # the date of a message the bot may no longer look at
READABLE = 48 * 3600


class Presses:
    """The part of a person that presses buttons."""

    api: BotApi
    bot: Bot
    user: User

    def sends(self, content: Json, chat: Group | None = None) -> Json:
        raise NotImplementedError

    def presses(self, label: str, message: Seen | None = None, chat: Group | None = None) -> Json:
        """A button by its label: on the given or the newest message that has it, or below."""
        place = chat.chat if chat else self.api.chats[self.user.id]
        shown = [message] if message else newest_first(self.bot, place)
        for candidate in shown:
            if label in candidate.labels:
                return self._press(candidate, label)
        for button in chain(*reply_keyboard(self.bot, place).get("keyboard", ())):
            if button["text"] == label:
                return self._tap(button, chat)
        labels = [seen.labels for seen in messages(self.bot, place) if seen.labels]
        raise LookupError(f"nobody can press {label!r}; buttons: {labels}")

    def _press(self, message: Seen, label: str) -> Json:
        button = message.button(label)
        if button.kind != "callback_data":
            raise LookupError(f"the bot does not hear of {label!r}: it is a {button.kind}")
        return self.forges(button.payload, message)

    def _tap(self, button: Json, chat: Group | None) -> Json:
        if button.get("request_contact"):
            return self.sends(contents.contact(self.user), chat)
        if button.get("request_location"):
            return self.sends(contents.location(), chat)
        return self.sends(contents.text(button["text"]), chat)

    def forges(self, data: str, message: Seen | Json | None = None) -> Json:
        """A press with any data, on a message as seen or as raw JSON."""
        raw = message.json if isinstance(message, Seen) else message
        raw = raw or {"message_id": 1, "chat": self.api.chats[self.user.id].json(), "date": 0}
        place, number = raw["chat"], str(4_000_000_000 + next(self.bot.numbers))
        query = self._query(number, "callback_query") | {
            "message": self._visible(raw),
            "chat_instance": str(place["id"] * 7919),
            "data": data,
        }
        return self.bot.updates.push("callback_query", query, f"callback {self.user.id}")

    def _visible(self, raw: Json) -> Json:
        """The message as the bot gets it; deleted and old ones are bare."""
        place, number = raw["chat"], raw["message_id"]
        stored = self.bot.messages.get(place["id"], number)
        if stored and self.api.clock.now() - stored.json["date"] <= READABLE:
            return stored.json
        return {"chat": place, "message_id": number, "date": INACCESSIBLE}

    def _query(self, number: str, kind: str) -> Json:
        expires = self.api.clock.now() + LIFETIMES[kind]
        self.bot.queries[number] = Query(number, self.user.id, expires)
        return {"id": number, "from": self.user.json()}

    def inline(self, words: str, offset: str = "", chat_type: str = "sender") -> Json:
        """Ask in inline mode, from the input line of any chat."""
        number = str(5_000_000_000 + next(self.bot.numbers))
        query = self._query(number, "inline_query") | {
            "query": words,
            "offset": offset,
            "chat_type": chat_type,
        }
        return self.bot.updates.push("inline_query", query, f"inline {self.user.id}")

    def results(self, asked: Json) -> list[Json]:
        """What the bot offered for an inline query, given as its update."""
        answer = self.bot.inline_answers.get(asked["inline_query"]["id"], {})
        found: list[Json] = answer.get("results", [])
        return found

    def chooses(self, asked: Json, result_id: str) -> Json:
        """Take one of the results of an inline query."""
        result = next(result for result in self.results(asked) if result["id"] == result_id)
        chosen: dict[str, Any] = {
            "result_id": result_id,
            "from": self.user.json(),
            "query": asked["inline_query"]["query"],
        }
        if "reply_markup" in result:
            number = f"inline-{next(self.bot.numbers)}"
            chosen["inline_message_id"] = number
            shown = result.get("input_message_content", {})
            self.bot.inline_messages[number] = shown | {"reply_markup": result["reply_markup"]}
        return self.bot.updates.push("chosen_inline_result", chosen, f"inline {self.user.id}")
