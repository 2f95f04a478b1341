"""Waiting for what another process or task will do."""

import asyncio
import time
from collections.abc import Callable

STEP = 0.005


def wait_for(true: Callable[[], object], seconds: float = 10.0) -> None:
    """Until a condition holds; a failed test if it never does."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError("it never happened")
        time.sleep(STEP)


async def until(true: Callable[[], object], seconds: float = 10.0) -> None:
    """The same among tasks."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  what is waited for cannot ring
            await asyncio.sleep(STEP)
