"""Reminders: at the right wall time, once, and only while they are still wanted."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.problems import RefusedError
from bot.groups import meetings, reminders
from bot.groups.plan import DEFAULT, Entry, print_plan, read_plan
from bot.storage import outbox as stored
from bot.storage.attendance import Coming
from bot.storage.outbox import State
from bot.storage.units import Storage
from tests.gathering import ANNA, BERT, Gathering, kinds, local, wall

pytest_plugins = ["tests.databases"]

SLOWLY = timedelta(hours=1)


@pytest.fixture
def gathering(storage: Storage) -> Gathering:
    return Gathering(storage)


# --- the plan


def test_a_plan_is_read_and_printed_the_earliest_first() -> None:
    assert print_plan(read_plan("2h; 1d@17:00 ;7D@17:00;2h")) == DEFAULT
    assert read_plan(DEFAULT) == (Entry(7, time(17)), Entry(1, time(17)), Entry(hours=2))


@pytest.mark.parametrize("text", ["", " ", "-", "keine"])
def test_a_plan_may_be_empty(text: str) -> None:
    assert read_plan(text) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("morgen", "“morgen” is no reminder; write 7d@17:00 or 2h"),
        ("1d", "“1d” is no reminder"),
        ("1d@25:00", "no such time of day"),
        ("0h", "from 1 to 23"),
        ("24h", "from 1 to 23"),
        ("99d@17:00", "from 0 to 60"),
        ("1h;2h;3h;4h;5h;6h", "6 reminders are too many, at most 5"),
    ],
)
def test_what_is_wrong_with_a_plan_is_named(text: str, problem: str) -> None:
    with pytest.raises(RefusedError, match=problem):
        read_plan(text)


entries = st.one_of(
    st.builds(
        Entry, st.integers(0, 60), st.times().map(lambda at: at.replace(second=0, microsecond=0))
    ),
    st.builds(Entry, hours=st.integers(1, 23)),
)


@given(st.lists(entries, max_size=5, unique=True))
def test_a_plan_that_was_printed_is_read_again(plan: list[Entry]) -> None:
    text = print_plan(tuple(plan))

    assert set(read_plan(text)) == set(plan)
    assert print_plan(read_plan(print_plan(read_plan(text)))) == print_plan(read_plan(text))


# --- when they come


def test_by_default_a_week_and_a_day_before_at_five_and_two_hours_before(
    gathering: Gathering,
) -> None:
    gathering.joins(ANNA)
    gathering.plans("2026-12-01 18:00")
    gathering.until(local("2026-12-02 12:00"))

    assert gathering.read(ANNA) == [
        ("2026-11-24 17:00", "meeting.ask 2026-12-01T18:00"),
        ("2026-11-30 17:00", "meeting.day 2026-12-01T18:00"),
        ("2026-12-01 16:00", "meeting.hours 2026-12-01T18:00"),
    ]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        # The night before has 25 hours, then 23: a day on the wall, two hours by the sun.
        ("2027-10-31 18:00", ["2027-10-30 17:00", "2027-10-31 16:00"]),
        ("2027-10-31 03:30", ["2027-10-30 17:00", "2027-10-31 02:30"]),
        ("2027-03-28 18:00", ["2027-03-27 17:00", "2027-03-28 16:00"]),
        ("2027-03-28 04:30", ["2027-03-27 17:00", "2027-03-28 01:30"]),
    ],
)
def test_the_clock_change_moves_no_reminder(
    gathering: Gathering, start: str, expected: list[str]
) -> None:
    gathering.joins(ANNA)
    gathering.now = local(start) - timedelta(days=3)
    gathering.plans(start)
    gathering.until(local(start) + timedelta(days=1))

    assert [when for when, _ in gathering.read(ANNA)] == expected


def test_who_joins_late_gets_no_reminder_whose_time_has_passed(gathering: Gathering) -> None:
    gathering.plans("2026-12-01 18:00")
    gathering.until(local("2026-11-30 17:30"), SLOWLY)
    gathering.joins(ANNA)
    gathering.until(local("2026-12-02 12:00"), SLOWLY)

    assert kinds(gathering.read(ANNA)) == ["meeting.hours"]


def test_who_says_no_gets_nothing_more_except_a_move(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00")
    gathering.answers(ANNA, meeting, Coming.NO)
    assert gathering.owed(ANNA) == []
    gathering.until(local("2026-11-30 18:00"), SLOWLY)
    gathering.moves(meeting, "2026-12-02 18:00")
    gathering.until(local("2026-12-03 12:00"), SLOWLY)

    assert kinds(gathering.read(ANNA)) == ["meeting.moved"]


def test_who_says_yes_after_all_is_reminded_again(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00")
    gathering.answers(ANNA, meeting, Coming.NO)
    gathering.until(local("2026-11-25 12:00"), SLOWLY)
    gathering.answers(ANNA, meeting, Coming.YES)
    gathering.until(local("2026-12-02 12:00"), SLOWLY)

    assert kinds(gathering.read(ANNA)) == ["meeting.day", "meeting.hours"]


def test_who_left_hears_nothing_more_and_who_comes_back_is_reminded(gathering: Gathering) -> None:
    gathering.joins(ANNA, BERT)
    gathering.plans("2026-12-01 18:00", invite=True)
    gathering.leaves(ANNA)
    gathering.leaves(BERT)
    assert gathering.owed() == []
    gathering.joins(BERT)
    gathering.until(local("2026-12-02 12:00"), SLOWLY)

    assert gathering.read(ANNA) == []
    assert kinds(gathering.read(BERT)) == ["meeting.ask", "meeting.day", "meeting.hours"]


def test_whoever_wants_fewer_or_other_reminders_gets_these(gathering: Gathering) -> None:
    gathering.joins(ANNA, BERT)
    gathering.plans("2026-12-01 18:00")
    gathering.chooses(ANNA, "3d@09:00;1h")
    gathering.chooses(BERT, "")
    gathering.plans("2026-12-02 18:00")

    assert [when for _, when in gathering.owed(ANNA)] == [
        "2026-11-28 09:00",
        "2026-11-29 09:00",
        "2026-12-01 17:00",
        "2026-12-02 17:00",
    ]
    assert gathering.owed(BERT) == []
    gathering.do(lambda db: reminders.choose(db, BERT, None, gathering.now))
    assert len(gathering.owed(BERT)) == 6
    assert gathering.look(lambda db: reminders.chosen(db, BERT)) is None
    assert gathering.look(lambda db: reminders.chosen(db, ANNA)) == read_plan("3d@09:00;1h")


def test_a_choice_is_followed_in_what_is_due_already(gathering: Gathering) -> None:
    """The reminder that was wanted is not overtaken by one that is wanted no more."""
    gathering.joins(ANNA)
    gathering.plans("2026-12-01 18:00")
    gathering.now = local("2026-12-01 17:00")
    gathering.chooses(ANNA, "1d@17:00")
    gathering.tick()

    assert kinds(gathering.read(ANNA)) == ["meeting.day"]


def test_another_plan_of_the_meeting_holds_for_all_who_did_not_choose(
    gathering: Gathering,
) -> None:
    gathering.joins(ANNA, BERT)
    meeting = gathering.plans("2026-12-01 18:00")
    gathering.chooses(BERT, "1h")
    changed = gathering.do(lambda db: meetings.remind(db, meeting.id, "3h", gathering.now))

    assert changed is not None
    assert changed.reminders == "3h"
    assert gathering.owed(ANNA) == [("meeting.hours", "2026-12-01 15:00")]
    assert gathering.owed(BERT) == [("meeting.hours", "2026-12-01 17:00")]


# --- late


def test_after_a_downtime_only_the_newest_comes(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    gathering.plans("2026-12-01 18:00")
    gathering.now = local("2026-12-01 16:30")
    gathering.tick()

    assert kinds(gathering.read(ANNA)) == ["meeting.hours"]
    assert [row.reason for row in gathering.rows(State.EXPIRED)] == ["overtaken", "overtaken"]


def test_nothing_comes_after_the_start(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    gathering.plans("2026-12-01 18:00")
    gathering.now = local("2026-12-01 18:00")
    gathering.tick()

    assert gathering.read(ANNA) == []
    assert {row.reason for row in gathering.rows(State.EXPIRED)} == {"late"}


def test_what_nobody_got_is_listed(gathering: Gathering) -> None:
    gathering.joins(ANNA, BERT)
    gathering.plans("2026-12-01 18:00", "1d@17:00;2h")
    gathering.do(lambda db: stored.silence(db, BERT, "blocked", gathering.now))
    gathering.now = local("2026-12-01 16:30")
    gathering.tick()
    unsent = gathering.look(lambda db: stored.unsent(db, ["meeting.day", "meeting.hours"]))

    assert [(one.chat, one.kind, one.state) for one in unsent] == [
        (BERT, "meeting.day", State.BLOCKED),
        (BERT, "meeting.hours", State.BLOCKED),
    ], "what a newer one took the place of is no loss"


# --- at night


def test_two_hours_before_comes_at_night_too(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    gathering.plans("2026-12-01 09:00", "2h")
    gathering.until(local("2026-12-01 12:00"), SLOWLY)

    assert [when for when, _ in gathering.read(ANNA)] == ["2026-12-01 07:00"]


def test_any_other_reminder_waits_for_the_morning(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    gathering.plans("2026-12-01 14:00", "1d@21:00;7h")
    gathering.until(local("2026-12-01 12:00"))

    # At eight both are due: the newer one is enough.
    assert gathering.read(ANNA) == [("2026-12-01 08:00", "meeting.hours 2026-12-01T14:00")]


def test_what_would_wait_until_it_is_too_late_comes_the_evening_before(
    gathering: Gathering,
) -> None:
    gathering.joins(ANNA)
    gathering.plans("2026-12-01 07:30", "0d@05:00")
    gathering.until(local("2026-12-01 12:00"))

    assert [when for when, _ in gathering.read(ANNA)] == ["2026-11-30 19:00"]


@pytest.mark.parametrize(
    ("now", "old", "new", "told"),
    [
        # Before ten the next morning, old date or new: at once.
        ("2026-11-23 22:00", "2026-11-24 09:30", "2026-12-01 18:00", "2026-11-23 22:00"),
        ("2026-11-23 22:00", "2026-12-01 18:00", "2026-11-24 09:30", "2026-11-23 22:00"),
        ("2026-11-24 03:00", "2026-11-24 09:30", "2026-12-01 18:00", "2026-11-24 03:00"),
        # From ten on there is time in the morning.
        ("2026-11-23 22:00", "2026-11-24 10:00", "2026-12-01 18:00", "2026-11-24 08:00"),
        ("2026-11-24 03:00", "2026-11-25 09:30", "2026-12-01 18:00", "2026-11-24 08:00"),
        # By day nothing waits.
        ("2026-11-24 09:00", "2026-11-30 18:00", "2026-12-01 18:00", "2026-11-24 09:00"),
    ],
)
def test_a_move_comes_at_night_only_when_it_matters_in_the_morning(
    gathering: Gathering, now: str, old: str, new: str, told: str
) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans(old, "")
    gathering.now = local(now)
    gathering.moves(meeting, new)
    gathering.tick()
    gathering.until(local("2026-11-24 12:00"))

    assert gathering.read(ANNA)[0] == (
        told,
        f"meeting.moved {new.replace(' ', 'T')} statt {old.replace(' ', 'T')}",
    )
    assert len(gathering.read(ANNA)) == 1


@pytest.mark.parametrize(
    ("start", "told"),
    [("2026-11-24 09:30", "2026-11-23 22:00"), ("2026-11-24 10:00", "2026-11-24 08:00")],
)
def test_a_cancellation_comes_at_night_only_when_it_matters_in_the_morning(
    gathering: Gathering, start: str, told: str
) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans(start, "")
    gathering.now = local("2026-11-23 22:00")
    gathering.cancels(meeting)
    gathering.tick()
    gathering.until(local("2026-11-24 12:00"))

    assert gathering.read(ANNA) == [(told, f"meeting.cancelled {start.replace(' ', 'T')}")]


# --- the clock jumps


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1)])
@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("at", ["2026-11-26 16:30", "2026-11-26 17:00", "2026-12-01 12:00"])
def test_a_jump_of_the_clock_loses_and_repeats_nothing(
    gathering: Gathering, jump: timedelta, back: bool, at: str
) -> None:
    gathering.joins(ANNA)
    gathering.plans("2026-12-03 18:00")
    gathering.until(local(at))
    gathering.now += -jump if back else jump
    gathering.tick()
    gathering.until(local("2026-12-04 12:00"))

    assert kinds(gathering.read(ANNA)) == ["meeting.ask", "meeting.day", "meeting.hours"]


def test_all_moments_are_kept_in_utc(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00")

    assert meeting.span.start == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert wall(meeting.span.start) == "2026-12-01 18:00"
    assert (meeting.span.start_wall, meeting.span.zone) == ("2026-12-01T18:00", "Europe/Berlin")
