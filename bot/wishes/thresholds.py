"""How many interested people a wish needs: staff may say otherwise."""

from __future__ import annotations

from datetime import datetime

from bot.storage import outbox, wish_marks, wishes
from bot.storage.units import Db
from bot.wishes import support
from bot.wishes.decisions import ENOUGH


def set_threshold(db: Db, number: int, threshold: int, now: datetime) -> None:
    """Who is enough now is asked; who is not any more, and was not asked yet, is not."""
    wish_marks.set_threshold(db, number, threshold)
    wish = wishes.find(db, number)
    if wish is not None and wish.interested < threshold:
        outbox.withdraw(db, number, ENOUGH)
    support.ask_enough(db, number, now)
