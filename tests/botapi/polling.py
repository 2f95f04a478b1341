"""Long polls: getUpdates waits until there is something to tell."""

import time
from typing import Any

from tests.botapi.state import Bot
from tests.botapi.wire import Json


def confirm(bot: Bot, params: Json) -> None:
    """The real server confirms as the request arrives, however long the answer takes."""
    offset = int(_number(params.get("offset")))
    if offset > 0 and not bot.webhook.url:
        bot.updates.confirm(offset)


async def wait(bot: Bot, params: Json, longest: float) -> bool:
    """Wait for an update as long as was asked; False if another poller came meanwhile."""
    updates, me = bot.updates, object()
    updates.poller = me
    updates.bell.ring()
    end = time.monotonic() + min(_number(params.get("timeout")), longest)
    while (left := end - time.monotonic()) > 0 and not _ready(bot, _number(params.get("offset"))):
        await updates.bell.wait(left)
        if updates.poller is not me:
            return False
    return True


def _ready(bot: Bot, offset: float) -> bool:
    return bool(bot.webhook.url) or any(waiting.id >= offset for waiting in bot.updates.alive())


def _number(value: Any) -> float:
    try:
        return float(value or 0)
    except (TypeError, ValueError):
        return 0.0
