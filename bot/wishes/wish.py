"""What a wish is: the states it passes through, and for whom, where and when it is meant."""

from __future__ import annotations

from enum import StrEnum

from bot.matching.answer import Daytime, Understanding
from bot.storage.wishes import Details, Wish


class Status(StrEnum):
    ARRIVED = "arrived"
    WORKING = "working"
    PLANNED = "planned"
    PASSED_ON = "passed-on"
    OFFERED = "offered"
    """It became an offer."""
    EXISTING = "existing"
    """There was an offer already."""
    REFUSED = "refused"


class Source(StrEnum):
    """The way a wish came in."""

    CHAT = "chat"
    PHONE = "phone"
    COUNTER = "counter"
    CONFERENCE = "conference"


class Whom(StrEnum):
    CHILDREN = "children"
    TEENAGERS = "teenagers"
    ADULTS = "adults"
    OLDER = "older"


class Place(StrEnum):
    TOWN = "town"
    ONLINE = "online"


class Time(StrEnum):
    DAYTIME = "daytime"
    EVENING = "evening"
    WEEKEND = "weekend"


OPEN = (Status.ARRIVED, Status.WORKING, Status.PLANNED, Status.PASSED_ON)
"""Without a result yet."""

CLOSED = tuple(status for status in Status if status not in OPEN)

THRESHOLD = 8
"""How many interested people a wish needs, unless staff say otherwise."""

AGES: dict[Whom, tuple[float | None, float | None]] = {
    Whom.CHILDREN: (None, 11),
    Whom.TEENAGERS: (12, 17),
    Whom.ADULTS: (18, None),
    Whom.OLDER: (60, None),
}


SUITS: dict[str, tuple[str, str]] = {
    "daytime": (Place.TOWN, Time.DAYTIME),
    "evening": (Place.TOWN, Time.EVENING),
    "weekend": (Place.TOWN, Time.WEEKEND),
    "online": (Place.ONLINE, ""),
}
"""Where and when on one button: online there is no hall that must be open."""

CONSENT = "2026-11"
"""The version of the sentence by which somebody agrees that a wish is kept."""


def is_open(wish: Wish) -> bool:
    return wish.decision.status in OPEN


def whom(details: Details) -> Whom | None:
    """The people whose ages were chosen; None for any others."""
    ages = details.age_from, details.age_to
    return next((whom for whom, span in AGES.items() if span == ages), None)


def details_of(asked: Understanding) -> Details:
    """What a question says of it already."""
    low, high = (asked.ages.low, asked.ages.high) if asked.ages else (None, None)
    place = Place.ONLINE if asked.place == Place.ONLINE else ""
    return Details(low, high, place, _time(asked))


def _time(asked: Understanding) -> str:
    if asked.time is None:
        return ""
    if asked.time.days and asked.time.days <= {5, 6}:
        return Time.WEEKEND
    if Daytime.EVENING in asked.time.parts:
        return Time.EVENING
    return Time.DAYTIME if asked.time.parts else ""
