"""Deliveries: owed messages claimed in one statement, and how each of them ended."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Text,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from bot.storage.base import Moment
from bot.storage.outbox import Channel, OutboxRow, State, silence

LEASE = timedelta(seconds=20)
"""How long a send holds its row when its process says nothing more."""

ATTEMPTS = 3
"""Sends without an answer before a human has to look."""

# Written out, not bound: the index over owed rows serves only a query that says so itself.
PLANNED = literal(State.PLANNED.value, literal_execute=True)
SENDING = literal(State.SENDING.value, literal_execute=True)
OWED = OutboxRow.state.in_(
    [literal(state.value, literal_execute=True) for state in (State.PLANNED, State.SENDING)]
)


_COMING = (State.PLANNED, State.SENDING, State.SENT, State.UNKNOWN)
_TOLD = (State.SENDING, State.SENT, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Delivery:
    """An owed message at the moment of sending it."""

    id: int
    key: str
    chat: int
    kind: str
    object: int
    version: int
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    failures: int
    channel: str = Channel.TELEGRAM

    @property
    def again(self) -> bool:
        """Whether an earlier copy may have arrived."""
        return self.attempts > 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a delivery ended; PLANNED with a new due moment means that it did not yet.

    `counted` is false when it is certain that nothing was sent. `silenced` names the chat that
    refuses us until the person writes again.
    """

    id: int
    state: State
    due_at: datetime | None = None
    message_id: int | None = None
    reason: str | None = None
    counted: bool = True
    failed: bool = False
    silenced: int | None = None


def claim(  # noqa: PLR0913 - whose, and how many
    db: Connection,
    owner: str,
    now: datetime,
    limit: int,
    channel: Channel = Channel.TELEGRAM,
    *,
    only: int | None = None,
) -> Sequence[Delivery]:
    """Up to `limit` due rows of a channel, ours until the lease ends; the longest due first.

    If wished, `only` those to one chat.
    """
    times = {"me": owner, "at": now, "leased": now + 2 * LEASE}
    db.execute(_GIVE_UP, times)
    rows = {**times, "until": now + LEASE, "most": limit, "by": channel}
    claimed = db.execute(
        *((_CLAIM, rows) if only is None else (_CLAIM_OF_ONE, rows | {"to": only}))
    )
    return sorted((Delivery(*row) for row in claimed), key=lambda one: (one.due_at, one.id))


ME = bindparam("me", type_=Text)
AT = bindparam("at", type_=Moment)
LEASED_AT_MOST = bindparam("leased", type_=Moment)

_DUE = and_(OutboxRow.state == PLANNED, OutboxRow.due_at <= AT)
# Our own are never taken twice, even when the clock jumps over their lease.
_HELD = OutboxRow.lease_until.between(AT, LEASED_AT_MOST)
_LEFT = and_(
    OutboxRow.state == SENDING,
    or_(OutboxRow.owner.is_(None), and_(OutboxRow.owner != ME, ~_HELD)),
)
_GIVE_UP = (
    update(OutboxRow)
    .where(OWED, _LEFT, OutboxRow.attempts >= ATTEMPTS)
    .values(state=State.UNKNOWN.value, owner=None, lease_until=None, ended_at=AT)
)


def _claiming(*mine: ColumnElement[bool]) -> ReturningUpdate[Any]:
    due = OWED, or_(_DUE, _LEFT), OutboxRow.channel == bindparam("by", type_=Text), *mine
    next_ = (
        select(OutboxRow.id)
        .where(*due)
        .order_by(OutboxRow.due_at, OutboxRow.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
        .cte("next")
    )
    return (
        update(OutboxRow)
        .where(OutboxRow.id.in_(select(next_.c.id)))
        .values(
            state=State.SENDING.value,
            owner=ME,
            lease_until=bindparam("until", type_=Moment),
            attempts=OutboxRow.attempts + 1,
        )
        .returning(*(getattr(OutboxRow, name) for name in Delivery.__slots__))
    )


_CLAIM = _claiming()
_CLAIM_OF_ONE = _claiming(OutboxRow.chat == bindparam("to", type_=BigInteger))


def overtaken(db: Connection, delivery: Delivery, kinds: Collection[str], now: datetime) -> bool:
    """Whether a newer message of these kinds about the same thing is due to, or with, the person."""
    newer = exists().where(
        OutboxRow.chat == delivery.chat,
        OutboxRow.object == delivery.object,
        OutboxRow.version == delivery.version,
        OutboxRow.kind.in_(kinds),
        OutboxRow.state.in_([state.value for state in _COMING]),
        or_(
            OutboxRow.due_at > delivery.due_at,
            # Put off until the same morning: the later one planned is the newer.
            and_(OutboxRow.due_at == delivery.due_at, OutboxRow.id > delivery.id),
        ),
        OutboxRow.due_at <= now,
    )
    return bool(db.scalar(select(newer)))


def told(db: Connection, chat: int, kind: str, below: int) -> int | None:
    """The greatest object below a number of which a chat was told, or is being told, by a kind."""
    rows = select(func.max(OutboxRow.object)).where(
        OutboxRow.chat == chat,
        OutboxRow.kind == kind,
        OutboxRow.object < below,
        OutboxRow.state.in_([state.value for state in _COMING]),
    )
    return db.scalar(rows)


def last_told(db: Connection, delivery: Delivery, kinds: Collection[str], below: int) -> int | None:
    """The newest version below a number that the person was told of, about the same thing."""
    rows = select(func.max(OutboxRow.version)).where(
        OutboxRow.chat == delivery.chat,
        OutboxRow.object == delivery.object,
        OutboxRow.kind.in_(kinds),
        OutboxRow.version < below,
        OutboxRow.state.in_([state.value for state in _TOLD]),
    )
    return db.scalar(rows)


def reached(db: Connection, object_: int, kind: str) -> bool:
    """Whether anybody was told of an object by a kind, or may have been."""
    told = exists().where(
        OutboxRow.object == object_,
        OutboxRow.kind == kind,
        OutboxRow.state.in_([state.value for state in _TOLD]),
    )
    return bool(db.scalar(select(told)))


def settle(db: Connection, owner: str, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Record how deliveries ended, unless another replica took them over in the meantime."""
    for outcome in outcomes:
        _settle(db, owner, outcome, now)
        if outcome.silenced is not None:
            silence(db, outcome.silenced, outcome.reason or "", now)


def _settle(db: Connection, owner: str, outcome: Outcome, now: datetime) -> None:
    changes = update(OutboxRow).values(
        state=outcome.state.value,
        owner=None,
        lease_until=None,
        message_id=outcome.message_id,
        reason=outcome.reason,
        ended_at=None if outcome.state is State.PLANNED else now,
    )
    if outcome.due_at is not None:
        changes = changes.values(due_at=outcome.due_at)
    if not outcome.counted:
        changes = changes.values(attempts=OutboxRow.attempts - 1)
    if outcome.failed:
        changes = changes.values(failures=OutboxRow.failures + 1)
    db.execute(
        changes.where(
            OutboxRow.id == outcome.id,
            OutboxRow.owner == owner,
            OutboxRow.state == State.SENDING.value,
        )
    )


def expire(db: Connection, now: datetime) -> int:
    """End what is due and too late to matter; how many."""
    return db.execute(
        update(OutboxRow)
        .where(OWED, OutboxRow.state == PLANNED, OutboxRow.due_at <= now)
        .where(OutboxRow.expires_at <= now)
        .values(state=State.EXPIRED.value, ended_at=now)
    ).rowcount


def renew(db: Connection, owner: str, now: datetime) -> None:
    """Hold on to what this process still sends."""
    db.execute(
        update(OutboxRow)
        .where(OWED, OutboxRow.state == SENDING, OutboxRow.owner == owner)
        .values(lease_until=now + LEASE)
    )


def recover(db: Connection) -> None:
    """Take up what a process left behind that died: only one who runs alone may."""
    db.execute(
        update(OutboxRow)
        .where(OWED, OutboxRow.state == SENDING)
        .values(owner=None, lease_until=None)
    )
