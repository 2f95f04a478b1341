"""Meetings: wall times asked back, planned and moved once, told once, with agenda and results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.problems import RefusedError
from bot.desk.acting import By
from bot.groups import agenda, answers, meetings, notices, results
from bot.groups.answers import Tally
from bot.groups.wall import Absent, Twice, days_before, read_wall, resolve
from bot.storage import agenda as stored_agenda
from bot.storage import followers, wishes
from bot.storage import meetings as stored
from bot.storage import results as stored_results
from bot.storage.agenda import Document
from bot.storage.attendance import Coming
from bot.storage.followers import Follower
from bot.storage.meetings import Draft, Location, Meeting, Span
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content, Decision
from bot.wishes.wish import Status
from tests.desks import told
from tests.gathering import (
    ANNA,
    BERLIN,
    BERT,
    CARLA,
    NOW,
    RATHAUS,
    Gathering,
    at,
    kinds,
    local,
)

pytest_plugins = ["tests.databases"]


@pytest.fixture
def gathering(storage: Storage) -> Gathering:
    return Gathering(storage)


def found(gathering: Gathering, meeting: Meeting) -> Meeting:
    again = gathering.look(lambda db: stored.find(db, meeting.id))
    assert again is not None
    return again


on_wall = datetime.fromisoformat

# --- the clock on the wall


def test_a_time_that_exists_once_is_a_moment() -> None:
    assert resolve(on_wall("2026-12-01 18:00"), BERLIN) == datetime(2026, 12, 1, 17, tzinfo=UTC)


def test_a_time_that_the_clocks_jump_over_is_asked_back() -> None:
    assert resolve(on_wall("2027-03-28 02:30"), BERLIN) == Absent(
        local("2027-03-28 01:30"), local("2027-03-28 03:30")
    )


def test_a_time_that_is_twice_is_asked_back() -> None:
    assert resolve(on_wall("2026-10-25 02:30"), BERLIN) == Twice(
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    )


@given(st.datetimes(on_wall("2020-01-01 00:00"), on_wall("2040-01-01 00:00")))
def test_what_is_a_moment_shows_the_same_time_on_the_wall(wall: datetime) -> None:
    moment = resolve(wall, BERLIN)

    if isinstance(moment, datetime):
        assert moment.astimezone(BERLIN).replace(tzinfo=None, fold=0) == wall
    elif isinstance(moment, Twice):
        assert moment.second - moment.first == timedelta(hours=1)
        assert moment.second.astimezone(BERLIN).replace(tzinfo=None, fold=0) == wall
    else:
        assert (moment.before.astimezone(BERLIN).hour, moment.after.astimezone(BERLIN).hour) == (
            1,
            3,
        )


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-10-25 18:00", "2026-10-24 17:00"),
        ("2026-10-26 18:00", "2026-10-25 17:00"),
        ("2027-03-28 18:00", "2027-03-27 17:00"),
        ("2027-03-29 18:00", "2027-03-28 17:00"),
    ],
)
def test_a_day_before_is_a_day_on_the_wall(start: str, expected: str) -> None:
    at_five = time(17)

    assert days_before(local(start), 1, at_five, BERLIN) == local(expected)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01 18:00",
        "2026-12-01T18:00",
        "2026-12-01 18:00:00",
        "1.12.2026 18:00",
        "01.12.2026, 18.00 Uhr",
    ],
)
def test_a_day_and_time_is_read_as_it_is_written(text: str) -> None:
    assert read_wall(text) == on_wall("2026-12-01 18:00")


@pytest.mark.parametrize(
    "text", ["", "morgen", "2026-02-30 18:00", "2026-12-01 24:00", "2026-12-01"]
)
def test_what_is_no_day_and_time_is_refused_by_name(text: str) -> None:
    with pytest.raises(RefusedError, match="is not a day and time"):
        read_wall(text)


def test_of_two_moments_the_one_that_is_meant_is_taken() -> None:
    begins, ends = on_wall("2026-10-25 02:30"), on_wall("2026-10-25 04:00")
    asked = meetings.span(begins, ends, BERLIN)
    second = meetings.span(begins, ends, BERLIN, second=True)

    assert isinstance(asked, Twice)
    assert isinstance(second, Span)
    assert second.start == asked.second
    assert (second.start_wall, second.zone) == ("2026-10-25T02:30", "Europe/Berlin")


def test_the_end_is_asked_back_too() -> None:
    begins = on_wall("2027-03-28 01:00")

    assert isinstance(meetings.span(begins, on_wall("2027-03-28 02:30"), BERLIN), Absent)


def test_no_meeting_ends_before_it_begins() -> None:
    with pytest.raises(RefusedError, match="ends before it begins"):
        meetings.span(on_wall("2026-12-01 18:00"), on_wall("2026-12-01 17:00"), BERLIN)


# --- planned once


def test_the_same_origin_makes_one_meeting(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    draft = Draft(gathering.group, "Treffen", at("2026-12-01 18:00"), RATHAUS, "2h", "update:7")
    first, second = (gathering.do(lambda db: meetings.create(db, draft, NOW)) for _ in range(2))

    assert first == second
    assert [kind for kind, _ in gathering.owed(ANNA)] == [notices.INVITED, "meeting.hours"]


def test_no_meeting_is_planned_in_the_past_or_for_nobody(gathering: Gathering) -> None:
    past = Draft(gathering.group, "Treffen", at("2026-11-22 18:00"), RATHAUS, "2h")
    with pytest.raises(RefusedError, match="has passed"):
        gathering.do(lambda db: meetings.create(db, past, NOW))

    nowhere = Draft(99, "Treffen", at("2026-12-01 18:00"), RATHAUS, "2h")
    assert gathering.do(lambda db: meetings.create(db, nowhere, NOW)) is None


def test_a_copy_has_another_date_and_no_agenda(gathering: Gathering) -> None:
    meeting = gathering.plans("2026-12-01 18:00", "1d@12:00")
    gathering.do(lambda db: agenda.add(db, meeting.id, "Ziele"))
    draft = meetings.copied(meeting, at("2026-12-08 18:00"))
    copy = gathering.do(lambda db: meetings.create(db, draft, NOW))

    assert copy is not None
    assert (copy.name, copy.location, copy.reminders) == (
        meeting.name,
        meeting.location,
        "1d@12:00",
    )
    assert gathering.look(lambda db: stored_agenda.of_meeting(db, copy.id)) == []


def test_what_is_ahead_and_what_is_over(gathering: Gathering) -> None:
    later, sooner = gathering.plans("2026-12-08 18:00"), gathering.plans("2026-12-01 18:00")
    between = local("2026-12-05 12:00")
    mine = [gathering.group]

    assert gathering.look(lambda db: stored.coming(db, mine, NOW)) == [sooner, later]
    assert gathering.look(lambda db: stored.coming(db, mine, between)) == [later]
    assert gathering.look(lambda db: stored.past(db, mine, between, 5)) == [sooner]
    assert gathering.look(lambda db: stored.coming(db, [99], NOW)) == []


# --- moved, cancelled


def test_a_moved_meeting_is_told_once_and_its_old_reminders_die(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00", invite=True)
    gathering.tick()
    moved = gathering.moves(meeting, "2026-12-03 18:00")
    gathering.moves(meeting, "2026-12-03 18:00")
    gathering.until(local("2026-12-04 18:00"))

    assert moved.version == 2
    assert gathering.read(ANNA) == [
        ("2026-11-23 11:00", "meeting.invited 2026-12-01T18:00"),
        ("2026-11-23 11:30", "meeting.moved 2026-12-03T18:00 statt 2026-12-01T18:00"),
        ("2026-11-26 17:00", "meeting.ask 2026-12-03T18:00"),
        ("2026-12-02 17:00", "meeting.day 2026-12-03T18:00"),
        ("2026-12-03 16:00", "meeting.hours 2026-12-03T18:00"),
    ]


def test_another_place_is_told_like_another_date(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00")
    moved = gathering.moves(meeting, "2026-12-01 18:00", Location("Bibliothek"))
    gathering.tick()

    assert kinds(gathering.read(ANNA)) == ["meeting.moved"]
    assert (moved.version, moved.location) == (2, Location("Bibliothek"))


def test_of_two_moves_in_the_night_only_the_last_is_told_against_what_is_known(
    gathering: Gathering,
) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-10 18:00", "", invite=True)
    gathering.tick()
    gathering.until(local("2026-11-23 22:00"))
    gathering.moves(meeting, "2026-12-11 18:00")
    gathering.tick()
    gathering.moves(meeting, "2026-12-12 18:00")
    gathering.until(local("2026-11-24 09:00"))

    assert gathering.read(ANNA)[1:] == [
        ("2026-11-24 08:00", "meeting.moved 2026-12-12T18:00 statt 2026-12-10T18:00")
    ]


def test_a_move_that_was_taken_back_before_anybody_heard_of_it_is_not_told(
    gathering: Gathering,
) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-10 18:00", "1d@17:00", invite=True)
    gathering.tick()
    gathering.until(local("2026-11-23 22:00"))
    gathering.moves(meeting, "2026-12-11 18:00")
    gathering.moves(meeting, "2026-12-10 18:00")
    gathering.until(local("2026-12-11 09:00"))

    assert kinds(gathering.read(ANNA)) == ["meeting.invited", "meeting.day"]


def test_an_invitation_that_was_not_sent_yet_tells_the_new_date(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    gathering.now = local("2026-11-23 22:00")
    meeting = gathering.plans("2026-12-10 18:00", "", invite=True)
    gathering.moves(meeting, "2026-12-11 18:00")
    gathering.until(local("2026-11-24 09:00"))

    assert gathering.read(ANNA) == [("2026-11-24 08:00", "meeting.invited 2026-12-11T18:00")]


def test_an_unsent_invitation_does_not_outlive_an_earlier_date(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    gathering.now = local("2026-11-23 21:00")
    meeting = gathering.plans("2026-12-10 18:00", "", invite=True)
    gathering.moves(meeting, "2026-11-24 07:30")
    gathering.until(local("2026-11-24 09:00"))

    assert gathering.read(ANNA) == []


def test_a_cancelled_meeting_is_told_once_and_reminds_nobody(gathering: Gathering) -> None:
    gathering.joins(ANNA, BERT)
    meeting = gathering.plans("2026-12-01 18:00")
    gathering.answers(BERT, meeting, Coming.NO)
    gathering.cancels(meeting)
    gathering.cancels(meeting)
    gathering.until(local("2026-12-02 18:00"))

    assert kinds(gathering.read(ANNA)) == ["meeting.cancelled"]
    assert gathering.read(BERT) == [], "who said no does not think of coming"
    assert found(gathering, meeting).cancelled


def test_who_was_not_invited_yet_hears_nothing_of_a_cancelled_meeting(
    gathering: Gathering,
) -> None:
    gathering.joins(ANNA)
    gathering.now = local("2026-11-23 22:00")
    gathering.cancels(gathering.plans("2026-12-10 18:00", invite=True))
    gathering.until(local("2026-12-11 09:00"), timedelta(hours=2))

    assert gathering.read(ANNA) == []


def test_a_cancelled_meeting_can_take_place_again(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00", "2h")
    gathering.cancels(meeting)
    gathering.tick()
    again = gathering.moves(meeting, "2026-12-02 18:00")
    gathering.until(local("2026-12-03 09:00"))

    assert (again.version, again.cancelled) == (3, False)
    assert kinds(gathering.read(ANNA)) == ["meeting.cancelled", "meeting.moved", "meeting.hours"]


def test_a_meeting_that_takes_place_after_all_is_told_also_on_its_old_date(
    gathering: Gathering,
) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00", "", invite=True)
    gathering.tick()
    gathering.cancels(meeting)
    gathering.tick()
    gathering.moves(meeting, "2026-12-01 18:00")
    gathering.tick()

    assert kinds(gathering.read(ANNA)) == [
        "meeting.invited",
        "meeting.cancelled",
        "meeting.moved",
    ]


def test_who_changes_what_somebody_else_changed_is_stopped(gathering: Gathering) -> None:
    meeting = gathering.plans("2026-12-01 18:00")
    gathering.moves(meeting, "2026-12-02 18:00")

    with pytest.raises(meetings.OvertakenError):
        gathering.do(lambda db: meetings.cancel(db, meeting.id, NOW, seen=meeting.version))
    with pytest.raises(RefusedError, match="has passed"):
        gathering.moves(meeting, "2026-11-02 18:00")


def test_what_does_not_exist_cannot_be_changed(gathering: Gathering) -> None:
    there = at("2026-12-01 18:00")
    assert gathering.do(lambda db: meetings.move(db, 99, there, RATHAUS, NOW)) is None
    assert gathering.do(lambda db: meetings.cancel(db, 99, NOW)) is None
    assert gathering.do(lambda db: meetings.rename(db, 99, "Neu", NOW)) is None
    assert gathering.do(lambda db: meetings.remind(db, 99, "", NOW)) is None
    assert gathering.do(lambda db: agenda.add(db, 99, "Ziele")) is None


def test_another_name_is_no_other_date(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00", "2h")
    renamed = gathering.do(lambda db: meetings.rename(db, meeting.id, "Auftakt", NOW))

    assert renamed == found(gathering, meeting)
    assert (found(gathering, meeting).name, found(gathering, meeting).version) == ("Auftakt", 1)
    assert gathering.owed(ANNA) == [("meeting.hours", "2026-12-01 16:00")]


# --- answers


def test_answers_are_counted_for_the_date_they_were_given_for(gathering: Gathering) -> None:
    gathering.joins(ANNA, BERT, CARLA)
    meeting = gathering.plans("2026-12-01 18:00")
    gathering.answers(ANNA, meeting, Coming.YES)
    gathering.answers(BERT, meeting, Coming.NO)
    gathering.answers(BERT, meeting, Coming.UNSURE)

    def tally(one: Meeting) -> Tally:
        return gathering.look(lambda db: answers.tally(db, one))

    assert tally(meeting) == Tally(yes=1, no=0, unsure=1, open=1)
    moved = gathering.moves(meeting, "2026-12-03 18:00")
    assert tally(moved) == Tally(yes=0, no=0, unsure=0, open=3)
    gathering.answers(ANNA, moved, Coming.NO)
    back = gathering.moves(meeting, "2026-12-01 18:00")
    assert tally(back) == Tally(yes=0, no=0, unsure=1, open=2)


def test_a_note_goes_with_an_answer_and_stays_with_the_next(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00")
    gathering.do(lambda db: answers.answer(db, meeting.id, ANNA, None, NOW, note="Komme später."))
    gathering.answers(ANNA, meeting, Coming.YES)
    [place] = gathering.look(lambda db: answers.places(db, meeting))

    assert (place.coming, place.note) == (Coming.YES, "Komme später.")


def test_a_note_has_five_hundred_characters_at_most(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00")

    def note(text: str) -> None:
        gathering.do(lambda db: answers.answer(db, meeting.id, ANNA, Coming.YES, NOW, note=text))

    note("x" * 500)
    with pytest.raises(RefusedError, match="501 characters are too many"):
        note("x" * 501)


@pytest.mark.parametrize("why", ["stranger", "over", "cancelled", "nowhere"])
def test_only_members_answer_and_only_before_it_begins(gathering: Gathering, why: str) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00")
    person = BERT if why == "stranger" else ANNA
    now = local("2026-12-01 18:00") if why == "over" else NOW
    number = 99 if why == "nowhere" else meeting.id
    if why == "cancelled":
        gathering.cancels(meeting)

    assert gathering.do(lambda db: answers.answer(db, number, person, Coming.YES, now)) is None


# --- agenda, papers, results


def wish(gathering: Gathering) -> int:
    """Somebody's wish, which Anna follows."""

    def unit(db: Db) -> int:
        content, arrived = Content("Nähkurs am Abend", "de"), Decision(Status.ARRIVED)
        number = wishes.keep(db, "token", content, arrived, source="chat", threshold=8, now=NOW)
        followers.follow(db, "token", Follower(ANNA, author=True, language="de"), NOW)
        return number

    return gathering.do(unit)


def test_an_item_is_on_the_agenda_once_in_the_order_it_came(gathering: Gathering) -> None:
    meeting = gathering.plans("2026-12-01 18:00")
    for name in ("Ziele", " Termine  2027", "Ziele"):
        gathering.do(partial(agenda.add, meeting=meeting.id, name=name))
    items = gathering.look(lambda db: stored_agenda.of_meeting(db, meeting.id))

    assert [(item.order, item.name) for item in items] == [(1, "Ziele"), (2, "Termine 2027")]
    assert gathering.do(lambda db: agenda.remove(db, items[0].id))
    assert not gathering.do(lambda db: agenda.remove(db, items[0].id))


def test_a_wish_is_handed_to_the_next_meeting_and_who_wished_is_told(
    gathering: Gathering,
) -> None:
    number = wish(gathering)
    cancelled, meeting = gathering.plans("2026-12-01 18:00"), gathering.plans("2026-12-08 18:00")
    gathering.cancels(cancelled)
    item, again = (
        gathering.do(lambda db: agenda.add_wish(db, gathering.group, number, NOW)) for _ in range(2)
    )

    assert item is not None
    assert item == again
    assert (item.meeting, item.name, item.wish) == (meeting.id, "Nähkurs am Abend", number)
    assert gathering.do(lambda db: agenda.take_wish_back(db, gathering.group, number, NOW))
    assert not gathering.look(lambda db: agenda.has_wish(db, gathering.group, number, NOW))


def test_a_wish_waits_for_a_meeting_and_again_when_that_is_cancelled(
    gathering: Gathering,
) -> None:
    number = wish(gathering)
    gathering.do(lambda db: agenda.add_wish(db, gathering.group, number, NOW))

    def waiting() -> list[int | None]:
        found = gathering.look(lambda db: stored_agenda.waiting(db, gathering.group))
        return [item.wish for item in found]

    assert waiting() == [number]
    meeting = gathering.plans("2026-12-01 18:00")
    assert waiting() == []
    gathering.cancels(meeting)
    assert waiting() == [number]


def test_no_wish_goes_to_a_group_that_is_not_there(gathering: Gathering) -> None:
    number = wish(gathering)

    assert gathering.do(lambda db: agenda.add_wish(db, 99, number, NOW)) is None
    assert gathering.do(lambda db: agenda.add_wish(db, gathering.group, 99, NOW)) is None


def test_what_was_decided_about_a_wish_goes_back_to_who_wished_once(gathering: Gathering) -> None:
    number = wish(gathering)
    meeting = gathering.plans("2026-12-01 18:00")
    item = gathering.do(lambda db: agenda.add_wish(db, gathering.group, number, NOW))
    assert item is not None
    assert item.meeting == meeting.id
    planned = Decision(Status.PLANNED, "Ab Februar in der vhs.")
    first, second = (
        gathering.do(lambda db: results.decide(db, item.id, "vhs fragen", NOW)) for _ in range(2)
    )
    for _ in range(2):
        gathering.do(lambda db: told(db, item.id, planned, By(None, "once", NOW)))

    assert first == second
    assert first is not None
    assert first.text == "vhs fragen"
    decided = gathering.look(lambda db: wishes.find(db, number))
    assert decided is not None
    assert decided.decision == planned
    assert [kind for kind, _ in gathering.owed(ANNA)] == ["wish.status"], "the last news only"


def test_tasks_say_who_does_what_until_when(gathering: Gathering) -> None:
    meeting = gathering.plans("2026-12-01 18:00")
    item = gathering.do(lambda db: agenda.add(db, meeting.id, "Ziele"))
    assert item is not None
    until = date(2027, 1, 15)
    task, again = (
        gathering.do(lambda db: results.entrust(db, item.id, "Entwurf", "Frau M.", until))
        for _ in range(2)
    )

    assert task == again
    assert task is not None
    assert (task.who, task.until, task.done) == ("Frau M.", until, False)
    assert gathering.do(lambda db: stored_results.finish(db, task.id, done=True))
    [done] = gathering.look(lambda db: stored_results.tasks(db, [item.id]))
    assert done.done
    assert gathering.do(lambda db: results.entrust(db, 99, "Entwurf", "", None)) is None
    assert gathering.do(lambda db: results.decide(db, 99, "Ja", NOW)) is None


def test_papers_and_minutes_are_links(gathering: Gathering) -> None:
    meeting = gathering.plans("2026-12-01 18:00")
    for _ in range(2):
        gathering.do(lambda db: agenda.attach(db, meeting.id, "Entwurf", "https://a.de/e.pdf"))
    with pytest.raises(RefusedError):
        gathering.do(lambda db: results.publish_minutes(db, meeting.id, "https://a.de/p.pdf", NOW))
    later = NOW + timedelta(days=30)
    gathering.do(lambda db: results.publish_minutes(db, meeting.id, "https://a.de/p.pdf", later))
    [paper] = gathering.look(lambda db: stored_agenda.documents(db, meeting.id))

    assert (paper.name, paper.url) == ("Entwurf", "https://a.de/e.pdf")
    assert found(gathering, meeting).minutes_url == "https://a.de/p.pdf"
    for link in ("javascript:alert(1)", "ftp://a.de/e.pdf", "C:\\p.pdf"):
        with pytest.raises(RefusedError):
            gathering.do(partial(agenda.attach, meeting=meeting.id, name="", link=link))
    assert gathering.do(lambda db: stored_agenda.detach(db, paper.id))


def test_papers_of_an_item_go_where_it_goes(gathering: Gathering) -> None:
    first, second = (gathering.plans(f"2026-12-0{day} 18:00") for day in (1, 8))
    item = gathering.do(lambda db: agenda.add(db, first.id, "Leitbild"))
    assert item is not None
    link = "https://a.de/e.pdf"
    gathering.do(lambda db: agenda.attach(db, first.id, "Entwurf", link, item.id))
    gathering.do(lambda db: agenda.attach(db, first.id, "Entwurf", link))

    gathering.do(lambda db: stored_agenda.put(db, item, second.id))
    assert [one.item for one in papers(gathering, first)] == [None]
    assert [one.item for one in papers(gathering, second)] == [item.id]

    gathering.do(lambda db: agenda.remove(db, item.id))
    assert [one.item for one in papers(gathering, first)] == [None, None]
    assert papers(gathering, second) == []


def papers(gathering: Gathering, meeting: Meeting) -> Sequence[Document]:
    return gathering.look(lambda db: stored_agenda.documents(db, meeting.id))
