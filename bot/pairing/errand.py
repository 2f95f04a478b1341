"""Work that takes its time: begun when nothing of it runs, done beside everything else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.storage.units import StorageUnavailableError

log = logging.getLogger(__name__)


class Errand:
    """What breaks off in the middle is begun again by the next `begin`."""

    def __init__(self, work: Callable[[], Awaitable[object]]) -> None:
        self._work = work
        self._running: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Run it, unless it runs already."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())

    async def end(self) -> None:
        """Let it stop where it is."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    async def _run(self) -> None:
        try:
            await self._work()
        except StorageUnavailableError as error:
            log.warning("The database cannot be reached: %s", error)
        except Exception as error:  # noqa: BLE001 - proposals must not take anything along
            # The traceback could hold a citizen's words.
            log.error("Proposals failed: %s", type(error).__name__)  # noqa: TRY400
