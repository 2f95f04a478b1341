"""The sender: every owed message sent, its end recorded, whatever Telegram answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from markupsafe import Markup
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.message import Message
from bot.outbox import DeliveryKind, Outbox, owe
from bot.storage import outbox
from bot.storage.deliveries import Delivery
from bot.storage.outbox import Owed, State
from bot.storage.units import Db, Storage, StorageUnavailableError
from bot.telegram.access import Access
from bot.telegram.limits import Limits
from bot.telegram.sender import Sender
from tests.kill.bot import BERLIN, news, twice
from tests.virtual_time import run

pytest_plugins = ["tests.databases"]
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BLOCKED = "Forbidden: bot was blocked by the user"


class Post:
    """A sender over a real database; what leaves is noted with its time."""

    def __init__(self, storage: Storage, *, rate: float = 25) -> None:
        self.loop = asyncio.get_running_loop()
        self.storage = storage
        self.access = Access()
        self.sent: list[tuple[float, int, str]] = []
        self.fails: list[Callable[[], Exception] | None] = []
        self.takes = 0.0
        self.stop = asyncio.Event()
        self.limits = Limits(rate, self.access, self.moved)
        box = Outbox([DeliveryKind("news", news, quiet=False)], BERLIN, twice)
        self.sender = Sender(
            storage, box, self.send, self.limits, self.access, self.clock, owner="a"
        )

    async def moved(self, old: int, new: int) -> None:
        raise NotImplementedError

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=self.loop.time())

    async def send(self, chat: int, message: Message) -> int:
        if self.takes:
            await asyncio.sleep(self.takes)
        fail = self.fails.pop(0) if self.fails else None
        if fail is not None:
            raise fail()
        self.sent.append((self.loop.time(), chat, str(message.html)))
        return len(self.sent)

    async def owe(self, *chats: int, due: datetime = NOW) -> None:
        rows = [Owed(f"{chat}:{n}", chat, "news", n, 1, due) for n, chat in enumerate(chats, 1)]
        await self.storage.write(lambda db: outbox.owe(db, rows))

    async def serve(self, seconds: float = 60) -> None:
        self.loop.call_later(seconds, self.stop.set)
        await self.sender.run(self.stop)
        await self.sender.finish(1)

    def counts(self) -> dict[State, int]:
        return dict(self.storage.read_now(outbox.counts))


def serve(storage: Storage, *fails: Callable[[], Exception] | None, chats: int = 1) -> Post:
    async def main() -> Post:
        post = Post(storage)
        post.fails = list(fails)
        await post.owe(*range(1, chats + 1))
        await post.serve()
        return post

    return run(main())


def test_what_is_owed_is_sent_and_recorded(storage: Storage) -> None:
    post = serve(storage, chats=3)

    assert [(chat, text) for _, chat, text in post.sent] == [
        (1, "Nachricht 1"),
        (2, "Nachricht 2"),
        (3, "Nachricht 3"),
    ]
    assert post.counts() == {State.SENT: 3}


def test_what_is_owed_just_now_is_sent_at_once(storage: Storage) -> None:
    async def main() -> Post:
        post = Post(storage)
        serving = asyncio.create_task(post.serve(5))
        await asyncio.sleep(1)
        await storage.write(lambda db: owe(db, "key", 7, "news", 1, 1, NOW))
        await serving
        return post

    [(at, _, _)] = run(main()).sent
    assert at < 1.1


def test_sending_keeps_to_the_rate(storage: Storage) -> None:
    times = [at for at, _, _ in serve(storage, chats=100).sent]

    assert 3.5 <= max(times) <= 4.5
    assert all(sum(t <= at < t + 1 for at in times) <= 30 for t in times)


def test_one_chat_gets_its_messages_a_second_apart(storage: Storage) -> None:
    async def main() -> Post:
        post = Post(storage)
        await post.owe(7, 7, 7)
        await post.serve()
        return post

    times = [at for at, _, _ in run(main()).sent]
    assert len(times) == 3
    assert all(after - before >= 1 for before, after in pairwise(times))


def test_replies_go_first_and_what_is_owed_still_leaves(storage: Storage) -> None:
    async def main() -> tuple[Post, list[float]]:
        post = Post(storage, rate=10)
        replied: list[float] = []

        async def reply() -> None:
            await post.limits.pace.permit()
            replied.append(post.loop.time())

        await post.owe(*range(1, 31))
        serving = asyncio.create_task(post.serve())
        await asyncio.sleep(0.5)
        asked = post.loop.time()
        await asyncio.gather(*(reply() for _ in range(10)))
        await serving
        return post, [at - asked for at in replied]

    post, waits = run(main())
    assert max(waits) <= 1.2
    assert post.counts() == {State.SENT: 30}


def test_a_429_holds_up_that_chat_only(storage: Storage) -> None:
    post = serve(storage, lambda: RetryAfter(40), chats=3)

    assert [chat for _, chat, _ in post.sent] == [2, 3, 1]
    assert post.sent[-1][0] >= 40
    assert post.sent[-1][2] == "Nachricht 1"


def unreachable() -> Exception:
    return NetworkError("Bad Gateway (502)")


def test_an_outage_costs_no_message_and_no_attempt(storage: Storage) -> None:
    post = serve(storage, *[unreachable] * 4)

    assert [text for _, _, text in post.sent] == ["Nachricht 1"]


def test_without_an_answer_a_second_copy_is_marked(storage: Storage) -> None:
    post = serve(storage, TimedOut)

    assert [text for _, _, text in post.sent] == ["Nachricht 1 (evtl. doppelt)"]


def test_three_times_without_an_answer_is_enough(storage: Storage) -> None:
    post = serve(storage, TimedOut, TimedOut, TimedOut)

    assert post.sent == []
    assert post.counts() == {State.UNKNOWN: 1}


def test_who_blocked_us_gets_nothing_more(storage: Storage) -> None:
    async def main() -> Post:
        post = Post(storage)
        post.fails = [lambda: Forbidden(BLOCKED)]
        await post.owe(7, 7)
        await post.serve()
        return post

    post = run(main())
    assert post.sent == []
    assert post.counts() == {State.BLOCKED: 2}


@pytest.mark.parametrize(
    "error", [lambda: Forbidden("Forbidden: something new"), lambda: BadRequest("Chat not found")]
)
def test_a_refusal_is_final_for_the_message_but_not_for_the_chat(
    storage: Storage, error: Callable[[], Exception]
) -> None:
    async def main() -> Post:
        post = Post(storage)
        post.fails = [error]
        await post.owe(7, 7)
        await post.serve()
        return post

    post = run(main())
    assert len(post.sent) == 1
    assert post.counts() == {State.FAILED: 1, State.SENT: 1}


def test_a_refused_token_ends_sending_and_loses_nothing(storage: Storage) -> None:
    async def main() -> Post:
        post = Post(storage)

        def refused() -> Exception:
            post.access.refuse()
            return InvalidToken("Unauthorized")

        post.fails = [refused]
        await post.owe(*range(1, 20))
        await post.serve()
        return post

    post = run(main())
    assert len(post.sent) < 8
    assert sum(post.counts().values()) == 19
    assert set(post.counts()) <= {State.SENT, State.PLANNED}


def test_a_fault_of_our_own_is_no_answer_either(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    post = serve(storage, lambda: ValueError("words"), ValueError, ValueError)

    assert post.counts() == {State.UNKNOWN: 1}
    assert "words" not in caplog.text


def test_what_is_on_its_way_at_the_stop_is_recorded(storage: Storage) -> None:
    async def main() -> Post:
        post = Post(storage)
        post.takes = 0.5
        await post.owe(1)
        await post.serve(0.2)
        return post

    assert run(main()).counts() == {State.SENT: 1}


def test_what_is_not_answered_in_time_is_taken_up_later(storage: Storage) -> None:
    async def main() -> Post:
        post = Post(storage)
        post.takes = 30
        await post.owe(1)
        await post.serve(0.2)
        return post

    assert run(main()).counts() == {State.SENDING: 1}


def test_a_database_that_is_away_for_a_while_costs_no_message(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> Post:
        post = Post(storage)
        await post.owe(*range(1, 6))
        write, failures = storage.write, iter([False, True, True, True])

        async def unsure(work: object) -> object:
            if next(failures, False):
                raise StorageUnavailableError("gone")
            return await write(work)  # type: ignore[arg-type]

        storage.write = unsure  # type: ignore[assignment,method-assign]
        await post.serve()
        return post

    post = run(main())
    assert sorted(chat for _, chat, _ in post.sent) == [1, 2, 3, 4, 5]
    assert post.counts() == {State.SENT: 5}
    assert "The outbox cannot be reached: gone" in caplog.text


def test_views_see_the_delivery_they_are_asked_for(storage: Storage) -> None:
    seen: list[Delivery] = []

    def view(_db: Db, delivery: Delivery) -> Message:
        seen.append(delivery)
        return Message(Markup("x"))

    box = Outbox([DeliveryKind("news", view, quiet=False)], BERLIN, twice)
    storage.write_now(lambda db: owe(db, "key", 7, "news", 5, 3, NOW))
    storage.write_now(lambda db: box.claim(db, "a", NOW, 1))

    [delivery] = seen
    assert (delivery.key, delivery.chat, delivery.object, delivery.version) == ("key", 7, 5, 3)
