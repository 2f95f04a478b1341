"""An event loop whose clock jumps to the next moment at which something is to happen."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from bot.storage.units import Storage, Work

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Looks for events without waiting, unless a thread is at work: then time stands still."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0
        self.threads = 0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None or (timeout > 0 and self.threads):
            return super().select(None)
        events = super().select(0)
        if not events:
            self.passed += max(timeout, 0.0)
        return events


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.virtual = _Selector()
        super().__init__(self.virtual)

    def time(self) -> float:
        return self.virtual.passed


class WatchedStorage(Storage):
    """Storage that virtual time waits for."""

    async def read(self, work: Work[T]) -> T:
        with _standing_still():
            return await super().read(work)

    async def write(self, work: Work[T]) -> T:
        with _standing_still():
            return await super().write(work)


@contextmanager
def _standing_still() -> Iterator[None]:
    loop = asyncio.get_running_loop()
    if not isinstance(loop, VirtualLoop):
        yield
        return
    loop.virtual.threads += 1
    try:
        yield
    finally:
        loop.virtual.threads -= 1


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run without waiting."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)
