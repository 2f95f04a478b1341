"""Whose turn it is: updates claimed one per person, in order, by whichever replica is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from bot.storage.base import Moment
from bot.storage.inbox import DEAD, DONE, WAITING, InboxRow

LEASE = timedelta(seconds=20)
"""How long a claim holds when its process says nothing more."""

AHEAD = timedelta(hours=1)
"""A due moment farther off than any wait was set by a clock that has since been put back."""

SUSPECT = 3
"""Processes that died with an update in hand before it is handled alone, to spare the others."""

CRASHES = 13
"""Processes that died with it before it is held to be the cause."""

_CLAIM_LOCK = 0x4C616E65


@dataclass(frozen=True, slots=True)
class Turn:
    """An update at its turn. `start` counts how often it was begun, `failures` how often it failed."""

    update_id: int
    person: int
    kind: str
    raw: str
    sent_at: datetime
    start: int
    failures: int
    crashes: int = 0

    @property
    def suspect(self) -> bool:
        return self.crashes >= SUSPECT

    @property
    def again(self) -> bool:
        """Whether an earlier run may have got as far as its effect."""
        return self.start > 1


class End(Enum):
    DONE = "done"
    LATER = "later"
    """Through no fault of the update: something we need is not there."""
    FAILED = "failed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Ending:
    update_id: int
    end: End
    due_at: datetime | None = None


def claim(  # noqa: PLR0913 - how to choose
    db: Connection, owner: str, now: datetime, *, limit: int, newest: bool, suspect: bool = False
) -> Sequence[Turn]:
    """The first waiting update of up to `limit` free lanes, longest or shortest wait first.

    Suspects, which several processes died with, are claimed only when asked for.
    """
    if db.dialect.name == "postgresql":
        # Two replicas that look at the same moment could each see a free lane.
        db.execute(select(func.pg_advisory_xact_lock(_CLAIM_LOCK)))
    claimed = db.execute(
        _claim(newest=newest, suspect=suspect),
        {"me": owner, "at": now, "until": now + LEASE, "most": limit, **_clock(now)},
    )
    # What waits is never blank.
    return [Turn(*values) for values in claimed]


ME = bindparam("me", type_=Text)
AT = bindparam("at", type_=Moment)
AHEAD_AT = bindparam("ahead", type_=Moment)
LEASED_AT_MOST = bindparam("leased", type_=Moment)


def _clock(now: datetime) -> dict[str, datetime]:
    return {"ahead": now + AHEAD, "leased": now + 2 * LEASE}


@cache
def _claim(*, newest: bool, suspect: bool) -> Executable:
    """Put together once: to do so costs many times what it costs to run."""
    row = aliased(InboxRow)
    order = (row.received_at, row.update_id)
    first = (
        select(row.update_id)
        .where(row.state == WAITING, _free(row), _first_in_lane(row), _nobody_in_lane(row))
        .where(row.crashes >= SUSPECT if suspect else row.crashes < SUSPECT)
        .order_by(*((part.desc() for part in order) if newest else order))
        .limit(bindparam("most", type_=Integer))
    )
    return (
        update(InboxRow)
        .where(InboxRow.update_id.in_(first))
        .values(
            owner=ME,
            lease_until=bindparam("until", type_=Moment),
            starts=InboxRow.starts + 1,
            # Whoever held it until now died with it.
            crashes=InboxRow.crashes + case((InboxRow.owner.is_not(None), 1), else_=0),
        )
        .returning(
            InboxRow.update_id,
            InboxRow.person,
            InboxRow.kind,
            InboxRow.raw,
            InboxRow.sent_at,
            InboxRow.starts,
            InboxRow.failures,
            InboxRow.crashes,
        )
    )


def _free(row: type[InboxRow]) -> ColumnElement[bool]:
    due = or_(row.due_at.is_(None), row.due_at <= AT, row.due_at > AHEAD_AT)
    # Our own rows are never taken twice, even when the clock jumps over their lease.
    left = and_(row.owner != ME, ~_held(row))
    return and_(due, or_(row.owner.is_(None), left))


def _held(row: type[InboxRow]) -> ColumnElement[bool]:
    return row.lease_until.between(AT, LEASED_AT_MOST)


def _first_in_lane(row: type[InboxRow]) -> ColumnElement[bool]:
    before = aliased(InboxRow)
    return ~exists().where(
        before.person == row.person,
        before.state == WAITING,
        before.update_id < row.update_id,
    )


def _nobody_in_lane(row: type[InboxRow]) -> ColumnElement[bool]:
    other = aliased(InboxRow)
    return ~exists().where(
        other.person == row.person,
        other.owner.is_not(None),
        other.update_id != row.update_id,
        or_(other.owner == ME, _held(other)),
    )


def settle(db: Connection, owner: str, endings: Sequence[Ending], now: datetime) -> None:
    """Record how turns ended, unless another replica took them over in the meantime."""
    done = [ending.update_id for ending in endings if ending.end is End.DONE]
    if done:
        db.execute(_DONE, {"done": done, "me": owner, "at": now})
    for ending in endings:
        if ending.end is not End.DONE:
            _put_back(db, owner, ending, now)


_DONE = (
    update(InboxRow)
    .where(InboxRow.update_id.in_(bindparam("done", expanding=True)), InboxRow.owner == ME)
    .values(state=DONE, raw=None, person=0, ended_at=AT, owner=None, lease_until=None)
)


def _put_back(db: Connection, owner: str, ending: Ending, now: datetime) -> None:
    changes = update(InboxRow).values(owner=None, lease_until=None, due_at=ending.due_at)
    if ending.end is not End.LATER:
        changes = changes.values(failures=InboxRow.failures + 1)
    if ending.end is End.DEAD:
        changes = changes.values(state=DEAD, ended_at=now)
    db.execute(changes.where(InboxRow.update_id == ending.update_id, InboxRow.owner == owner))


def renew(db: Connection, owner: str, now: datetime) -> None:
    """Hold on to what this process still works on."""
    db.execute(update(InboxRow).where(InboxRow.owner == owner).values(lease_until=now + LEASE))


def release(db: Connection, owner: str) -> None:
    """Let go of what this process began and will not finish."""
    db.execute(update(InboxRow).where(InboxRow.owner == owner).values(owner=None, lease_until=None))


def recover(db: Connection) -> int:
    """Take up what a process left behind that died: only one who runs alone may."""
    return db.execute(
        update(InboxRow)
        .where(InboxRow.owner.is_not(None))
        .values(owner=None, lease_until=None, crashes=InboxRow.crashes + 1)
    ).rowcount
