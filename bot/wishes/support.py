"""Those who want the same: they join, are told, are asked when they are enough, and leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import outbox
from bot.people import consent
from bot.people.consent import Purpose
from bot.storage import desk_events, followers, wishes
from bot.storage import outbox as owed
from bot.storage.desk_events import Event
from bot.storage.followers import Follower
from bot.storage.units import Db
from bot.storage.wishes import Wish
from bot.wishes.decisions import ENOUGH, KINDS
from bot.wishes.wish import CONSENT, is_open


def join(db: Db, number: int, supporter: Follower, now: datetime) -> Wish | None:
    """Count one more who wants it, each person once; None when it is over or was nobody's news."""
    wish = wishes.find(db, number)
    if wish is None or not is_open(wish) or wish.content.sensitive:
        return None
    if followers.follow(db, wish.token, supporter, now):
        wishes.count_interest(db, number, 1)
        language = supporter.language
        consent.give(db, supporter.person, Purpose.WISH, CONSENT, language, now)
        ask_enough(db, number, now)
    return wishes.find(db, number)


def written(db: Db, number: int, person: int) -> Wish | None:
    """The wish, if this person wrote it."""
    wish = wishes.find(db, number)
    follower = followers.find(db, wish.token, person) if wish else None
    return wish if follower is not None and follower.author else None


def leave(db: Db, number: int, person: int, now: datetime) -> bool:
    """Want it no more. A wish that nobody wants is dropped; whether the person followed it."""
    wish = wishes.find(db, number)
    if wish is None or not followers.leave(db, wish.token, person):
        return False
    owed.cancel(db, number, KINDS, chat=person)
    if not followers.followed(db, person):
        consent.withdraw(db, person, Purpose.WISH, now)
    if wishes.count_interest(db, number, -1) <= 0 and is_open(wish):
        followers.drop(db, wish.token)
        wishes.drop(db, number)
    return True


def ask_enough(db: Db, number: int, now: datetime) -> int:
    """Once they are enough, tell staff and ask everybody who is interested whether they come.

    How many are asked anew.
    """
    wish = wishes.find(db, number)
    if wish is None or not is_open(wish) or wish.interested < wish.threshold:
        return 0
    desk_events.note(db, Event.ENOUGH, number, now)
    return sum(
        outbox.owe(db, f"{ENOUGH}:{number}:{one.person}", one.person, ENOUGH, number, 0, now)
        for one in followers.of_wish(db, wish.token)
        if one.notices
    )


def answer(db: Db, number: int, person: int, *, coming: bool) -> Wish | None:
    """What somebody says who was asked; None when they do not follow the wish."""
    wish = wishes.find(db, number)
    if wish is None or not followers.answer(db, wish.token, person, coming=coming):
        return None
    return wish


def asked(db: Db, person: int, *, to_come: bool) -> Sequence[int]:
    """Wishes of which a person was asked whether they come, or else whether to keep them."""
    found = [wish for wish in wishes.those(db, followers.followed(db, person)) if is_open(wish)]
    if not to_come:
        return [wish.id for wish in found if wish.asked_at is not None]
    enough = (wish for wish in found if wish.interested >= wish.threshold)
    return [wish.id for wish in enough if _is_silent(followers.find(db, wish.token, person))]


def _is_silent(follower: Follower | None) -> bool:
    return follower is not None and follower.coming is None


def tell(db: Db, number: int, person: int, *, notices: bool) -> None:
    """Whether this person wants to hear of the wish."""
    if (wish := wishes.find(db, number)) is not None:
        followers.tell(db, wish.token, person, notices=notices)
