"""Alive and ready: what a supervisor, a balancer and `check` ask for."""

from __future__ import annotations

import time
from collections.abc import Callable

from aiohttp import web

from bot.clock import Clock
from bot.storage import inbox, outbox
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.telegram.access import Access

SILENT = 90.0
"""Seconds without a good poll or a tick before we are not ready."""


class Health:
    """What the parts report; `timer` counts seconds that no change of the clock disturbs."""

    def __init__(self, access: Access, *, timer: Callable[[], float] = time.monotonic) -> None:
        self._access = access
        self._timer = timer
        self._heard = timer()
        self._ticked = timer()
        self.polls = True
        self.stopping = False

    def heard(self) -> None:
        """Telegram answered a poll, and its updates are stored."""
        self._heard = self._timer()

    def ticked(self) -> None:
        self._ticked = self._timer()

    def problems(self) -> list[str]:
        """Why we are not ready; empty when we are."""
        now = self._timer()
        found = {
            "stopping": self.stopping,
            "token refused": self._access.refused,
            "no word from Telegram": self.polls and now - self._heard > SILENT,
            "no tick": now - self._ticked > SILENT,
        }
        return [name for name, is_so in found.items() if is_so]


def routes(health: Health, storage: Storage, clock: Clock) -> web.Application:
    async def live(_request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def ready(_request: web.Request) -> web.Response:
        problems = health.problems()
        try:
            await storage.read(inbox.backlog)
        except StorageUnavailableError:
            problems.append("database")
        if problems:
            return web.Response(status=503, text="\n".join(problems) + "\n")
        return web.Response(text="ready\n")

    async def metrics(_request: web.Request) -> web.Response:
        text = await storage.read(lambda db: _metrics(db, clock))
        return web.Response(text=text + f"bildungslotse_ready {int(not health.problems())}\n")

    app = web.Application()
    app.add_routes(
        [web.get("/livez", live), web.get("/readyz", ready), web.get("/metrics", metrics)]
    )
    return app


def _metrics(db: Db, clock: Clock) -> str:
    backlog, counts = inbox.backlog(db), outbox.counts(db)
    age = (clock() - backlog.oldest).total_seconds() if backlog.oldest else 0.0
    lines = [
        f"bildungslotse_inbox_waiting {backlog.waiting}",
        f"bildungslotse_inbox_oldest_seconds {age:.0f}",
        f"bildungslotse_inbox_dead {backlog.dead}",
    ]
    lines += [
        f'bildungslotse_outbox{{state="{state.value}"}} {counts.get(state, 0)}'
        for state in outbox.State
    ]
    return "\n".join(lines) + "\n"
