"""An event loop whose clock jumps to the next moment at which something is to happen."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Looks for events without waiting; the time it was told to wait is over at once."""

    def __init__(self, real: float) -> None:
        super().__init__()
        self.real = real
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            return super().select(None)
        events = super().select(min(timeout, self.real))
        if not events:
            self.passed += timeout
        return events


class VirtualLoop(asyncio.SelectorEventLoop):
    """`real`: seconds given to threads before the clock jumps."""

    def __init__(self, real: float = 0.0) -> None:
        self._virtual = _Selector(real)
        super().__init__(self._virtual)

    def time(self) -> float:
        return self._virtual.passed


def run(main: Coroutine[Any, Any, T], *, real: float = 0.0) -> T:
    """Run without waiting."""
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(real)) as runner:
        return runner.run(main)
