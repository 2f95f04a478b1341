"""How fast we may send over all chats, answers to people before what is merely owed."""

from __future__ import annotations

import asyncio
import heapq
from enum import IntEnum
from itertools import count


class Urgency(IntEnum):
    """REPLY: somebody is waiting. OWED: sent by the outbox, which asked for its permit before."""

    REPLY = 0
    OWED = 1


class Pace:
    """`rate` permits a second, a fifth of a second's worth saved up at most."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._most = max(1.0, rate / 5)
        self._saved = self._most
        self._at: float | None = None
        self._waiting: list[tuple[Urgency, int, asyncio.Future[None]]] = []
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None

    async def permit(self, urgency: Urgency) -> None:
        """Wait until one more message may leave."""
        if not self._waiting and self.spare(1):
            return
        granted = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._order), granted))
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
        taken = 0 if self._waiting else min(most, int(self._saved + 1e-9))
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
        self._saved = min(self._most, self._saved + passed * self._rate)

    def _arm(self) -> None:
        if self._timer is None:
            delay = max(0.0, (1 - self._saved) / self._rate)
            self._timer = asyncio.get_running_loop().call_later(delay, self._release)

    def _release(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._save()
        while self._waiting and self._saved >= 1 - 1e-9:
            _, _, granted = heapq.heappop(self._waiting)
            if not granted.done():
                self._saved -= 1
                granted.set_result(None)
        if self._waiting:
            self._arm()
