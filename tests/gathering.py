"""A working group with members and meetings, and what is owed to them, for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from markupsafe import Markup
from sqlalchemy import func, select

from bot.groups import answers, due, joining, meetings, notices, plan, reminders
from bot.message import Message
from bot.outbox import DeliveryKind, Outbox
from bot.storage import deliveries, groups
from bot.storage.attendance import Coming
from bot.storage.deliveries import Delivery, Outcome
from bot.storage.groups import About
from bot.storage.meetings import Draft, Location, Meeting, Span
from bot.storage.memberships import Member
from bot.storage.outbox import OutboxRow, State
from bot.storage.units import Db, Storage

T = TypeVar("T")

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ANNA, BERT, CARLA = 7_310_000_101, 7_310_000_102, 7_310_000_103
RATHAUS = Location("Rathaus", "Markt 1")


def at(text: str) -> Span:
    """`2026-12-01 18:00` by the clock on the wall."""
    found = meetings.span(datetime.fromisoformat(text), None, BERLIN)
    assert isinstance(found, Span)
    return found


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def said(db: Db, delivery: Delivery) -> Message | None:
    """What a message is about, and what it was before, for tests to read."""
    found = due.still_due(db, delivery)
    if found is None:
        return None
    meeting = found.meeting
    before = f" statt {found.before.span.start_wall}" if found.before else ""
    return Message(Markup(f"{delivery.kind} {meeting.span.start_wall}{before}"))


BOX = Outbox(
    [
        *(DeliveryKind(kind, said, series="meeting", urgent=due.is_urgent) for kind in plan.KINDS),
        *(DeliveryKind(kind, said, urgent=due.is_urgent) for kind in notices.NEWS),
    ],
    BERLIN,
    lambda _db, _delivery, message: message,
)


@dataclass
class Sent:
    at: datetime
    person: int
    text: str
    key: str


@dataclass
class Gathering:
    """A group whose outbox is worked off minute by minute, on a clock that the test moves."""

    storage: Storage
    now: datetime = NOW
    sent: list[Sent] = field(default_factory=list)
    group: int = 0

    def __post_init__(self) -> None:
        self.do(lambda db: groups.add(db, About("leitbild", "Leitbild", "Ziele")))
        found = self.look(lambda db: groups.called(db, "leitbild"))
        assert found is not None
        self.group = found.id

    def do(self, work: Callable[[Db], T]) -> T:
        return self.storage.write_now(work)

    def look(self, work: Callable[[Db], T]) -> T:
        return self.storage.read_now(work)

    def joins(self, *people: int) -> None:
        for person in people:
            self.enters(Member(person))

    def enters(self, member: Member) -> None:
        self.do(lambda db: joining.join(db, self.group, member, self.now))

    def leaves(self, person: int) -> None:
        self.do(lambda db: joining.leave(db, self.group, person, self.now))

    def plans(
        self,
        when: str,
        reminders_: str = plan.DEFAULT,
        *,
        invite: bool = False,
        name: str = "Treffen",
    ) -> Meeting:
        draft = Draft(self.group, name, at(when), RATHAUS, reminders_)
        made = self.do(lambda db: meetings.create(db, draft, self.now, invite=invite))
        assert made is not None
        return made

    def moves(self, meeting: Meeting, when: str, location: Location = RATHAUS) -> Meeting:
        moved = self.do(lambda db: meetings.move(db, meeting.id, at(when), location, self.now))
        assert moved is not None
        return moved

    def cancels(self, meeting: Meeting) -> None:
        self.do(lambda db: meetings.cancel(db, meeting.id, self.now))

    def answers(self, person: int, meeting: Meeting, coming: Coming) -> None:
        assert self.do(lambda db: answers.answer(db, meeting.id, person, coming, self.now))

    def chooses(self, person: int, text: str) -> None:
        chosen = plan.read_plan(text)
        self.do(lambda db: reminders.choose(db, person, chosen, self.now))

    def tick(self) -> None:
        """Send all that is due."""
        while self._claim():
            pass

    def _claim(self) -> int:
        def unit(db: Db) -> int:
            ready, claimed = BOX.claim(db, "a", self.now, 500)
            outcomes = [Outcome(delivery.id, State.SENT) for delivery, _ in ready]
            deliveries.settle(db, "a", outcomes, self.now)
            self.sent += [Sent(self.now, one.chat, str(text.html), one.key) for one, text in ready]
            return claimed

        return self.do(unit)

    def until(self, when: datetime, step: timedelta = timedelta(minutes=30)) -> None:
        """Let the time pass, sending meanwhile."""
        while self.now < when:
            self.now = min(self.now + step, when)
            self.tick()

    def next_due(self) -> datetime | None:
        """When the next message is planned."""
        planned = OutboxRow.state == State.PLANNED.value
        return self.look(lambda db: db.scalar(select(func.min(OutboxRow.due_at)).where(planned)))

    def owed(self, person: int | None = None) -> list[tuple[str, str]]:
        """What is planned, by kind and wall time."""
        return [(row.kind, wall(row.due_at)) for row in self.rows(State.PLANNED, person)]

    def rows(self, state: State, person: int | None = None) -> Sequence[OutboxRow]:
        def read(db: Db) -> Sequence[OutboxRow]:
            query = select(OutboxRow.kind, OutboxRow.due_at, OutboxRow.chat, OutboxRow.reason)
            found = query.where(OutboxRow.state == state.value)
            if person is not None:
                found = found.where(OutboxRow.chat == person)
            return db.execute(found.order_by(OutboxRow.due_at, OutboxRow.id)).all()  # type: ignore[return-value]

        return self.look(read)

    def read(self, person: int) -> list[tuple[str, str]]:
        """When a person was told what, by the clock on the wall."""
        return [(wall(one.at), one.text) for one in self.sent if one.person == person]


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(BERLIN):%Y-%m-%d %H:%M}"


def kinds(told: Iterable[tuple[str, str]]) -> list[str]:
    """Only the kinds of what was told."""
    return [text.split(" ", maxsplit=1)[0] for _, text in told]
