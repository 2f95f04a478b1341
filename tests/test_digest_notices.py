"""Notices to staff: told at once, once a day at most, never at night."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import digest, notices
from bot.desk.kinds import Kind
from bot.people import invitations
from bot.people.roles import Role
from bot.storage import desk, desk_events, unwanted, wishes
from bot.storage.desk_events import Event
from bot.storage.units import Storage
from bot.storage.wishes import Decision
from bot.wishes import decisions
from bot.wishes.wish import THRESHOLD, Status
from tests.test_digest import ANNA, BERLIN, BERT, CITIZEN, DAY, EMPTIED, HOUR, Desk, local, weeks

__all__ = ["weeks"]

pytest_plugins = ["tests.databases"]

TUESDAY = local("2026-11-24 10:00")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def staffed(storage: Storage) -> Desk:
    """A desk where nothing is pending, and Anna at it."""
    built = Desk(storage)
    built.employ(ANNA)
    # The digest has a file of its own.
    built.write(lambda db: unwanted.refuse(db, ANNA, digest.KIND))
    assert built.send(TUESDAY - HOUR) == []
    return built


def enough(at: Desk, now: object = TUESDAY) -> int:
    """A wish that just reached its threshold."""
    number = at.wish(TUESDAY - DAY, interested=THRESHOLD - 1)
    at.joined(number, now)  # type: ignore[arg-type]
    return number


def keep_busy(at: Desk) -> None:
    """Something is pending, and everybody knows."""
    at.question(TUESDAY - DAY)
    at.write(lambda db: desk_events.unnote(db, Event.EMPTY, 0))


def test_a_wish_that_enough_people_want_is_told_at_once_in_numbers(staffed: Desk) -> None:
    keep_busy(staffed)
    number = enough(staffed)

    assert staffed.send(TUESDAY) == [f"Wunsch {number}: 8 Menschen sind interessiert."]
    staffed.joined(number, TUESDAY)
    assert staffed.send(TUESDAY + DAY) == []


def test_it_says_how_many_they_are_when_it_is_sent_and_nothing_of_what_is_over(
    staffed: Desk,
) -> None:
    keep_busy(staffed)
    number, over = enough(staffed), enough(staffed)
    staffed.tick(TUESDAY)
    staffed.joined(number, TUESDAY)
    staffed.write(lambda db: decisions.decide(db, over, Decision(Status.OFFERED), TUESDAY))

    assert staffed.send(TUESDAY) == [f"Wunsch {number}: 9 Menschen sind interessiert."]


def test_what_matters_no_more_is_not_sent(staffed: Desk) -> None:
    keep_busy(staffed)
    number = enough(staffed)
    staffed.write(lambda db: wishes.drop(db, number))

    assert staffed.send(TUESDAY) == []


def test_what_comes_to_an_empty_desk_is_told_once(staffed: Desk) -> None:
    staffed.wish(TUESDAY)
    staffed.question(TUESDAY)

    assert staffed.send(TUESDAY) == ["Im Eingang liegt Neues: 1 Wunsch, 1 Frage"]
    staffed.wish(TUESDAY + HOUR)
    assert staffed.send(TUESDAY + HOUR) == []
    assert staffed.send(TUESDAY + DAY) == []


def test_an_emptied_desk_is_news_again_the_next_day(staffed: Desk) -> None:
    first = staffed.wish(TUESDAY)
    staffed.send(TUESDAY)
    answered = partial(decisions.decide, number=first, decision=Decision(Status.EXISTING))
    staffed.write(partial(answered, now=TUESDAY))
    staffed.send(TUESDAY + HOUR)
    staffed.question(TUESDAY + 2 * HOUR)
    assert staffed.send(TUESDAY + 2 * HOUR) == []

    assert staffed.send(local("2026-11-25 07:59")) == []
    assert staffed.send(local("2026-11-25 08:00")) == ["Im Eingang liegt Neues: 1 Frage"]


def test_a_closed_item_leaves_the_desk_empty(staffed: Desk) -> None:
    staffed.question(TUESDAY)
    staffed.tick(TUESDAY)

    def close() -> None:
        staffed.write(lambda db: desk.lock(db, Kind.QUESTION, 1))
        closed = desk.Work(closed_at=TUESDAY)
        staffed.write(lambda db: desk.write(db, Kind.QUESTION, 1, closed))

    close()
    # It was dealt with before anybody had to be told.
    assert staffed.send(TUESDAY) == []
    staffed.wish(TUESDAY + DAY)
    assert staffed.send(TUESDAY + DAY) == ["Im Eingang liegt Neues: 1 Wunsch"]


def test_where_staff_never_looked_there_is_no_news(storage: Storage) -> None:
    late = Desk(storage)
    late.wish(TUESDAY - DAY)
    late.employ(ANNA)
    late.write(lambda db: unwanted.refuse(db, ANNA, digest.KIND))

    assert late.send(TUESDAY) == []


def test_a_lock_is_told(staffed: Desk) -> None:
    keep_busy(staffed)
    for update in range(1, 8):
        joins = partial(invitations.join, carried="i_wrong", person=CITIZEN, update=update)
        staffed.write(partial(joins, now=TUESDAY))

    [text] = staffed.send(TUESDAY)
    assert text.startswith("1 Mensch hat vergeblich Einladungslinks versucht")


def test_in_the_night_it_waits_for_the_morning_and_takes_along_what_came(staffed: Desk) -> None:
    keep_busy(staffed)
    first = enough(staffed)
    night = local("2026-11-24 21:00")
    assert staffed.send(night) == []
    second = enough(staffed)
    assert staffed.send(night + 3 * HOUR) == []

    [text] = staffed.send(local("2026-11-25 08:00"))
    assert text.splitlines() == [
        f"Wunsch {number}: 8 Menschen sind interessiert." for number in (first, second)
    ]


def test_only_ten_wishes_are_named(staffed: Desk) -> None:
    keep_busy(staffed)
    for _ in range(12):
        enough(staffed)

    [text] = staffed.send(TUESDAY)
    assert len(text.splitlines()) == 11
    assert text.endswith("Noch 2 Wünsche haben genug Menschen.")


def test_what_could_not_be_sent_in_its_day_is_told_the_next(staffed: Desk) -> None:
    keep_busy(staffed)
    number = enough(staffed)
    staffed.tick(TUESDAY)

    assert staffed.send(TUESDAY + DAY) == [f"Wunsch {number}: 8 Menschen sind interessiert."]
    staffed.joined(enough(staffed), TUESDAY + DAY)
    assert staffed.send(TUESDAY + DAY + HOUR) == []


def test_after_three_days_it_is_no_news(staffed: Desk) -> None:
    keep_busy(staffed)
    enough(staffed)
    staffed.tick(TUESDAY)

    assert staffed.send(TUESDAY + 4 * DAY) == []


def test_who_does_not_want_notices_gets_none(staffed: Desk) -> None:
    keep_busy(staffed)
    staffed.write(lambda db: unwanted.refuse(db, ANNA, notices.KIND))
    staffed.employ(BERT, Role.ADMIN)
    enough(staffed)
    staffed.send(TUESDAY)

    assert [person for _, person, _, _ in staffed.sent] == [BERT]


def test_what_was_told_is_forgotten_in_the_end(staffed: Desk) -> None:
    enough(staffed)
    staffed.send(TUESDAY)
    forget = partial(notices.forget, now=TUESDAY + notices.KEPT)
    assert staffed.write(forget) == 1, "that nothing was pending, an hour before"
    assert staffed.write(partial(forget, now=TUESDAY + notices.KEPT + DAY)) != 0


@settings(deadline=None, max_examples=15)
@given(
    happens=st.lists(st.integers(0, 6 * 24 * 60), max_size=8),
    ticks=st.lists(st.integers(0, 6 * 24 * 60), max_size=20),
)
def test_any_events_and_ticks_make_one_notice_a_day_in_which_all_is_told_once(
    weeks: Storage, happens: list[int], ticks: list[int]
) -> None:
    """A tick at nine each day at least, over the night in which the clock changes."""
    start = local("2026-10-22 00:00")
    nines = [local(f"2026-10-{day} 09:00") for day in range(22, 31)]
    moments = [(at, False) for at in (*nines, *(start + MINUTE * one for one in ticks))]
    moments += [(start + MINUTE * one, True) for one in happens]
    weeks.write_now(lambda db: [db.execute(table.delete()) for table in EMPTIED])
    at = Desk(weeks)
    at.write(lambda db: unwanted.refuse(db, ANNA, digest.KIND))
    at.question(start)
    numbers = []
    for now, is_event in sorted(moments):
        if is_event:
            number = at.wish(now, interested=THRESHOLD - 1)
            at.joined(number, now)
            numbers.append(number)
        at.send(now)

    days = Counter(now.astimezone(BERLIN).date() for now, *_ in at.sent)
    hours = {now.astimezone(BERLIN).hour for now, *_ in at.sent}
    told = Counter(
        int(line.split()[1].rstrip(":"))
        for *_, text in at.sent
        for line in text.splitlines()
        if line.startswith("Wunsch")
    )
    assert all(number == 1 for number in days.values())
    assert all(8 <= hour < 20 for hour in hours)
    assert told == Counter(numbers)
