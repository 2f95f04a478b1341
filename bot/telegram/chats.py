"""How fast we may send to one chat: once a second, groups 18 times a minute, parked after a 429."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

SPACING = 1.0
MINUTE = 60.0
GROUP_LIMIT = 18
"""Telegram allows 20; its clock is not ours."""

REMEMBERED = 10_000
"""Chats kept in mind before those at rest are forgotten."""


@dataclass(slots=True)
class _Chat:
    free_at: float = 0.0
    sent: deque[float] = field(default_factory=lambda: deque(maxlen=GROUP_LIMIT))
    queue: asyncio.Lock = field(default_factory=asyncio.Lock)


class Chats:
    """When each chat may be written to again, in the event loop's time."""

    def __init__(self) -> None:
        self._chats: dict[int | str, _Chat] = {}

    def queue(self, chat: int | str) -> asyncio.Lock:
        """Those who send to one chat come one after the other."""
        return self._find(chat).queue

    def wait(self, chat: int | str) -> float:
        """Seconds until this chat may be written to."""
        found = self._chats.get(chat)
        return 0.0 if found is None else max(0.0, found.free_at - _now())

    def take(self, chat: int | str) -> None:
        """Something is sent there now."""
        now = _now()
        found = self._find(chat)
        found.free_at = max(found.free_at, now + SPACING)
        if is_group(chat):
            found.sent.append(now)
            if len(found.sent) == GROUP_LIMIT:
                found.free_at = max(found.free_at, found.sent[0] + MINUTE)

    def park(self, chat: int | str, seconds: float) -> None:
        """Telegram wants no more for so long, in this chat."""
        found = self._find(chat)
        found.free_at = max(found.free_at, _now() + seconds)

    def _find(self, chat: int | str) -> _Chat:
        if chat not in self._chats and len(self._chats) >= REMEMBERED:
            self._forget()
        return self._chats.setdefault(chat, _Chat())

    def _forget(self) -> None:
        now = _now()
        self._chats = {
            chat: state
            for chat, state in self._chats.items()
            if state.queue.locked()
            or state.free_at > now
            or (state.sent and state.sent[-1] > now - MINUTE)
        }


def is_group(chat: int | str) -> bool:
    return isinstance(chat, str) or chat < 0


def _now() -> float:
    return asyncio.get_running_loop().time()
