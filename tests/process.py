"""The bot as a real process, configured by its environment alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.botapi.remote import Remote


@contextmanager
def running(folder: Path, api: Remote, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """`bildungslotse run` in `folder` against a fake Bot API; ends by SIGTERM if it still runs."""
    settings = {
        "BOT_TOKEN": api.token,
        "BOT_API_URL": api.url,
        "BOT_DATABASE_URL": f"sqlite:///{folder / 'bildungslotse.db'}",
        "BOT_TICK_SECONDS": "1",
        **environment,
    }
    command = [sys.executable, "-P", "-m", "bot", "run"]
    environ = {**os.environ, **settings}
    with subprocess.Popen(
        command, cwd=folder, env=environ, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.communicate(timeout=25)
