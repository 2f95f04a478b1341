"""A meeting in a calendar: one entry that follows every move, and goes when it is cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from bot.calendar import Invited, Wording, meeting_file
from bot.storage.meetings import Location, Meeting, MeetingState, Span
from tests.gathering import NOW, RATHAUS, at

WORDING = Wording("Leitbild: Auftakt", "Rathaus, Markt 1", "1. Ziele", "", (), "eisenach")
MEETING = Meeting(
    id=7,
    working_group=1,
    name="Auftakt",
    state=MeetingState.SCHEDULED,
    span=at("2026-12-01 18:00"),
    location=RATHAUS,
    version=1,
    reminders="",
    minutes_url="",
    origin=None,
    origin_row=None,
    created_at=NOW,
    changed_at=NOW,
)
BY_MAIL = Invited("bildung@eisenach.example", "amt@example.org")


def read(meeting: Meeting, invited: Invited | None = None) -> tuple[Any, Any]:
    """The calendar and its one entry, as another program reads them."""
    calendar: Any = Calendar.from_ical(meeting_file(meeting, WORDING, NOW, invited))
    assert calendar.errors == []
    [event] = calendar.walk("VEVENT")
    assert event.errors == []
    return calendar, event


def test_a_meeting_is_an_entry_at_its_time() -> None:
    calendar, event = read(MEETING)

    assert event["dtstart"].dt == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert (str(event["summary"]), str(event["location"])) == (WORDING.title, WORDING.place)
    assert (str(event["status"]), str(calendar["method"])) == ("CONFIRMED", "PUBLISH")
    assert "dtend" not in event
    assert "attendee" not in event


def test_an_end_that_is_known_is_said() -> None:
    end = at("2026-12-01 20:00").start
    _, event = read(replace(MEETING, span=replace(MEETING.span, end=end)))

    assert event["dtend"].dt == end


def test_a_moved_meeting_replaces_its_entry() -> None:
    moved = replace(MEETING, version=2, span=at("2026-12-08 18:00"), location=Location("Schule"))
    _, before = read(MEETING)
    _, after = read(moved)

    assert before["uid"] == after["uid"] == "meeting-7@eisenach.bildungslotse"
    assert (before["sequence"], after["sequence"]) == (1, 2)


def test_a_cancelled_meeting_is_taken_out() -> None:
    _, event = read(replace(MEETING, version=3, state=MeetingState.CANCELLED))

    assert (str(event["status"]), str(event["transp"]), event["sequence"]) == (
        "CANCELLED",
        "TRANSPARENT",
        3,
    )


@pytest.mark.parametrize(
    ("state", "method"), [(MeetingState.SCHEDULED, "REQUEST"), (MeetingState.CANCELLED, "CANCEL")]
)
def test_by_mail_it_is_an_invitation_that_calendars_answer(
    state: MeetingState, method: str
) -> None:
    calendar, event = read(replace(MEETING, state=state), BY_MAIL)

    assert str(calendar["method"]) == method
    assert str(event["organizer"]) == "mailto:bildung@eisenach.example"
    assert str(event["attendee"]) == "mailto:amt@example.org"
    assert event["attendee"].params["RSVP"] == "TRUE"


def test_the_second_of_two_hours_is_another_moment() -> None:
    """On the night the clocks go back a calendar must know which 02:30 is meant."""
    start = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    span = Span("2026-10-25T02:30", "Europe/Berlin", start)
    content = meeting_file(replace(MEETING, span=span), WORDING, NOW)
    event: Any = Calendar.from_ical(content).walk("VEVENT")[0]

    assert event["dtstart"].dt == start
