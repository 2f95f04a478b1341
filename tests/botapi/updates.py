"""The updates a bot has not confirmed yet."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.botapi.wire import Json

DAY = 86_400.0
# Read in the server's source: what is older than this is dropped unseen.
LIFETIMES = {
    "callback_query": 150.0,
    "inline_query": 30.0,
    "chosen_inline_result": 600.0,
    "pre_checkout_query": 150.0,
    "shipping_query": 150.0,
}
OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update in the queue; within a lane a webhook gets one at a time."""

    id: int
    kind: str
    lane: str
    update: Json
    expires: float


class Bell:
    """Wakes whoever waits for something to happen."""

    def __init__(self) -> None:
        self.sleepers: set[asyncio.Event] = set()

    def ring(self) -> None:
        for sleeper in self.sleepers:
            sleeper.set()

    async def wait(self, seconds: float | None = None) -> None:
        """Until the bell rings or the time is over."""
        event = asyncio.Event()
        self.sleepers.add(event)
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            pass
        finally:
            self.sleepers.discard(event)


class Updates:
    """The queue of one bot."""

    def __init__(self, now: Callable[[], float], first: int = 873_000_001) -> None:
        self.now = now
        self.next_id = first
        self.waiting: dict[int, Waiting] = {}
        self.lanes: dict[str, dict[int, Waiting]] = {}
        self.allowed: frozenset[str] = frozenset()
        self.bell = Bell()
        self.poller: object = None

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind."""
        return kind in self.allowed if self.allowed else kind not in OPT_IN

    def push(self, kind: str, payload: Json, lane: str) -> Json:
        """Queue an update, if the bot wants its kind, and give it as the bot will see it."""
        update: Json = {"update_id": self.next_id, kind: payload}
        self.next_id += 1
        if self.wants(kind):
            self._queue(kind, update, lane)
        return update

    def push_raw(self, update: Json) -> Json:
        """Queue an update as it is; one without a number gets the next one."""
        update = {"update_id": self.next_id, **update}
        self.next_id = max(self.next_id, update["update_id"]) + 1
        kind = next(name for name in update if name != "update_id")
        self._queue(kind, update, lane_of(kind, update[kind]))
        return update

    def _queue(self, kind: str, update: Json, lane: str) -> None:
        expires = self.now() + LIFETIMES.get(kind, DAY)
        number = update["update_id"]
        waiting = Waiting(number, kind, lane, update, expires)
        self.waiting[number] = self.lanes.setdefault(lane, {})[number] = waiting
        self.bell.ring()

    def alive(self) -> Iterator[Waiting]:
        """What waits and is not too old; the rest is dropped on the way."""
        now = self.now()
        for waiting in list(self.waiting.values()):
            if waiting.expires > now:
                yield waiting
            else:
                self.forget([waiting.id])

    def confirm(self, offset: int) -> None:
        """Forget what lies below the offset, or all but the last ones if it is negative."""
        numbers = list(self.waiting)
        gone = numbers[:offset] if offset < 0 else [number for number in numbers if number < offset]
        self.forget(gone)

    def forget(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            waiting = self.waiting.pop(number, None)
            if waiting is not None:
                lane = self.lanes[waiting.lane]
                del lane[number]
                if not lane:
                    del self.lanes[waiting.lane]

    def next_in(self, lane: str) -> Waiting | None:
        """The oldest update of a lane that is not too old."""
        for waiting in list(self.lanes.get(lane, {}).values()):
            if waiting.expires > self.now():
                return waiting
            self.forget([waiting.id])
        return None

    def first(self, limit: int) -> list[Json]:
        """The oldest updates; they stay until they are confirmed."""
        found: list[Json] = []
        for waiting in self.alive():
            found.append(waiting.update)
            if len(found) == limit:
                break
        return found


def lane_of(kind: str, payload: Json) -> str:
    """Messages queue by chat; presses, and again inline queries, by user."""
    if "chat" in payload:
        return f"chat {payload['chat']['id']}"
    sender: Json = payload.get("from") or payload.get("user") or {}
    return f"{kind.partition('_')[0]} {sender.get('id', 0)}"
