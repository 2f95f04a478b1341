"""Takes updates in: committed to the inbox before Telegram is told that we have them."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.clock import Clock
from bot.storage import inbox, outbox
from bot.storage.inbox import Arrival
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.telegram import groups

log = logging.getLogger(__name__)

ALLOWED = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
)
"""The updates we ask for; the choice sticks on the server until it is changed."""

_WRITING = frozenset({"message", "edited_message", "callback_query", "inline_query"})
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Read:
    """An update as far as intake reads it. `chats` showed that they want to hear from us."""

    arrival: Arrival
    chats: frozenset[int]


def read(update: object, now: datetime) -> Read | None:
    """What is needed to queue an update, whatever else is in it; None when it has no number.

    A group has a lane of its own, and of its updates only what we act upon is kept.
    """
    number = _number(update, "update_id")
    if number is None or not isinstance(update, dict):
        return None
    kind, content = next(
        ((key, value) for key, value in update.items() if isinstance(value, dict)), ("unknown", {})
    )
    group = _number(groups.chat_of(content), "id")
    if group is not None:
        return _of_group(number, kind, content, group, now)
    person = _number(content.get("from"), "id") or _number(content.get("user"), "id")
    chat = _number(content.get("chat"), "id")
    if isinstance(message := content.get("message"), dict):
        chat = _number(message.get("chat"), "id")
    # Escaped as ASCII: not every database keeps what JSON can say.
    raw = json.dumps(update)
    arrival = Arrival(number, person or chat or 0, kind[:40], raw, _moment(content, now))
    chats = {one for one in (person, chat) if one} if kind in _WRITING else ()
    return Read(arrival, frozenset(chats))


def _of_group(
    number: int, kind: str, content: Mapping[str, Any], group: int, now: datetime
) -> Read:
    raw = json.dumps({"update_id": number, kind: groups.bare(kind, content)})
    arrival = Arrival(number, group, kind[:40], raw, _moment(content, now))
    return Read(arrival, frozenset({group} if kind in _WRITING else ()))


def _number(value: object, name: str) -> int | None:
    number = value.get(name) if isinstance(value, dict) else None
    if type(number) is not int or not -_LARGEST <= number < _LARGEST:
        return None
    return number


def _moment(content: Mapping[str, Any], now: datetime) -> datetime:
    """When the person acted, as far as the update says; never later than now."""
    date = _number(content, "edit_date") or _number(content, "date")
    if date is None or not 0 < date < now.timestamp():
        return now
    return datetime.fromtimestamp(date, UTC)


@dataclass(slots=True)
class _Batch:
    """What came in while the batch before was being committed."""

    reads: list[Read] = field(default_factory=list)
    stored: bool = False


class Intake:
    """Commits together what arrives together: forty connections of a webhook cost few commits."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._next = _Batch()
        self._commit = asyncio.Lock()

    async def take(self, updates: Sequence[object]) -> None:
        """Commit updates to the inbox; returns only when they are there."""
        now = self._clock()
        known = [one for update in updates if (one := read(update, now)) is not None]
        if len(known) < len(updates):
            log.error("%s updates without a number were left out", len(updates) - len(known))
        if not known:
            return
        batch = self._next
        batch.reads.extend(known)
        async with self._commit:
            if batch is self._next:
                self._next = _Batch()
                await self._storage.write(lambda db: _store(db, batch.reads, now))
                batch.stored = True
        if not batch.stored:
            raise StorageUnavailableError("the commit that this update was part of failed")


def _store(db: Db, reads: Sequence[Read], now: datetime) -> None:
    if inbox.accept(db, [one.arrival for one in reads], now):
        outbox.unsilence(db, frozenset[int]().union(*(one.chats for one in reads)))
