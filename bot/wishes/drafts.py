"""A wish before it is one: for a day, without who writes it, until it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.storage import drafts, followers, wishes
from bot.storage.drafts import Draft
from bot.storage.units import Db
from bot.storage.wishes import Content, Wish
from bot.wishes.wish import Status

KEPT = timedelta(hours=24)


def from_question(db: Db, asked: str, content: Content, now: datetime) -> Draft:
    """The draft of a question, by its token; the same question makes one."""
    return drafts.keep(db, f"asked:{asked}", content, now)


def of_question(db: Db, asked: str) -> Draft | None:
    return drafts.of_origin(db, f"asked:{asked}")


def from_text(db: Db, update_id: int, content: Content, now: datetime) -> Draft:
    """The draft of a text, by the update it came in; the same update makes one."""
    known = drafts.from_update(db, update_id)
    origin = f"update:{update_id}"
    return known or drafts.keep(db, origin, content, now, from_update=update_id)


def of_text(db: Db, update_id: int) -> Draft | None:
    """The draft whose text came in this update, if one did."""
    return drafts.from_update(db, update_id)


def of_wish(db: Db, wish: Wish, update_id: int, now: datetime) -> Draft:
    """A new wording of a wish, begun with the old one; the same update makes one."""
    return drafts.keep(db, f"update:{update_id}", wish.content, now, changes=wish.id)


def rewrite(db: Db, token: str, update_id: int, content: Content) -> Draft | None:
    """Other words, with what they say of the details; what they do not say stays."""
    draft = drafts.find(db, token)
    if draft is None or draft.sent is not None:
        return draft
    old, new = draft.content.details, content.details
    ages = new if (new.age_from, new.age_to) != (None, None) else old
    details = replace(ages, place=new.place or old.place, time=new.time or old.time)
    drafts.rewrite(db, token, replace(content, details=details), update_id)
    return drafts.find(db, token)


def choose(db: Db, token: str, **chosen: object) -> Draft | None:
    """Set details; what is set already changes nothing."""
    draft = drafts.find(db, token)
    if draft is None or draft.sent is not None:
        return draft
    details = replace(draft.content.details, **chosen)  # type: ignore[arg-type]
    drafts.rewrite(db, token, replace(draft.content, details=details), None)
    return drafts.find(db, token)


def may_change(db: Db, wish: Wish, person: int) -> bool:
    """Until staff began with it, and nobody else joined what it says now."""
    follower = followers.find(db, wish.token, person)
    is_author = follower is not None and follower.author
    return is_author and wish.decision.status == Status.ARRIVED and wish.interested <= 1


def forget(db: Db, now: datetime) -> int:
    """Drop the drafts whose time is over; how many."""
    return drafts.purge(db, now - KEPT)


def change(db: Db, draft: Draft, person: int) -> Wish | None:
    """Let the draft be the new wording of its wish; None when that cannot be any more."""
    wish = wishes.find(db, draft.changes or 0)
    if wish is None or not may_change(db, wish, person):
        return None
    wishes.rewrite(db, wish.id, draft.content)
    drafts.send(db, draft.token, wish.id)
    return wishes.find(db, wish.id)
