"""The fake Bot API as a process of its own: `python -m tests.botapi --port 0 --token TOKEN`."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from tests.botapi.core import TOKEN, BotApi
from tests.botapi.record import Record
from tests.botapi.server import serve
from tests.botapi.webhook import Retry


def main() -> None:
    """Print the address, then serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--username", default="bildungslotse_bot")
    parser.add_argument("--journal", type=Path, help="write every call there, a line each")
    parser.add_argument("--seed", type=int, default=0, help="of faults with a probability")
    parser.add_argument("--retry", type=float, default=1.0, help="first pause of the webhook")
    asked = parser.parse_args()
    with ExitStack() as stack:
        lines = stack.enter_context(asked.journal.open("a")) if asked.journal else None
        journal = _writer(lines) if lines else None
        api = BotApi(asked.token, username=asked.username, seed=asked.seed, journal=journal)
        asyncio.run(_serve(api, asked.port, Retry(first=asked.retry)))


def _writer(lines: IO[str]) -> Callable[[Record], None]:
    def write(record: Record) -> None:
        lines.write(json.dumps(record.json()) + "\n")
        lines.flush()

    return write


async def _serve(api: BotApi, port: int, retry: Retry) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with serve(api, port=port, retry=retry) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    main()
