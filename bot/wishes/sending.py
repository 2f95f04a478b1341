"""A draft becomes a wish, once, however often "send" is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.people import consent
from bot.people.consent import Purpose
from bot.storage import drafts as stored
from bot.storage import followers, wishes
from bot.storage.drafts import Draft
from bot.storage.followers import Follower
from bot.storage.units import Db
from bot.storage.wishes import Content, Decision, Wish
from bot.wishes import drafts, similar
from bot.wishes.wish import CONSENT, OPEN, THRESHOLD, Source, Status

MOST = 5
"""Open wishes of one person in a period."""

PERIOD = timedelta(days=1)


class Unsent(Enum):
    """Why a draft became no wish."""

    GONE = "gone"
    MANY = "many"
    FIXED = "fixed"
    """The wish whose new wording it is can be changed no more."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever presses "send", and in which language they read."""

    person: int
    language: str


def send(db: Db, token: str, author: Author, now: datetime) -> Wish | Unsent:
    """The wish that the draft is now, or was already."""
    draft = stored.find(db, token)
    if draft is None:
        return Unsent.GONE
    if draft.sent is not None:
        return wishes.find(db, draft.sent) or Unsent.GONE
    if draft.changes is not None:
        return _change(db, draft, author.person)
    if followers.written(db, author.person, OPEN, now - PERIOD) >= MOST:
        return Unsent.MANY
    number = keep(db, draft.token, draft.content, Source.CHAT, now)
    wishes.count_interest(db, number, 1)
    followers.follow(db, draft.token, Follower(author.person, True, author.language), now)
    consent.give(db, author.person, Purpose.WISH, CONSENT, author.language, now)
    stored.send(db, token, number)
    return wishes.find(db, number) or Unsent.GONE


def keep(db: Db, token: str, content: Content, source: Source, now: datetime) -> int:
    """The number of a new wish, which nobody follows yet; the same token is the same wish."""
    number = wishes.keep(
        db,
        token,
        content,
        Decision(Status.ARRIVED),
        source=source,
        threshold=THRESHOLD,
        now=now,
    )
    similar.index(db, number, content)
    return number


def _change(db: Db, draft: Draft, person: int) -> Wish | Unsent:
    wish = drafts.change(db, draft, person)
    if wish is None:
        return Unsent.FIXED
    similar.index(db, wish.id, wish.content)
    return wish
