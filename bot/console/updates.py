"""Updates as Telegram would send them, for what is typed in a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from time import time_ns
from typing import Any

from bot.people.roles import Role

Json = dict[str, Any]

_MILLISECOND = 1_000_000

CITIZEN = 1
PERSONS: Mapping[Role, int] = {
    Role.CITIZEN: CITIZEN,
    Role.MEMBER: 11,
    Role.PROVIDER: 12,
    Role.STAFF: 13,
    Role.ADMIN: 14,
}
"""The numbers of those who sit at terminals; nobody on Telegram has one of them."""


@dataclass(slots=True)
class Typist:
    """The one person at the terminal, in the one private chat. Time is in Unix seconds."""

    language: str
    person: int = CITIZEN
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _updates: count[int] = field(default_factory=lambda: count(time_ns() // _MILLISECOND))
    """A number that an earlier conversation over the same database had would be that update again."""

    @property
    def user(self) -> Json:
        name = "Terminal"
        return {
            "id": self.person,
            "is_bot": False,
            "first_name": name,
            "language_code": self.language,
        }

    def writes(self, text: str, now: int) -> str:
        message = {**self.chat_message(next(self._numbers), now), "from": self.user, "text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self._update(message=message)

    def presses(self, data: str, message: Json) -> str:
        query = {
            "id": str(next(self._numbers)),
            "from": self.user,
            "chat_instance": "terminal",
            "message": message,
            "data": data,
        }
        return self._update(callback_query=query)

    def chat_message(self, number: int, now: int) -> Json:
        chat = {"id": self.person, "type": "private", "first_name": "Terminal"}
        return {"message_id": number, "date": now, "chat": chat}

    def _update(self, **content: Json) -> str:
        return json.dumps({"update_id": next(self._updates), **content})
