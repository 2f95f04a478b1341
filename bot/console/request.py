"""A Bot API whose chat is the screen: the bot's calls are printed instead of sent."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from rich.console import Console
from rich.text import Text
from telegram.request import BaseRequest, RequestData

from bot.console.screen import readable
from bot.console.updates import Json, Typist

BOT = {"id": 2, "is_bot": True, "first_name": "Bildungslotse", "username": "bildungslotse_bot"}


class ScreenRequest(BaseRequest):
    """Answers the few methods the conversations use. `buttons` are those of the last message."""

    def __init__(self, screen: Console, typist: Typist) -> None:
        self.screen = screen
        self.typist = typist
        self.buttons: list[Json] = []
        self.message: Json = {}
        self._numbers = count(1)

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to connect to."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        del method
        parameters = request_data.parameters if request_data else {}
        if request_data and request_data.contains_files:
            self._show_files(request_data)
        result = self._perform(url.rsplit("/", 1)[-1], parameters)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _perform(self, method: str, parameters: Json) -> object:
        match method:
            case "getMe":
                return BOT
            case "sendMessage":
                return self._show(next(self._numbers), parameters)
            case "editMessageText":
                return self._show(int(parameters["message_id"]), parameters)
            case "sendDocument" | "sendPhoto":
                return self._show_caption(next(self._numbers), parameters)
            case _:
                return True

    def _show(self, number: int, parameters: Json) -> Json:
        rows = parameters.get("reply_markup", {}).get("inline_keyboard", [])
        self.buttons = [button for row in rows for button in row]
        self.screen.print()
        self.screen.print(readable(parameters["text"]), highlight=False)
        if self.buttons:
            self.screen.print()
        for place, button in enumerate(self.buttons, 1):
            self.screen.print(Text.assemble((f"  {place:>2} ", "bold cyan"), _label(button)))
        text = readable(parameters["text"]).plain
        self.message = {**self.typist.chat_message(number, 0), "from": BOT, "text": text}
        if rows:
            self.message["reply_markup"] = parameters["reply_markup"]
        return self.message

    def _show_files(self, data: RequestData) -> None:
        """Each as a line with its name and how long it is."""
        self.screen.print()
        for name, content, _mime in data.multipart_data.values():
            size = len(content) if isinstance(content, bytes) else 0
            self.screen.print(Text(f"[{name}, {size} B]", "bold"))

    def _show_caption(self, number: int, parameters: Json) -> Json:
        """The words below a file. The buttons stay those of the message above it."""
        self.screen.print(readable(parameters.get("caption", "")), highlight=False)
        return {**self.typist.chat_message(number, 0), "from": BOT}


def _label(button: Json) -> str:
    """What is on the button, and for links where they lead."""
    beside = button.get("url") or button.get("copy_text", {}).get("text")
    return f"{button['text']}  {beside}" if beside else str(button["text"])
