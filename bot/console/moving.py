"""The clock of the terminal, which can be moved, and what is due at its time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.app import keep_up, owed_kinds
from bot.catalogue.problems import RefusedError
from bot.groups.spoken import read_when
from bot.groups.wall import moment
from bot.outbox import Outbox
from bot.storage.deliveries import Outcome, settle
from bot.storage.outbox import State
from bot.telegram.render import parameters
from handlers.context import HOUSE, App

COMMAND = "/zeit"
OWNER = "terminal"
MOST = 100

_BY = re.compile(r"\+(\d{1,3})\s*(m|min|h|d|t)")
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "t": "days"}


class HandClock:
    """The time it is, further on by as much as somebody moved the hands."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move(self, to: datetime) -> None:
        self._ahead += to - self()


def read(said: str, app: App) -> datetime | None:
    """`+1h`, `+2d`, or a day and time such as `morgen 17:00`; None for anything else."""
    house, text = app.bot_data[HOUSE], said.strip().lower()
    if found := _BY.fullmatch(text):
        return house.now() + timedelta(**{_UNITS[found[2]]: int(found[1])})
    try:
        return moment(read_when(text, house.today()), house.timezone)
    except RefusedError:
        return None


async def deliver(app: App, person: int) -> int:
    """Send what is due to one person now; how much it was.

    To others nothing: they may be people on Telegram, whom another process serves.
    """
    house, sent = app.bot_data[HOUSE], 0
    await keep_up(house, person)
    box = Outbox(owed_kinds(house), house.timezone, lambda _db, _delivery, message: message)
    now = house.now()
    ready, claimed = await house.storage.write(
        lambda db: box.claim(db, OWNER, now, MOST, only=person)
    )
    for delivery, message in ready:
        await app.bot.send_message(delivery.chat, **parameters(message))
        ended = [Outcome(delivery.id, State.SENT)]
        await house.storage.write(partial(settle, owner=OWNER, outcomes=ended, now=now))
        sent += 1
    return sent + (await deliver(app, person) if claimed == MOST else 0)
