"""Works through the inbox: one update at a time per person, in order, many persons at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.error import RetryAfter, TelegramError

from bot.clock import Clock
from bot.storage import inbox, lanes, outbox
from bot.storage.lanes import End, Ending, Turn
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.telegram.access import Access
from bot.telegram.flood import Admission, Flood
from bot.telegram.verdicts import Verdict, judge, pause_of
from bot.waiting import either, finished, stopped_within

_INLINE = "inline_query"
_MEMBERSHIP = "my_chat_member"
log = logging.getLogger(__name__)

Handle = Callable[[Turn], Awaitable[None]]
"""Does what an update asks for. Raises what went wrong; is called again then, or after a crash."""

TRIES = 3
"""Failures before an update is dead."""

BACKOFF = (timedelta(seconds=2), timedelta(seconds=10))
LATER = timedelta(seconds=5)
"""The wait when something outside is not there, such as Telegram or the database."""

HEARTBEAT = lanes.LEASE.total_seconds() / 3
LONGEST = 300.0
"""Seconds one turn may take."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """What the house does with updates; `notice` tells a person once that it is too much."""

    handle: Handle
    notice: Handle


class Lanes:
    def __init__(  # noqa: PLR0913 - put together once
        self,
        storage: Storage,
        handlers: Handlers,
        clock: Clock,
        access: Access,
        *,
        owner: str,
        width: int = 16,
    ) -> None:
        self._storage = storage
        self._handlers = handlers
        self._clock = clock
        self._access = access
        self._owner = owner
        self._width = width
        self._flood = Flood()
        self._wake = asyncio.Event()
        self._newest = False
        self._suspects = True
        self._looked = 0.0
        self._running: dict[Turn, asyncio.Task[None]] = {}
        self._ended: list[Ending] = []

    def wake(self) -> None:
        """There may be work: something came in, a pause is over, or another replica died."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`, then finish what was begun."""
        loop = asyncio.get_running_loop()
        self._storage.listen(inbox.TOPIC, lambda: loop.call_soon_threadsafe(self.wake))
        self.wake()
        while not stop.is_set():
            await either(stop, self._wake, HEARTBEAT)
            if loop.time() - self._looked >= HEARTBEAT:
                self._suspects, self._looked = True, loop.time()
            try:
                await self.step()
            except StorageUnavailableError as error:
                log.warning("The inbox cannot be reached: %s", error)
                await stopped_within(stop, 1)
                self.wake()

    async def step(self) -> int:
        """Record what ended, begin what may begin; how many turns were begun."""
        ended, idle = tuple(self._ended), not self._running
        free = 0 if self._blocked() else self._width - len(self._running)
        # Turn and turn about, so that neither a long backlog nor who writes now waits for the other.
        self._newest = not self._newest

        def unit(db: Db) -> Sequence[Turn]:
            now = self._clock()
            lanes.settle(db, self._owner, ended, now)
            lanes.renew(db, self._owner, now)
            return self._claim(db, now, free, idle=idle)

        turns = await self._storage.write(unit)
        del self._ended[: len(ended)]
        for turn in turns:
            self._running[turn] = asyncio.create_task(self._serve(turn))
        return len(turns)

    def _blocked(self) -> bool:
        return self._access.refused or any(turn.suspect for turn in self._running)

    def _claim(self, db: Db, now: datetime, free: int, *, idle: bool) -> Sequence[Turn]:
        if free and idle and self._suspects:
            # What processes died with runs alone, before the others: they must not die with it.
            turns = lanes.claim(db, self._owner, now, limit=1, newest=False, suspect=True)
            if turns:
                return turns
            self._suspects = False
        if not free:
            return ()
        return lanes.claim(db, self._owner, now, limit=free, newest=self._newest)

    async def _serve(self, turn: Turn) -> None:
        try:
            ending = await self._ending(turn)
        except StorageUnavailableError:
            ending = self._later(turn, LATER)
        finally:
            del self._running[turn]
        self._ended.append(ending)
        self.wake()

    async def _ending(self, turn: Turn) -> Ending:
        try:
            async with asyncio.timeout(LONGEST):
                await self._admit(turn)
        except Exception as error:  # noqa: BLE001 - one update must not stop the others
            return await self._after(turn, error)
        return Ending(turn.update_id, End.DONE)

    async def _admit(self, turn: Turn) -> None:
        if turn.crashes >= lanes.CRASHES:
            raise RuntimeError("the process died with this update too often")
        # A turn that is tried again was admitted before.
        # That we were let in or out is no talk, and is never passed over.
        first = turn.start == 1 and turn.kind != _MEMBERSHIP
        inline = turn.kind == _INLINE
        admission = (
            self._flood.admit(turn.person, turn.sent_at, inline=inline)
            if first
            else Admission.ADMITTED
        )
        if admission is Admission.ADMITTED:
            await self._handlers.handle(turn)
        elif admission is Admission.NOTICE:
            await self._handlers.notice(turn)

    async def _after(self, turn: Turn, error: Exception) -> Ending:
        if isinstance(error, StorageUnavailableError):
            return self._later(turn, LATER)
        match judge(error) if isinstance(error, TelegramError) else None:
            case Verdict.GONE:
                await self._silence(turn, str(error))
                return Ending(turn.update_id, End.DONE)
            case Verdict.FLOOD if isinstance(error, RetryAfter):
                return self._later(turn, pause_of(error))
            case Verdict.UNSENT | Verdict.TOKEN:
                return self._later(turn, LATER)
        return self._failed(turn, error)

    async def _silence(self, turn: Turn, reason: str) -> None:
        if turn.person:
            now = self._clock()
            await self._storage.write(lambda db: outbox.silence(db, turn.person, reason, now))

    def _failed(self, turn: Turn, error: Exception) -> Ending:
        dead = turn.failures + 1 >= TRIES or turn.crashes >= lanes.CRASHES
        # Its words may quote a person; its kind and the number of the update do not.
        log.error(
            "Update %s (%s) failed%s: %s",
            turn.update_id,
            turn.kind,
            " for good" if dead else ", it is tried again",
            type(error).__name__,
        )
        if dead:
            return Ending(turn.update_id, End.DEAD)
        wait = BACKOFF[min(turn.failures, len(BACKOFF) - 1)]
        return self._again(turn, End.FAILED, wait)

    def _later(self, turn: Turn, wait: timedelta) -> Ending:
        return self._again(turn, End.LATER, wait)

    def _again(self, turn: Turn, end: End, wait: timedelta) -> Ending:
        asyncio.get_running_loop().call_later(wait.total_seconds(), self.wake)
        return Ending(turn.update_id, end, self._clock() + wait)

    async def finish(self, seconds: float) -> None:
        """Let what runs come to its end; what does not in time is begun again after the restart."""
        await finished(self._running.values(), seconds)
        ended, now = tuple(self._ended), self._clock()

        def let_go(db: Db) -> None:
            lanes.settle(db, self._owner, ended, now)
            lanes.release(db, self._owner)

        await self._storage.write(let_go)
