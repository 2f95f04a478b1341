"""What was called, for counting and for judging."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.botapi.wire import Json, Upload


@dataclass(frozen=True, slots=True)
class Record:
    """One call: what was asked, what came of it, and whether the client heard of it.

    `done` says that it took effect, `lost` that a fault spoiled the answer.
    """

    time: float
    bot: str
    method: str
    params: Json
    status: int
    result: Any
    done: bool
    lost: bool = False

    @property
    def chat(self) -> int | None:
        """The chat it was about, if any."""
        return chat_of(self.params)

    def json(self) -> Json:
        """For the journal; files by name and size."""
        params = {name: _plain(value) for name, value in self.params.items()}
        return {
            "time": self.time,
            "bot": self.bot,
            "method": self.method,
            "params": params,
            "status": self.status,
            "result": self.result,
            "done": self.done,
            "lost": self.lost,
        }


def chat_of(params: Json) -> int | None:
    """The number of the chat among parameters, from a form or not."""
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def busiest(records: Iterable[Record], seconds: float) -> int:
    """The most calls within any stretch of so many seconds: for tests of rate limits."""
    window: deque[float] = deque()
    most = 0
    for record in records:
        window.append(record.time)
        while record.time - window[0] >= seconds:
            window.popleft()
        most = max(most, len(window))
    return most


def _plain(value: Any) -> Any:
    if isinstance(value, Upload):
        return {"filename": value.filename, "size": len(value.content), "mime": value.mime}
    return value
