"""One step of somebody who organises meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from telegram import Update

from bot.i18n import Say
from bot.message import Message
from handlers.context import Context
from handlers.reply import reply

Seen = tuple[Message, str]
"""A screen, and its code, by which it can be shown again."""


@dataclass(frozen=True, slots=True)
class Step:
    """In which language, when, and by which update."""

    say: Say
    zone: ZoneInfo
    now: datetime
    update: int
    person: int | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


async def of(update: Update, context: Context) -> Step:
    house, say, user = context.house, await context.say(update), update.effective_user
    return Step(
        say, house.timezone, house.now(), update.update_id, person=user.id if user else None
    )


async def show(update: Update, context: Context, seen: Seen) -> None:
    await context.keep_card(update, seen[1])
    await reply(update, context, seen[0])
