"""The dates of an offer as a calendar file, as every calendar reads it (RFC 5545)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.catalogue.offers import Offer

_DAY = timedelta(days=1)
_HOUR = r"([01]?\d|2[0-3])(?:[.:]([0-5]\d))?"
_HOURS = re.compile(
    rf"(?<![\d.:])(?<!bis ){_HOUR}\s*(?:uhr)?(?:\s*(?:-|–|bis)\s*{_HOUR})?\s*uhr\b", re.IGNORECASE
)
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
    # Costs more to load than an answer takes, and few ask for it.
    from icalendar import Calendar, Event, Timezone

    if offer.starts_on is None:
        raise ValueError("an offer without a first day has no place in a calendar")
    last = max(offer.last_day or offer.starts_on, offer.starts_on)
    at = hours(offer.schedule) if last == offer.starts_on else None
    event = Event()
    event.add("uid", f"{offer.id}@{wording.town}.bildungslotse")
    event.add("dtstamp", now)
    for name, moment in _span(offer.starts_on, last, at, zone).items():
        event.add(name, moment)
    # A run of days does not fill them: whoever enters it is not busy all the time.
    event.add("transp", "OPAQUE" if at else "TRANSPARENT")
    event.add("summary", wording.title)
    event.add("description", wording.text)
    if wording.place:
        event.add("location", wording.place)
    if wording.url:
        event.add("url", wording.url)
    if wording.categories:
        event.add("categories", list(wording.categories))
    calendar = Calendar()
    calendar.add("prodid", f"-//Bildungslotse//{wording.town}//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if at:
        whole_year = date(last.year, 1, 1), date(last.year + 1, 1, 1)
        calendar.add_component(Timezone.from_tzinfo(zone, zone.key, *whole_year))
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
