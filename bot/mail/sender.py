"""Sends what is owed by e-mail: claimed few at a time, recorded as soon as the server answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from bot.clock import Clock
from bot.mail.letter import Letter, compose
from bot.mail.post import Fate, Posted, post
from bot.message import Message
from bot.outbox import Outbox
from bot.smtp import Server
from bot.storage import deliveries, outbox
from bot.storage.deliveries import ATTEMPTS, LEASE, Delivery, Outcome
from bot.storage.outbox import Channel, State
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.waiting import either, stopped_within

log = logging.getLogger(__name__)

Write = Callable[[Db, Delivery, Message], Letter | None]
"""Makes a letter of a message; None where nobody has an address any more."""

LATER = timedelta(minutes=1)
"""The first wait when the server could not be reached, or takes no mail of ours; then twice as long."""

LONGEST = timedelta(minutes=15)
"""No wait is longer, so that a server that is back gets what waits soon."""

TRIES = 100
"""Times a letter waits for the server, about a day, before staff are shown that it did not arrive."""

_Written = tuple[Delivery, Letter]


class Sender:
    """What waits for an answer longer than its lease holds on to it."""

    def __init__(  # noqa: PLR0913 - put together once
        self,
        storage: Storage,
        box: Outbox,
        write: Write,
        server: Server,
        clock: Clock,
        *,
        owner: str,
        width: int = 4,
    ) -> None:
        self._storage = storage
        self._box = box
        self._write = write
        self._server = server
        self._clock = clock
        # Of its own: what the other channel holds is neither renewed nor given up here.
        self._owner = f"{owner}.mail"
        self._width = width
        self._wake = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`; what is on its way then is answered or cut off by whoever runs this."""
        loop = asyncio.get_running_loop()
        self._storage.listen(outbox.TOPIC, lambda: loop.call_soon_threadsafe(self._wake.set))
        more = True
        while not stop.is_set():
            if not more:
                await either(stop, self._wake, LEASE.total_seconds() / 3)
            try:
                more = await self.step()
            except StorageUnavailableError as error:
                log.warning("The outbox cannot be reached: %s", error)
                await stopped_within(stop, 1)

    async def step(self) -> bool:
        """Send what is due, a few letters; whether more may be."""

        def unit(db: Db) -> tuple[Sequence[_Written], int]:
            now = self._clock()
            ready, claimed = self._box.claim(db, self._owner, now, self._width, Channel.MAIL)
            written = [(one, self._write(db, one, message)) for one, message in ready]
            lost = [
                Outcome(one.id, State.CANCELLED, counted=False) for one, to in written if not to
            ]
            deliveries.settle(db, self._owner, lost, now)
            return [(one, letter) for one, letter in written if letter], claimed

        written, claimed = await self._storage.write(unit)
        if written:
            await self._send(written)
        return claimed == self._width

    async def _send(self, written: Sequence[_Written]) -> None:
        holding = asyncio.create_task(self._hold())
        try:
            ended = await asyncio.gather(*(self._outcome(*one) for one in written))
        finally:
            holding.cancel()
        now = self._clock()
        await self._storage.write(lambda db: deliveries.settle(db, self._owner, ended, now))

    async def _hold(self) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            with suppress(StorageUnavailableError):
                await self._storage.write(
                    lambda db: deliveries.renew(db, self._owner, self._clock())
                )

    async def _outcome(self, delivery: Delivery, letter: Letter) -> Outcome:
        try:
            posted = await post(self._server, compose(letter, self._clock()))
        except Exception as error:  # noqa: BLE001 - one letter must not stop the others
            posted = Posted(Fate.REFUSED, type(error).__name__)
        return self._settled(delivery, posted)

    def _settled(self, delivery: Delivery, posted: Posted) -> Outcome:
        match posted.fate:
            case Fate.SENT:
                return Outcome(delivery.id, State.SENT)
            case Fate.REFUSED:
                log.error("Mail %s (%s) failed: %s", delivery.id, delivery.kind, posted.reason)
                return Outcome(delivery.id, State.FAILED, reason=posted.reason)
            case Fate.UNKNOWN if delivery.attempts >= ATTEMPTS:
                return Outcome(delivery.id, State.UNKNOWN, reason=posted.reason)
            case Fate.LATER if delivery.failures + 1 >= TRIES:
                log.error("Mail %s (%s) given up: %s", delivery.id, delivery.kind, posted.reason)
                return Outcome(delivery.id, State.FAILED, reason=posted.reason, counted=False)
        log.warning("Mail waits: %s", posted.reason)
        return Outcome(
            delivery.id,
            State.PLANNED,
            due_at=self._clock() + pause(delivery.failures),
            reason=posted.reason,
            counted=posted.fate is Fate.UNKNOWN,
            failed=posted.fate is Fate.LATER,
        )


def pause(failures: int) -> timedelta:
    """How long a letter waits that the server did not take so many times before."""
    return min(LATER * (1 << min(failures, 10)), LONGEST)
