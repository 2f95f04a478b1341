"""Who stands at the desk, and what they see next."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from telegram import Update

from bot.desk.acting import By
from handlers.context import Context, House
from handlers.views.scene import Scene


@dataclass(frozen=True, slots=True)
class Seen:
    """Who looks, from where, in which language."""

    house: House
    scene: Scene
    me: int


@dataclass(frozen=True, slots=True)
class After:
    """The screen that comes behind a step, and what is said above it."""

    code: str
    note: Markup | None = None


async def see(update: Update, context: Context) -> Seen:
    user = update.effective_user
    return Seen(context.house, await context.scene(update), user.id if user else 0)


def by(update: Update, seen: Seen) -> By:
    """Who acts: the same update acts once."""
    return By(seen.me, f"update:{update.update_id}", seen.house.now())
