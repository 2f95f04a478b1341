"""Calendar files: what is stated, in the town's time, and readable by every calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.calendar import Hours, Wording, calendar_file, hours
from bot.catalogue.offers import Offer, Place
from bot.catalogue.text import prose
from bot.library import Edition
from tests.botapi.view import Seen
from tests.house import Citizen, Rig

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
WORDING = Wording("Chorprobe", "Nikolaikirche", "Bitte vorher anrufen.", "", (), "eisenach")
CHOIR = Offer(7, "chor", "Chor", starts_on=date(2027, 1, 12), schedule="dienstags 19.30 Uhr")


def read(content: bytes) -> Any:
    """As another program reads it."""
    found = Calendar.from_ical(content)
    assert isinstance(found, Calendar)
    assert found.errors == []
    return found


def event(offer: Offer, wording: Wording = WORDING, zone: ZoneInfo = BERLIN) -> Any:
    calendar = read(calendar_file(offer, wording, zone, NOW))
    found = calendar.walk("VEVENT")
    assert len(found) == 1
    assert found[0].errors == []
    return found[0]


# --- what is written


def test_one_day_with_a_known_time_is_an_entry_at_that_time() -> None:
    entry = event(CHOIR)

    assert entry["dtstart"].dt == datetime(2027, 1, 12, 19, 30, tzinfo=BERLIN)
    assert entry["dtstart"].params["TZID"] == "Europe/Berlin"
    assert "dtend" not in entry, "nobody said how long it takes"
    assert entry["dtstamp"].dt == NOW
    assert (str(entry["summary"]), str(entry["location"])) == ("Chorprobe", "Nikolaikirche")
    assert str(entry["transp"]) == "OPAQUE"


def test_an_end_that_is_stated_is_kept() -> None:
    entry = event(replace(CHOIR, schedule="10–11.30 Uhr"))

    assert entry["dtend"].dt == datetime(2027, 1, 12, 11, 30, tzinfo=BERLIN)


def test_a_day_without_a_time_is_a_whole_day() -> None:
    entry = event(replace(CHOIR, schedule="", ends_on=date(2027, 1, 12)))

    assert entry["dtstart"].dt == date(2027, 1, 12)
    assert entry["dtend"].dt == date(2027, 1, 13)


def test_a_run_of_days_is_whole_days_because_nobody_said_when_on_each() -> None:
    entry = event(replace(CHOIR, ends_on=date(2027, 1, 15), schedule="täglich 9-16 Uhr"))

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2027, 1, 12), date(2027, 1, 16))
    assert str(entry["transp"]) == "TRANSPARENT", "who enters it is not busy all the time"


def test_an_offer_keeps_its_uid_when_its_date_moves() -> None:
    moved = replace(CHOIR, key=99, title="Neuer Chor", starts_on=date(2028, 2, 1))

    assert event(CHOIR)["uid"] == event(moved)["uid"] == "chor@eisenach.bildungslotse"
    assert event(replace(CHOIR, id="kantorei"))["uid"] != event(CHOIR)["uid"]


def test_an_offer_without_a_first_day_has_no_file() -> None:
    with pytest.raises(ValueError, match="first day"):
        calendar_file(replace(CHOIR, starts_on=None), WORDING, BERLIN, NOW)


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        ("2027-03-27", "19 Uhr", "2027-03-27T18:00Z"),
        ("2027-03-28", "1.30 Uhr", "2027-03-28T00:30Z"),  # the clocks go forward at two
        ("2027-03-28", "19 Uhr", "2027-03-28T17:00Z"),
        ("2027-10-30", "19 Uhr", "2027-10-30T17:00Z"),
        ("2027-10-31", "1 Uhr", "2027-10-30T23:00Z"),  # and back at three
        ("2027-10-31", "19 Uhr", "2027-10-31T18:00Z"),
    ],
)
def test_the_file_knows_summer_time_by_itself(day: str, at: str, utc: str) -> None:
    """A calendar without a list of zones reads the same moment."""
    offer = replace(CHOIR, starts_on=date.fromisoformat(day), schedule=at)
    calendar = read(calendar_file(offer, WORDING, BERLIN, NOW))
    zone = calendar.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    start = calendar.walk("VEVENT")[0]["dtstart"].dt

    assert start.replace(tzinfo=zone).astimezone(UTC) == datetime.fromisoformat(utc)


@given(
    title=st.text(min_size=1).map(prose).filter(bool),
    topics=st.lists(st.text(min_size=1).map(prose).filter(bool), max_size=3),
    day=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    days=st.integers(0, 900),
    schedule=st.sampled_from(["", "14 Uhr", "2.30 Uhr", "23-23.59 Uhr"]),
)
def test_whatever_an_offer_says_comes_back_as_it_was(
    title: str, topics: list[str], day: date, days: int, schedule: str
) -> None:
    offer = replace(CHOIR, starts_on=day, ends_on=day + timedelta(days=days), schedule=schedule)
    entry = event(offer, replace(WORDING, title=title, text=title, categories=tuple(topics)))

    assert str(entry["summary"]) == str(entry["description"]) == title
    assert [str(one) for one in getattr(entry.get("categories"), "cats", [])] == topics
    start = entry["dtstart"].dt
    assert (start.date() if isinstance(start, datetime) else start) == day
    assert ("dtend" in entry and entry["dtend"].dt > start) or schedule.count("-") == 0


# --- when it is


@pytest.mark.parametrize(
    ("schedule", "found"),
    [
        ("Dienstag, 21.10.2025, 14 Uhr", Hours(time(14))),
        ("9 Termine, 10-11 Uhr (Kursstart 03.09.2024)", Hours(time(10), time(11))),
        ("jährlich im Februar, 2024 um 13.30 Uhr", Hours(time(13, 30))),
        ("8.30 Uhr bis 12 Uhr", Hours(time(8, 30), time(12))),
        ("20 bis 19 Uhr", Hours(time(20))),
        ("Beginn 11 Uhr, Ende 15 Uhr", None),
        ("08.09.2024, 12 und 15 Uhr", None),
        ("Anmeldung bis 18 Uhr", None),
        ("um 24 Uhr", None),
        ("nach Vereinbarung", None),
        ("", None),
    ],
)
def test_only_one_clear_time_counts(schedule: str, found: Hours | None) -> None:
    assert hours(schedule) == found


# --- in the chat


def dated(rig: Rig, **facts: Any) -> Offer:
    """The first offer of the list, with other facts."""
    catalogue = rig.house.library.catalogue
    offer = replace(catalogue.offers[0], **facts)
    rig.house.library.edition = Edition.of(
        replace(catalogue, offers=(offer, *catalogue.offers[1:]))
    )
    return offer


def card(citizen: Citizen, offer: Offer) -> Seen:
    return citizen.says(f"/start o_{offer.key}")


def test_a_coming_date_goes_into_the_calendar_on_one_tap(rig: Rig, anna: Citizen) -> None:
    offer = dated(
        rig,
        title="Chor der Georgenkirche",
        starts_on=date(2027, 3, 28),
        schedule="18 Uhr",
        place=Place(venue="Georgenkirche", city="Eisenach"),
    )
    seen = card(anna, offer)
    file = anna.presses("In den Kalender")

    assert (file.media, file.file and file.file.filename) == (
        "document",
        "chor-der-georgenkirche.ics",
    )
    assert "28. März 2027" in file.text
    assert "Öffnen Sie die Datei" in file.text
    assert file.file is not None
    entry = read(file.file.content).walk("VEVENT")[0]
    assert entry["dtstart"].dt == datetime(2027, 3, 28, 18, tzinfo=BERLIN)
    assert str(entry["location"]) == "Georgenkirche, Eisenach"
    assert "nicht geprüft" in str(entry["description"])
    assert f"?start=o_{offer.key}" in str(entry["description"])
    assert seen.text in [message.text for message in anna.replies], "the card stays"


@pytest.mark.parametrize(
    "facts",
    [
        {"starts_on": None, "ends_on": None},
        {"starts_on": None, "ends_on": date(2027, 1, 1)},
        {"starts_on": date(2026, 11, 22), "ends_on": None},
    ],
)
def test_without_a_coming_day_there_is_no_button_and_a_forged_one_shows_the_card(
    rig: Rig, anna: Citizen, facts: dict[str, Any]
) -> None:
    offer = dated(rig, **facts)
    seen = card(anna, offer)

    assert "In den Kalender" not in seen.labels
    anna.person.forges(f"i:{offer.key}", seen)
    assert anna.reads().text == seen.text
    assert ("nach dem nächsten Termin" in seen.text) == offer.is_over(rig.house.today())


def test_the_button_can_be_typed(rig: Rig, anna: Citizen) -> None:
    card(anna, dated(rig, starts_on=date(2027, 3, 28), ends_on=None))
    file = anna.says("in den Kalender").file
    assert file is not None
    assert file.filename.endswith(".ics")


def test_what_is_today_or_still_runs_can_be_entered(rig: Rig, anna: Citizen) -> None:
    today = rig.house.today()

    assert "In den Kalender" in card(anna, dated(rig, starts_on=today, ends_on=None)).labels
    running = dated(rig, starts_on=date(2026, 1, 1), ends_on=today)
    assert "In den Kalender" in card(anna, running).labels


def test_the_button_of_an_offer_that_is_gone_says_so(anna: Citizen) -> None:
    seen = anna.says("/start")
    for code in ("i:999999", "i", "i:", "i:x|y", "i:-1|a"):
        anna.person.forges(code, seen)
        assert "nicht mehr in unserem Verzeichnis" in anna.reads().text
