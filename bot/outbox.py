"""What is owed to people: owed once, checked again when it is due, late and quiet by its kind."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.message import Message
from bot.storage import deliveries
from bot.storage import outbox as stored
from bot.storage.deliveries import Delivery, Outcome
from bot.storage.outbox import Channel, Owed, State
from bot.storage.units import Db

log = logging.getLogger(__name__)

View = Callable[[Db, Delivery], Message | None]
"""Reads the object again and says what to send; None when it is no longer due."""

Mark = Callable[[Db, Delivery, Message], Message]
"""Says in a message that it may be there twice."""

QUIET_FROM = time(20)
QUIET_UNTIL = time(8)

TRIES = 3
"""Times that a text which cannot be made is tried."""

BACKOFF = timedelta(minutes=1)


Urgent = Callable[[Db, Delivery, datetime], bool]
"""Whether it comes in quiet hours all the same."""


def never(_db: Db, _delivery: Delivery, _now: datetime) -> bool:
    """Nothing that cannot wait for the morning."""
    return False


@dataclass(frozen=True, slots=True)
class DeliveryKind:
    """One kind of owed message.

    `quiet`: waits for the morning instead of coming at night, unless it is `urgent`. `series`: of all kinds of the same
    series that are due to one person about one object, only the newest is sent.
    """

    name: str
    view: View
    quiet: bool = True
    series: str = ""
    urgent: Urgent = never


def owe(  # noqa: PLR0913, PLR0917 - what is owed, in the order in which it is said
    db: Db,
    key: str,
    person: int,
    kind: str,
    about: int,
    version: int,
    due: datetime,
    expires: datetime | None = None,
) -> bool:
    """Owe a message in the caller's transaction; whether it was not owed already."""
    return stored.owe(db, [Owed(key, person, kind, about, version, due, expires)]) == 1


Prepared = tuple[Delivery, Message]


class Outbox:
    """The kinds of this house, and the rules that hold for all of them."""

    def __init__(self, kinds: Iterable[DeliveryKind], zone: ZoneInfo, mark: Mark) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self._zone = zone
        self._mark = mark

    def claim(  # noqa: PLR0913 - as in storage
        self,
        db: Db,
        owner: str,
        now: datetime,
        limit: int,
        channel: Channel = Channel.TELEGRAM,
        *,
        only: int | None = None,
    ) -> tuple[Sequence[Prepared], int]:
        """What is to be sent now by a channel, if wished `only` to one chat; how many rows were looked at.

        What is not to be sent is settled in the same transaction.
        """
        claimed = deliveries.claim(db, owner, now, limit, channel, only=only)
        refusing = stored.silenced(db, {delivery.chat for delivery in claimed}) if claimed else ()
        ready: list[Prepared] = []
        for delivery in claimed:
            prepared = (
                Outcome(delivery.id, State.BLOCKED, reason="silenced", counted=False)
                if delivery.chat in refusing
                else self._prepare(db, delivery, now)
            )
            if isinstance(prepared, Outcome):
                deliveries.settle(db, owner, [prepared], now)
            else:
                ready.append((delivery, prepared))
        return ready, len(claimed)

    def _prepare(self, db: Db, delivery: Delivery, now: datetime) -> Message | Outcome:
        kind = self._kinds.get(delivery.kind)
        if kind is None:
            return Outcome(delivery.id, State.FAILED, reason="unknown kind", counted=False)
        try:
            # Its own savepoint: a view that fails must not take the claim along.
            with db.begin_nested():
                if refusal := self._refusal(db, delivery, kind, now):
                    return refusal
                message = kind.view(db, delivery)
                if message and delivery.again:
                    message = self._mark(db, delivery, message)
        except Exception as error:  # noqa: BLE001 - one kind must not stop the others
            return _failed(delivery, error, now)
        return message or Outcome(delivery.id, State.CANCELLED, counted=False)

    def _refusal(
        self, db: Db, delivery: Delivery, kind: DeliveryKind, now: datetime
    ) -> Outcome | None:
        if delivery.expires_at is not None and delivery.expires_at <= now:
            return Outcome(delivery.id, State.EXPIRED, reason="late", counted=False)
        series = [k.name for k in self._kinds.values() if k.series and k.series == kind.series]
        if series and deliveries.overtaken(db, delivery, series, now):
            return Outcome(delivery.id, State.EXPIRED, reason=stored.OVERTAKEN, counted=False)
        morning = waking(now, self._zone) if kind.quiet else now
        if morning > now and not kind.urgent(db, delivery, now):
            return Outcome(delivery.id, State.PLANNED, due_at=morning, counted=False)
        return None


def waking(now: datetime, zone: ZoneInfo) -> datetime:
    """`now`, or in quiet hours the moment at which they end."""
    local = now.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return now
    day = local.date() + timedelta(days=1 if local.time() >= QUIET_FROM else 0)
    return datetime.combine(day, QUIET_UNTIL, zone).astimezone(UTC)


def _failed(delivery: Delivery, error: Exception, now: datetime) -> Outcome:
    reason = type(error).__name__
    log.error("The text of delivery %s (%s) failed: %s", delivery.id, delivery.kind, reason)
    if delivery.failures + 1 >= TRIES:
        return Outcome(delivery.id, State.FAILED, reason=reason, counted=False, failed=True)
    due = now + BACKOFF
    return Outcome(
        delivery.id, State.PLANNED, due_at=due, reason=reason, counted=False, failed=True
    )
