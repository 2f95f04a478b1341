"""Wishes that come by phone, at the counter or at a conference: somebody writes them down."""

from __future__ import annotations

from datetime import datetime

from bot.storage import drafts as stored
from bot.storage import wishes
from bot.storage.units import Db
from bot.storage.wishes import Content, Wish
from bot.wishes.sending import Unsent, keep
from bot.wishes.wish import Source


def enter(db: Db, token: str, content: Content, source: Source, now: datetime) -> int:
    """Its number; the same token is the same wish. One person wants it, and nobody follows it."""
    number = keep(db, token, content, source, now)
    found = wishes.find(db, number)
    if found is not None and found.interested == 0:
        wishes.count_interest(db, number, 1)
    return number


def enter_draft(db: Db, token: str, source: Source, now: datetime) -> Wish | Unsent:
    """The wish that the draft is now, or was already. Whoever wrote it down is not kept."""
    draft = stored.find(db, token)
    if draft is None:
        return Unsent.GONE
    number = draft.sent
    if number is None:
        number = enter(db, draft.token, draft.content, source, now)
        stored.send(db, token, number)
    return wishes.find(db, number) or Unsent.GONE
