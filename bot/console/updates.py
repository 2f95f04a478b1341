"""Updates as Telegram would send them, for what is typed in a terminal."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from time import time_ns
from typing import Any

Json = dict[str, Any]

_MILLISECOND = 1_000_000

PERSON = 1
"""The number of whoever sits at the terminal; nobody on Telegram has it."""


@dataclass(slots=True)
class Typist:
    """The one person at the terminal, in the one private chat. Time is in Unix seconds."""

    language: str
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _updates: count[int] = field(default_factory=lambda: count(time_ns() // _MILLISECOND))
    """A number that an earlier conversation over the same database had would be that update again."""

    @property
    def user(self) -> Json:
        name = "Terminal"
        return {"id": PERSON, "is_bot": False, "first_name": name, "language_code": self.language}

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
        chat = {"id": PERSON, "type": "private", "first_name": "Terminal"}
        return {"message_id": number, "date": now, "chat": chat}

    def _update(self, **content: Json) -> str:
        return json.dumps({"update_id": next(self._updates), **content})
