"""The wish to stop, however often and by whichever signal it comes."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


@contextmanager
def stop_on_signals() -> Iterator[asyncio.Event]:
    """An event that is set by the first of these signals; the others change nothing."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in STOPPING:
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in STOPPING:
            loop.remove_signal_handler(number)
