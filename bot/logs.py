"""What goes into the log: our own few lines, never an id, a citizen's words or the token."""

from __future__ import annotations

import logging

# These write whole requests, with token and text, at INFO or DEBUG.
_TALKATIVE = ("telegram", "httpx", "httpcore", "apscheduler", "aiohttp", "asyncio", "sqlalchemy")


def quiet() -> None:
    """Silence the libraries that log what passes through them."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
