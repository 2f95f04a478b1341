"""How fast we may send over all chats, answers to people before what is merely owed."""

from __future__ import annotations

import asyncio
from collections import deque
from enum import IntEnum

_ALMOST = 1e-9
"""What sums of small times may lack of a whole permit."""


class Urgency(IntEnum):
    """REPLY: somebody is waiting. OWED: from the outbox, which takes its permit before it claims."""

    REPLY = 0
    OWED = 1


class Pace:
    """`rate` permits a second, a tenth of a second's worth saved up at most."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._most = max(1.0, rate / 10)
        self._saved = 1.0
        self._at: float | None = None
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._timer: asyncio.TimerHandle | None = None

    async def permit(self) -> None:
        """Wait until one more message may leave."""
        if self.spare(1):
            return
        granted = asyncio.get_running_loop().create_future()
        self._waiting.append(granted)
        self._arm()
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled():
                self.give_back(1)
            raise

    def spare(self, most: int) -> int:
        """Up to `most` permits at once, as long as nobody waits for one."""
        self._save()
        taken = 0 if self._waiting else min(most, int(self._saved + _ALMOST))
        self._saved -= taken
        return taken

    def give_back(self, permits: int) -> None:
        """Permits that were not needed after all."""
        self._saved += permits
        self._release()

    def _save(self) -> None:
        now = asyncio.get_running_loop().time()
        passed = now - (now if self._at is None else self._at)
        self._at = now
        self._saved = min(self._most, self._saved + passed * self.rate)

    def _arm(self) -> None:
        if self._timer is None and self._waiting:
            delay = max(0.0, (1 - self._saved) / self.rate)
            self._timer = asyncio.get_running_loop().call_later(delay, self._ring)

    def _ring(self) -> None:
        self._timer = None
        self._release()

    def _release(self) -> None:
        self._save()
        while self._waiting and self._saved >= 1 - _ALMOST:
            granted = self._waiting.popleft()
            if not granted.done():
                self._saved -= 1
                granted.set_result(None)
        self._arm()
