"""Finds wishes that say nearly the same: shown to who wishes, never merged by themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.storage import followers, wish_keys, wishes
from bot.storage.units import Db
from bot.storage.wishes import Content, Details, Wish
from bot.wishes.keys import Telling, keys, telling
from bot.wishes.wish import is_open

SHOWN = 2
"""As many are shown."""

ENOUGH = 0.6
"""From here on two wishes are similar, of 1."""

_LOOKED_AT = 40
_SAME_CONCEPT = 0.5
_SAME_WORD = 85


@dataclass(frozen=True, slots=True)
class Similar:
    wish: Wish
    likeness: float


@dataclass(frozen=True, slots=True)
class Alike:
    """What is like a new wish: `mine` whoever wishes follows already, `others` they could join."""

    mine: Wish | None = None
    others: Sequence[Similar] = ()


def alike(db: Db, content: Content, person: int) -> Alike:
    """What is like it, as far as it is this person's business."""
    followed = followers.followed(db, person)
    mine = _nearest(content, [one for one in wishes.those(db, followed) if is_open(one)])
    return Alike(mine[0].wish if mine else None, similar(db, content, but=followed))


def similar(db: Db, content: Content, but: Collection[int] = ()) -> Sequence[Similar]:
    """The open wishes nearest to this one, the nearest first; sensitive ones are nobody's news."""
    if content.sensitive:
        return ()
    numbers = set(wish_keys.holding(db, keys(content.text), _LOOKED_AT)).difference(but)
    found = wishes.those(db, numbers)
    known = [one for one in found if is_open(one) and not one.content.sensitive]
    return _nearest(content, known)[:SHOWN]


def _nearest(content: Content, found: Sequence[Wish]) -> Sequence[Similar]:
    said = telling(content.text)
    compared = [
        Similar(wish, likeness(said, telling(wish.content.text)))
        for wish in found
        if may_meet(content.details, wish.content.details)
    ]
    near = [one for one in compared if one.likeness >= ENOUGH]
    return sorted(near, key=lambda one: (-one.likeness, one.wish.id))


def index(db: Db, number: int, content: Content) -> None:
    """Let a wish be found by its words."""
    wish_keys.write(db, number, () if content.sensitive else keys(content.text))


def reindex(db: Db, wish: Wish) -> None:
    """Let it be found by what it says and is now: a wish with its result is not."""
    if is_open(wish):
        index(db, wish.id, wish.content)
    else:
        wish_keys.drop(db, wish.id)


def likeness(one: Sequence[Telling], other: Sequence[Telling]) -> float:
    """How much of both texts the other one says, too, between 0 and 1."""
    if not one or not other:
        return 0.0
    shared = sum(max(_alike(a, b) for b in other) for a in one)
    shared += sum(max(_alike(a, b) for a in one) for b in other)
    return shared / (len(one) + len(other))


def _alike(one: Telling, other: Telling) -> float:
    if one.stem == other.stem:
        return 1.0
    if (ratio := fuzz.ratio(one.stem, other.stem)) >= _SAME_WORD:
        return ratio / 100
    return 0.0 if one.concepts.isdisjoint(other.concepts) else _SAME_CONCEPT


def may_meet(one: Details, other: Details) -> bool:
    """Not where the one is for children and the other for their grandparents."""
    apart = _is_below(one, other) or _is_below(other, one)
    return not apart


def _is_below(one: Details, other: Details) -> bool:
    return None not in {one.age_to, other.age_from} and (one.age_to or 0) < (other.age_from or 0)
