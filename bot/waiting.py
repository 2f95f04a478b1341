"""Waiting for the first of several things, and pauses that grow."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from random import uniform


async def either(stop: asyncio.Event, wake: asyncio.Event, seconds: float | None = None) -> None:
    """Return when we shall stop, when there is work, or when the time is over; takes `wake` down."""
    waits = [asyncio.ensure_future(event.wait()) for event in (stop, wake)]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waits:
            one.cancel()
    wake.clear()


async def stopped_within(stop: asyncio.Event, seconds: float) -> bool:
    """Pause, unless we shall stop before; whether we shall."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


async def finished(tasks: Iterable[asyncio.Task[None]], seconds: float) -> None:
    """Let what runs come to its end; what does not in time is cut off."""
    running = list(tasks)
    if running:
        await asyncio.wait(running, timeout=seconds)
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)


class Backoff:
    """Pauses from one second to thirty, half as long again each time, never in step with others."""

    def __init__(self, shortest: float = 1.0, longest: float = 30.0) -> None:
        self._shortest, self._longest = shortest, longest
        self._next = shortest

    def reset(self) -> None:
        self._next = self._shortest

    def pause(self) -> float:
        seconds, self._next = self._next, min(self._longest, self._next * 1.5)
        return seconds * uniform(0.8, 1.0)  # noqa: S311 - spreads load, guards nothing
