"""python-telegram-bot talks to the fake in process: no sockets, no waiting."""

from typing import Any
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from tests.botapi.core import BotApi
from tests.botapi.faults import Answer, Reset
from tests.botapi.wire import Upload

NOT_FOUND = 404


class BotApiRequest(BaseRequest):
    """The transport to give to `Application.builder().request(...)` and `.get_updates_request`."""

    def __init__(self, api: BotApi) -> None:
        self.api = api

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_named_timeouts: Any,
    ) -> tuple[int, bytes]:
        """One request; a broken connection or silence is the error httpx would make of it."""
        place, _, name = url.partition("/bot")[2].partition("/")
        if "/file/bot" in url:
            return self._file(unquote(place), unquote(name))
        data = request_data or RequestData()
        outcome = await self.api.answer(place, name, dict(data.parameters), _uploads(data))
        if isinstance(outcome, Answer):
            return outcome.status, outcome.body
        if isinstance(outcome, Reset):
            raise NetworkError("httpx.RemoteProtocolError: Server disconnected")
        raise TimedOut

    def _file(self, token: str, path: str) -> tuple[int, bytes]:
        upload = self.api.download(token, path)
        return (200, upload.content) if upload else (NOT_FOUND, b'{"ok":false,"error_code":404}')


def _uploads(data: RequestData) -> dict[str, Upload]:
    if not data.contains_files:
        return {}
    return {
        name: Upload(filename, content if isinstance(content, bytes) else content.read(), mime)
        for name, (filename, content, mime) in data.multipart_data.items()
    }
