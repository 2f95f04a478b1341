"""A tick: wakes what looks for due rows. It holds nothing itself; the truth is in the rows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

HOUR = 3600


@asynccontextmanager
async def ticking(
    seconds: float, tick: Callable[[], Awaitable[None]], hourly: Callable[[], Awaitable[None]]
) -> AsyncIterator[None]:
    """Call `tick` at least every so many seconds meanwhile, `hourly` now and every hour."""
    # The default drops what is a second late; a late tick is as good as one in time.
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    scheduler.add_job(tick, "interval", seconds=seconds)
    scheduler.add_job(hourly, "interval", seconds=HOUR)
    await hourly()
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
