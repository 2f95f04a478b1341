"""Dates of offers and meetings as calendar files, as every calendar reads them (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.catalogue.offers import Offer
from bot.storage.attendance import Coming
from bot.storage.meetings import Meeting

if TYPE_CHECKING:
    from icalendar import Event

_DAY = timedelta(days=1)
_HOUR = r"([01]?\d|2[0-3])(?:[.:]([0-5]\d))?"
_HOURS = re.compile(
    rf"(?<![\d.:])(?<!bis ){_HOUR}\s*(?:uhr)?(?:\s*(?:-|–|bis)\s*{_HOUR})?\s*uhr\b", re.IGNORECASE
)
_Years = tuple[ZoneInfo, int, int]
"""Of which zone, and from which year to which, a calendar says when the clocks change."""

_CHOICE = re.compile(r"\d\s*(?:und|oder|sowie|/|&)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """What an entry says, in the language of its reader; `town` keeps towns apart."""

    title: str
    place: str
    text: str
    url: str
    categories: tuple[str, ...]
    town: str


@dataclass(frozen=True, slots=True)
class Hours:
    """When something begins and, where that is known, ends."""

    begin: time
    end: time | None = None


def hours(schedule: str) -> Hours | None:
    """The one time that a schedule names; None where there is none, or a choice of several."""
    found = list(_HOURS.finditer(schedule))
    if len(found) != 1 or _CHOICE.search(schedule):
        return None
    first_hour, first_minute, last_hour, last_minute = found[0].groups()
    begin = time(int(first_hour), int(first_minute or 0))
    end = time(int(last_hour), int(last_minute or 0)) if last_hour else None
    return Hours(begin, end if end and end > begin else None)


def calendar_file(offer: Offer, wording: Wording, zone: ZoneInfo, now: datetime) -> bytes:
    """An offer that has a first day. The same offer replaces its entry of an earlier time.

    One day with a known time is an entry at that time; everything else is an entry of whole days,
    because nobody stated when on each of them.
    """
    if offer.starts_on is None:
        raise ValueError("an offer without a first day has no place in a calendar")
    last = max(offer.last_day or offer.starts_on, offer.starts_on)
    at = hours(offer.schedule) if last == offer.starts_on else None
    event = _event(f"{offer.id}@{wording.town}.bildungslotse", wording, now)
    for name, moment in _span(offer.starts_on, last, at, zone).items():
        event.add(name, moment)
    # A run of days does not fill them: whoever enters it is not busy all the time.
    event.add("transp", "OPAQUE" if at else "TRANSPARENT")
    years = (zone, last.year, last.year) if at else None
    return _calendar([event], wording, Method.PUBLISH, years)


class Method(StrEnum):
    """What a calendar is to do with a file (RFC 5546)."""

    PUBLISH = "PUBLISH"
    """Enter it, or take it out: of a file that somebody opens."""
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom an e-mail with a meeting comes from and goes to, and what they said to it so far."""

    organizer: str
    attendee: str
    coming: Coming | None = None


_PARTSTAT = {
    None: "NEEDS-ACTION",
    Coming.YES: "ACCEPTED",
    Coming.NO: "DECLINED",
    Coming.UNSURE: "TENTATIVE",
}


def meeting_file(
    meeting: Meeting, wording: Wording, now: datetime, invited: Invited | None = None
) -> bytes:
    """A meeting. A newer version takes the place of an older one, a cancelled one takes it out.

    With `invited` it is an invitation by e-mail, which calendars answer.
    """
    event, method = _of_meeting(meeting, wording, now), Method.PUBLISH
    if invited:
        method = Method.CANCEL if meeting.cancelled else Method.REQUEST
        _invite(event, invited)
    return _calendar([event], wording, method, _years([meeting]))


def meetings_file(found: Sequence[tuple[Meeting, Wording]], now: datetime) -> bytes:
    """Several meetings of one zone to be entered at once, each as its own file would."""
    events = [_of_meeting(meeting, wording, now) for meeting, wording in found]
    years = _years([meeting for meeting, _ in found])
    return _calendar(events, found[0][1], Method.PUBLISH, years)


def _of_meeting(meeting: Meeting, wording: Wording, now: datetime) -> Event:
    zone = ZoneInfo(meeting.span.zone)
    event = _event(f"meeting-{meeting.id}@{wording.town}.bildungslotse", wording, now)
    event.add("dtstart", _local(meeting.span.start, zone))
    if meeting.span.end:
        event.add("dtend", _local(meeting.span.end, zone))
    event.add("sequence", meeting.version)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if meeting.cancelled else "OPAQUE")
    return event


def _years(meetings: Sequence[Meeting]) -> _Years:
    zone = ZoneInfo(meetings[0].span.zone)
    years = [one.span.start.astimezone(zone).year for one in meetings]
    return zone, min(years), max(years)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """By the clock on the wall; calendars take a time that is there twice for the first."""
    local = moment.astimezone(zone)
    return moment if local.fold else local


def _invite(event: Event, invited: Invited) -> None:
    from icalendar import vCalAddress

    event.add("organizer", vCalAddress(f"mailto:{invited.organizer}"))
    attendee = vCalAddress(f"mailto:{invited.attendee}")
    asks = "FALSE" if invited.coming else "TRUE"
    attendee.params.update({"PARTSTAT": _PARTSTAT[invited.coming], "RSVP": asks})
    event.add("attendee", attendee)


def _event(uid: str, wording: Wording, now: datetime) -> Event:
    # Costs more to load than an answer takes, and few ask for it.
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("summary", wording.title)
    event.add("description", wording.text)
    if wording.place:
        event.add("location", wording.place)
    if wording.url:
        event.add("url", wording.url)
    if wording.categories:
        event.add("categories", list(wording.categories))
    return event


def _calendar(
    events: Sequence[Event], wording: Wording, method: Method, years: _Years | None
) -> bytes:
    """`years`: where the entries have a time of day."""
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    calendar.add("prodid", f"-//Bildungslotse//{wording.town}//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    if years:
        zone, first, last = years
        whole = date(first, 1, 1), date(last + 1, 1, 1)
        calendar.add_component(Timezone.from_tzinfo(zone, zone.key, *whole))
    for event in events:
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _span(first: date, last: date, at: Hours | None, zone: ZoneInfo) -> dict[str, date | datetime]:
    if at is None:
        # The end of whole days is the first day that no longer belongs to them.
        return {"dtstart": first, "dtend": last + _DAY}
    span: dict[str, date | datetime] = {"dtstart": datetime.combine(first, at.begin, zone)}
    if at.end:
        span["dtend"] = datetime.combine(first, at.end, zone)
    return span
