"""Whether Telegram still takes our token: once it does not, nothing is sent any more."""

from __future__ import annotations

import asyncio
import logging

log = logging.getLogger(__name__)


class Access:
    """Given until refused; refused until the process starts again with a new token."""

    def __init__(self) -> None:
        self._refused = asyncio.Event()

    @property
    def refused(self) -> bool:
        return self._refused.is_set()

    def refuse(self) -> None:
        """Said once: the process stays alive and is not ready, instead of falling over and over."""
        if not self.refused:
            log.error(
                "Telegram refuses the token: nothing is received or sent until `run` starts "
                "with a valid BOT_TOKEN. What people wrote is kept, by us or by Telegram."
            )
            self._refused.set()
