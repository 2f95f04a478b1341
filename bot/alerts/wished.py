"""Who leaves or joins a wish hears of new offers that fit it, too; who leaves it hears no more."""

from __future__ import annotations

from datetime import datetime

from bot.alerts import alert, wanting
from bot.storage import drafts, wishes
from bot.storage.followers import Follower
from bot.storage.units import Db
from bot.storage.wishes import Content, Wish
from bot.wishes import sending, support
from bot.wishes.sending import Author, Unsent


def send(db: Db, token: str, author: Author, now: datetime, version: str) -> Wish | Unsent:
    """As `sending.send`. `version` is that of the catalogue in which nothing fitted."""
    draft = drafts.find(db, token)
    before = wishes.find(db, draft.changes) if draft and draft.changes else None
    sent = sending.send(db, token, author, now)
    if isinstance(sent, Unsent) or draft is None or draft.sent is not None:
        return sent
    if before is not None:
        _stop(db, before.content, author.person, now)
    alert.put(db, author.person, wanting.of_wish(sent.content, version), author.language, now)
    return sent


def join(db: Db, number: int, supporter: Follower, now: datetime, version: str) -> Wish | None:
    """As `support.join`."""
    joined = support.join(db, number, supporter, now)
    if joined is not None:
        wanted = wanting.of_wish(joined.content, version)
        alert.put(db, supporter.person, wanted, supporter.language, now)
    return joined


def leave(db: Db, wish: Wish, person: int, now: datetime) -> bool:
    """As `support.leave`."""
    _stop(db, wish.content, person, now)
    return support.leave(db, wish.id, person, now)


def tell(db: Db, wish: Wish, follower: Follower, now: datetime, version: str) -> None:
    """As `support.tell`: whether this follower wants to hear of it."""
    support.tell(db, wish.id, follower.person, notices=follower.notices)
    if follower.notices:
        wanted = wanting.of_wish(wish.content, version)
        alert.put(db, follower.person, wanted, follower.language, now)
    else:
        _stop(db, wish.content, follower.person, now)


def _stop(db: Db, content: Content, person: int, now: datetime) -> None:
    alert.stop_saying(db, wanting.of_wish(content, "").criteria.text, person, now)
