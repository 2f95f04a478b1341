"""What staff can do with an item. Each says which version they saw, and answers what became of it."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.acting import Action, By, Refused, Result, act
from bot.desk.kinds import CLOSED_BY_HAND, WITH_TOPIC, Kind, Ref
from bot.storage.units import Db
from bot.storage.wishes import Decision
from bot.wishes.wish import Status

LONGEST = 600
"""Characters of an official answer, or of a reason."""

LONGEST_TAG = 30


def take(db: Db, ref: Ref, seen: int | None, by: By) -> Result:
    """Work on it. Who had it before sees that they have it no more."""
    return act(db, {ref: seen}, by, Action.TAKE, lambda _, old: replace(old, taken_by=by.actor))


def release(db: Db, ref: Ref, seen: int | None, by: By) -> Result:
    """Nobody works on it any more."""
    return act(db, {ref: seen}, by, Action.RELEASE, lambda _, old: replace(old, taken_by=None))


def decide(  # noqa: PLR0913 - what, about which, by whom
    db: Db, ref: Ref, seen: int | None, decision: Decision, by: By, *, corrects: bool = False
) -> Result:
    """Say what becomes of a wish, and owe the news to all who follow it.

    `corrects` says that who was told something else was told wrong.
    """
    refused = flaw(ref, decision)
    if refused is not None:
        return refused
    return act(
        db,
        {ref: seen},
        by,
        Action.DECIDE,
        lambda _, old: replace(old, decision=decision),
        corrects=corrects,
    )


def close(db: Db, ref: Ref, seen: int | None, by: By, reason: str = "") -> Result:
    """It is settled. A wish is closed by its decision instead."""
    if ref.kind not in CLOSED_BY_HAND:
        return Refused.WRONG_KIND
    if len(reason) > LONGEST:
        return Refused.LONG
    return act(
        db,
        {ref: seen},
        by,
        Action.CLOSE,
        lambda _, old: replace(old, closed_at=old.closed_at or by.now, reason=reason),
    )


def reopen(db: Db, ref: Ref, seen: int | None, by: By) -> Result:
    if ref.kind not in CLOSED_BY_HAND:
        return Refused.WRONG_KIND
    return act(
        db,
        {ref: seen},
        by,
        Action.REOPEN,
        lambda _, old: replace(old, closed_at=None, reason=""),
    )


def tag(db: Db, ref: Ref, seen: int | None, name: str, by: By) -> Result:
    known = tag_name(name)
    if not known:
        return Refused.INCOMPLETE
    return act(
        db,
        {ref: seen},
        by,
        Action.TAG,
        lambda _, old: replace(old, tags=tuple(sorted({*old.tags, known}))),
    )


def untag(db: Db, ref: Ref, seen: int | None, name: str, by: By) -> Result:
    gone = tag_name(name)
    return act(
        db,
        {ref: seen},
        by,
        Action.UNTAG,
        lambda _, old: replace(old, tags=tuple(one for one in old.tags if one != gone)),
    )


def tag_name(said: str) -> str:
    """A tag as it is kept: small letters, one line, short."""
    return " ".join(said.casefold().strip(" #").split())[:LONGEST_TAG].strip()


def set_topic(db: Db, ref: Ref, seen: int | None, topic: str | None, by: By) -> Result:
    """`topic` is an id of the town's topics, which the caller knows."""
    if ref.kind not in WITH_TOPIC:
        return Refused.WRONG_KIND
    return act(db, {ref: seen}, by, Action.TOPIC, lambda _, old: replace(old, topic=topic))


def set_threshold(db: Db, ref: Ref, seen: int | None, threshold: int, by: By) -> Result:
    """How many interested people a wish needs until each is asked whether they come."""
    if ref.kind is not Kind.WISH:
        return Refused.WRONG_KIND
    if threshold < 1:
        return Refused.NUMBER
    return act(
        db, {ref: seen}, by, Action.THRESHOLD, lambda _, old: replace(old, threshold=threshold)
    )


def flaw(ref: Ref, decision: Decision) -> Refused | None:
    """Why this is no decision."""
    if ref.kind is not Kind.WISH:
        return Refused.WRONG_KIND
    if len(decision.answer) > LONGEST or len(decision.passed_to) > LONGEST:
        return Refused.LONG
    needed = {Status.REFUSED: decision.answer, Status.PASSED_ON: decision.passed_to}
    missing = not needed.get(Status(decision.status), "there").strip()
    return Refused.INCOMPLETE if missing else None
