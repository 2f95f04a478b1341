"""What was called, for counting and for judging."""

from dataclasses import dataclass
from typing import Any

from tests.botapi.wire import Json, Upload


@dataclass(frozen=True, slots=True)
class Record:
    """One call: what was asked, what came of it, and what the client saw."""

    time: float
    bot: str
    method: str
    params: Json
    status: int
    result: Any
    lost: bool = False

    @property
    def chat(self) -> int | None:
        """The chat it was about, if any."""
        chat = self.params.get("chat_id")
        return chat if isinstance(chat, int) else None

    @property
    def done(self) -> bool:
        """Whether it took effect, seen by the client or not."""
        return self.status == 200

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
            "lost": self.lost,
        }


def _plain(value: Any) -> Any:
    if isinstance(value, Upload):
        return {"filename": value.filename, "size": len(value.content), "mime": value.mime}
    return value
