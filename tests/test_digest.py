"""The digest and the notices to staff: planned once, sent once, in numbers only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.town import Topic
from bot.desk import digest, duties
from bot.desk.kinds import Kind
from bot.message import Message
from bot.outbox import Outbox, Prepared
from bot.people import invitations, register
from bot.people.roles import Role
from bot.storage import desk, passed, roles, unwanted, wishes
from bot.storage.asked import Asked
from bot.storage.base import Base
from bot.storage.deliveries import LEASE, Delivery, Outcome, expire, settle
from bot.storage.followers import Follower
from bot.storage.outbox import State
from bot.storage.roles import Grant, GrantRow
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content, Decision
from bot.wishes import decisions, support
from bot.wishes.wish import THRESHOLD, Source, Status
from handlers.desk import news
from tests.statements import share

pytest_plugins = ["tests.databases"]

BERLIN = ZoneInfo("Europe/Berlin")
ANNA, BERT, CARL = 7_310_000_001, 7_310_000_002, 7_310_000_003
CITIZEN = 7_310_000_900
MONDAY = date(2026, 11, 23)
"""Of week 48."""


def local(text: str) -> datetime:
    """By the clock on the wall."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


TOPICS = (Topic(1, "languages", {"de": "Sprachen"}),)
EIGHT = local("2026-11-23 08:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def silent(_db: Db, _delivery: Delivery, message: Message) -> Message:
    return message


class Desk:
    """A database with staff, a tick and a sender whose clock the test moves."""

    def __init__(self, storage: Storage, appointed: Mapping[int, Role] | None = None) -> None:
        self.storage = storage
        self.appointed = appointed or {}
        self.box = Outbox(news.kinds(TOPICS, BERLIN, self.appointed), BERLIN, silent)
        self.sent: list[tuple[datetime, int, str, str]] = []
        """When, to whom, of which kind, the text."""
        self._numbers = count(1)

    def employ(self, person: int, role: Role = Role.STAFF) -> int:
        number = next(self._numbers)
        self.write(lambda db: roles.grant(db, Grant(number, person, role, "", EIGHT)))
        return number

    def write(self, work: object) -> object:
        return self.storage.write_now(work)  # type: ignore[arg-type]

    def tick(self, now: datetime) -> None:
        """What the service does with every tick."""
        plan = partial(duties.plan, now=now, zone=BERLIN, appointed=self.appointed)
        self.storage.write_now(lambda db: expire(db, now))
        self.storage.write_now(plan)

    def claim(self, now: datetime, owner: str = "a") -> list[Prepared]:
        return list(self.storage.write_now(lambda db: self.box.claim(db, owner, now, 100))[0])

    def send(self, now: datetime, owner: str = "a") -> list[str]:
        """Tick, send what is due and record it; the texts."""
        self.tick(now)
        ready = self.claim(now, owner)
        for delivery, message in ready:
            self.sent.append((now, delivery.chat, delivery.kind, str(message.html)))
        ended = [Outcome(delivery.id, State.SENT, message_id=1) for delivery, _ in ready]
        self.storage.write_now(lambda db: settle(db, owner, ended, now))
        return [str(message.html) for _, message in ready]

    def wish(self, now: datetime, *, interested: int = 1, topic: str | None = None) -> int:
        token = f"wish {next(self._numbers)}"
        content = Content("Kanarienwunsch", "de", topic=topic)
        decision = Decision(Status.ARRIVED)

        def keep(db: Db) -> int:
            number = wishes.keep(
                db, token, content, decision, source=Source.CHAT, threshold=THRESHOLD, now=now
            )
            wishes.count_interest(db, number, interested)
            return number

        return self.storage.write_now(keep)

    def joined(self, number: int, now: datetime) -> None:
        """One more citizen wants it."""
        person = CITIZEN + next(self._numbers)
        follower = Follower(person, author=False, language="de")
        self.storage.write_now(lambda db: support.join(db, number, follower, now))

    def question(self, now: datetime) -> None:
        asked = Asked(f"question {next(self._numbers)}", "Kanarienfrage", (), "de")
        self.storage.write_now(lambda db: passed.keep(db, asked, now))


@pytest.fixture
def staffed(storage: Storage) -> Desk:
    desk = Desk(storage)
    desk.employ(ANNA)
    return desk


def texts_of(desk: Desk, kind: str, person: int = ANNA) -> list[str]:
    return [text for _, who, what, text in desk.sent if (who, what) == (person, kind)]


def plain(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")


# The digest.


def test_on_monday_at_eight_staff_get_the_digest_once(staffed: Desk) -> None:
    assert staffed.send(EIGHT - timedelta(seconds=1)) == []
    [digest_] = staffed.send(EIGHT)
    assert staffed.send(EIGHT + HOUR) == []

    assert plain(digest_).startswith("Wochenbrief, 16. November 2026 bis 22. November 2026")


def test_it_counts_the_week_before_its_monday(staffed: Desk) -> None:
    staffed.wish(EIGHT - 7 * DAY)
    staffed.wish(EIGHT - timedelta(seconds=1))
    staffed.question(EIGHT - DAY)
    # Before the week, and after it.
    staffed.wish(EIGHT - 7 * DAY - timedelta(seconds=1))
    staffed.question(EIGHT)

    [digest_] = staffed.send(EIGHT + 3 * HOUR)

    assert "Neu: 2 Wünsche, 1 Frage\n" in digest_


def test_what_is_new_counts_whatever_became_of_it(staffed: Desk) -> None:
    number = staffed.wish(EIGHT - DAY)
    staffed.write(
        lambda db: decisions.decide(db, number, Decision(Status.REFUSED, "Nein"), EIGHT - HOUR)
    )
    staffed.question(EIGHT - DAY)
    closed = desk.Work(closed_at=EIGHT - HOUR)

    def close(db: Db) -> None:
        desk.lock(db, Kind.QUESTION, 1)
        desk.write(db, Kind.QUESTION, 1, closed)

    staffed.write(close)

    [digest_] = staffed.send(EIGHT)

    assert "Neu: 1 Wunsch, 1 Frage\n" in digest_


def test_it_names_what_waits_for_more_than_two_weeks(staffed: Desk) -> None:
    staffed.wish(EIGHT - 14 * DAY)
    staffed.wish(EIGHT - 15 * DAY)
    answered = staffed.wish(EIGHT - 15 * DAY)
    staffed.question(EIGHT - 20 * DAY)
    decision = Decision(Status.WORKING)
    staffed.write(lambda db: decisions.decide(db, answered, decision, EIGHT))

    [digest_] = staffed.send(EIGHT)

    assert "Länger als 14 Tage ohne Antwort: 1 Wunsch, 1 Frage" in digest_


def test_it_names_the_most_wanted_by_number_and_topic(staffed: Desk) -> None:
    alone = staffed.wish(EIGHT - DAY)
    few = staffed.wish(EIGHT - DAY, interested=2)
    many = staffed.wish(EIGHT - DAY, interested=8, topic="languages")
    done = staffed.wish(EIGHT - DAY, interested=9)
    staffed.write(lambda db: decisions.decide(db, done, Decision(Status.EXISTING), EIGHT))

    [digest_] = staffed.send(EIGHT)

    wanted = digest_.partition("Am meisten gewünscht:\n")[2].splitlines()
    assert wanted == [f"Wunsch {many} (Sprachen): 8 interessiert", f"Wunsch {few}: 2 interessiert"]
    assert alone


def test_where_nothing_happened_it_says_so(staffed: Desk) -> None:
    [digest_] = staffed.send(EIGHT)

    assert "Es kam nichts Neues." in digest_
    assert "Nichts wartet länger als 14 Tage." in digest_


def test_everybody_at_the_desk_gets_it_and_nobody_else(storage: Storage) -> None:
    desk = Desk(storage, {CARL: Role.ADMIN, CITIZEN: Role.MEMBER})
    desk.employ(ANNA, Role.STAFF)
    desk.employ(ANNA, Role.ADMIN)
    desk.employ(BERT, Role.PROVIDER)
    desk.employ(BERT + 100, Role.MEMBER)
    desk.send(EIGHT)

    assert sorted(person for _, person, _, _ in desk.sent) == [ANNA, CARL]


def test_whose_access_ended_meanwhile_gets_nothing(staffed: Desk) -> None:
    number = staffed.employ(BERT)
    staffed.tick(EIGHT)
    staffed.write(lambda db: invitations.end(db, number))

    assert len(staffed.send(EIGHT)) == 1
    assert [person for _, person, _, _ in staffed.sent] == [ANNA]


def test_who_does_not_want_it_is_sent_none_until_they_want_it_again(staffed: Desk) -> None:
    staffed.tick(EIGHT)
    staffed.write(lambda db: unwanted.refuse(db, ANNA, digest.KIND))
    assert staffed.send(EIGHT) == []
    assert staffed.send(EIGHT + 7 * DAY) == []

    staffed.write(lambda db: unwanted.want(db, ANNA, digest.KIND))
    assert len(staffed.send(EIGHT + 14 * DAY)) == 1


def test_who_asks_to_be_forgotten_on_monday_is_not_sent_it_again(storage: Storage) -> None:
    desk = Desk(storage, {ANNA: Role.ADMIN})
    desk.send(EIGHT)
    desk.write(lambda db: register.forget(db, ANNA))

    assert desk.send(EIGHT + HOUR) == []


@pytest.mark.parametrize(
    ("local_time", "sent"),
    [
        ("2026-11-23 07:59", []),
        ("2026-11-23 08:00", ["202648"]),
        ("2026-11-24 21:00", []),
        ("2026-11-25 19:59", ["202648"]),
        ("2026-11-25 20:00", []),
        ("2026-11-26 12:00", []),
        # Both Mondays after the clock was changed.
        ("2026-10-26 07:59", []),
        ("2026-10-26 08:00", ["202644"]),
        ("2027-03-29 07:59", []),
        ("2027-03-29 08:00", ["202713"]),
        # A year with 53 weeks.
        ("2026-12-28 08:00", ["202653"]),
        ("2027-01-04 08:00", ["202701"]),
    ],
)
def test_it_is_due_by_the_clock_on_the_wall(
    staffed: Desk, local_time: str, sent: list[str]
) -> None:
    now = local(local_time)
    staffed.tick(now)

    assert [str(delivery.object) for delivery, _ in staffed.claim(now)] == sent


def test_after_a_long_pause_only_the_newest_comes(staffed: Desk) -> None:
    staffed.tick(EIGHT)
    assert len(staffed.send(EIGHT + 21 * DAY)) == 1

    assert "7. Dezember 2026 bis 13. Dezember 2026" in staffed.sent[0][3]


@pytest.mark.parametrize("jump", [-DAY, DAY])
def test_a_clock_that_jumps_a_day_sends_nothing_twice(staffed: Desk, jump: timedelta) -> None:
    moments = (EIGHT - HOUR, EIGHT - HOUR + jump, EIGHT, EIGHT + jump, EIGHT + HOUR)
    for now in moments:
        staffed.send(now)

    assert len(texts_of(staffed, digest.KIND)) == 1


def test_two_processes_that_tick_at_once_send_one(database_url: str) -> None:
    with Storage.open(database_url) as one, Storage.open(database_url) as other:
        desks = Desk(one), Desk(other)
        desks[0].employ(ANNA)
        for desk in desks:
            desk.tick(EIGHT)
        sent = [desk.claim(EIGHT, owner) for desk, owner in zip(desks, "ab", strict=True)]

    assert sorted(map(len, sent)) == [0, 1]


@pytest.mark.parametrize(
    "week", [date(2026, 11, 23), date(2026, 12, 28), date(2027, 1, 4), date(2027, 3, 29)]
)
def test_a_week_has_one_number(week: date) -> None:
    assert digest.monday_of_number(digest.number_of(week)) == week


MINUTES = 5 * 7 * 24 * 60


@pytest.mark.parametrize("first", ["2026-10-12 00:00", "2027-03-15 00:00"])
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_any_ticks_and_restarts_send_one_digest_each_monday(
    weeks: Storage, first: str, data: st.DataObject
) -> None:
    """Five weeks around a change of the clock, each Monday with a tick in time at least."""
    start = local(first)
    mondays = [start.astimezone(BERLIN).date() + timedelta(days=7 * week) for week in range(5)]
    in_time = [
        digest.starts(monday, BERLIN) + timedelta(minutes=data.draw(st.integers(0, 11 * 60)))
        for monday in mondays
    ]
    extra = data.draw(st.lists(st.integers(0, MINUTES), max_size=12))
    moments = sorted([*in_time, *(start + timedelta(minutes=one) for one in extra)])
    killed = data.draw(st.sets(st.sampled_from(moments), max_size=6))
    weeks.write_now(lambda db: [db.execute(table.delete()) for table in EMPTIED])
    desk = Desk(weeks)
    for number, now in enumerate(moments):
        if now in killed:
            # It dies after the claim and before the send.
            desk.tick(now)
            desk.claim(now, f"dead {number}")
        else:
            desk.send(now, f"process {number}")
        # The next process takes over what was left.
        desk.send(now + 2 * LEASE, f"next {number}")

    assert {kind for _, _, kind, _ in desk.sent} == {digest.KIND}
    assert [digest.monday_of(at, BERLIN) for at, *_ in desk.sent] == mondays


EMPTIED = [table for table in Base.metadata.sorted_tables if table is not GrantRow.__table__]
"""All but who is staff."""


@pytest.fixture(scope="module")
def weeks() -> Iterator[Storage]:
    """A database in memory for many examples, with Anna at the desk."""
    with Storage.open("sqlite://") as opened:
        share(opened)
        Desk(opened).employ(ANNA)
        yield opened
