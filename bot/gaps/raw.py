"""What the gap table is made of, record by record, so that others can count it anew.

No words and no persons, but single cases: such a file stays with staff.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from zoneinfo import ZoneInfo

from bot.catalogue.offers import Fit, Offer
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town
from bot.gaps.period import Period
from bot.matching.places import place_fit
from bot.matching.rules import stated
from bot.matching.times import read_schedule
from bot.storage import desk, gaps, unanswered
from bot.storage.units import Db
from bot.wishes.wish import Place

Record = Mapping[str, object]
"""Columns and their values; empty ones are left out."""

RECORD = "record"

_EVER = Period(date(2000, 1, 1), date(2100, 1, 1))
COLUMNS = (
    RECORD,
    *("id", "topic", "age", "age_from", "age_to", "group", "place", "time", "language"),
    *(
        "month",
        "created_at",
        "source",
        "status",
        "interested",
        "number",
        "wish",
        "kind",
        "together",
    ),
    *("area", "timezone", "since", "before"),
    *("topics", "groups", "said_from", "said_to", "on_site", "places", "elsewhere"),
    *("days", "parts", "holidays", "languages"),
)


def records(db: Db, catalogue: Catalogue, timezone: ZoneInfo, period: Period) -> Iterator[Record]:
    """The settings, the town's lists, wishes, questions in vain, findings, offers.

    `period` is only told: all there is stands in it, whenever it came.
    """
    yield {
        RECORD: "setting",
        "timezone": timezone.key,
        "since": period.since,
        "before": period.before,
    }
    yield from _lists(catalogue.town)
    found = gaps.wished(db, *_EVER.moments(timezone))
    works = desk.those(db, "wish", [one.id for one in found])
    for wish in found:
        group = works[wish.id].group if wish.id in works else None
        yield {RECORD: "wish", **asdict(wish), "together": group}
    tallies = unanswered.counted(db, _EVER.since, _EVER.before)
    for tally in tallies:
        yield {
            RECORD: "question",
            "month": tally.month,
            "language": tally.language,
            "number": tally.number,
            **asdict(tally.about),
        }
    for mark in gaps.marks(db):
        yield {RECORD: "finding", "id": mark.id, "kind": mark.kind, **asdict(mark.target)}
    places = {one.about.place for one in tallies} - {"", Place.TOWN}
    for offer in catalogue.offers:
        yield _offer(offer, sorted({*places, Place.ONLINE.value}))


def _lists(town: Town) -> Iterator[Record]:
    for area in town.areas:
        yield {RECORD: "area", "id": area.id}
    for topic in town.topics:
        yield {RECORD: "topic", "id": topic.id, "area": topic.area}
    for group in town.target_groups:
        yield {RECORD: "group", "id": group.id}
    for band in town.bands:
        ages = band.ages
        yield {RECORD: "band", "id": band.id, "age_from": ages.low, "age_to": ages.high}


def _offer(offer: Offer, places: list[str]) -> Record:
    """What it says of itself; of its texts only what the matcher reads in them."""
    held, said, place = read_schedule(offer.schedule), stated(offer), offer.place
    judged = {one: place_fit(offer, one) for one in places}
    return {
        RECORD: "offer",
        "id": offer.id,
        "topics": ";".join(offer.topics),
        "groups": ";".join(offer.target_groups),
        "age_from": offer.ages.low,
        "age_to": offer.ages.high,
        "said_from": said.low,
        "said_to": said.high,
        "on_site": int(bool(place.venue or place.street or place.district or place.city)),
        "places": ";".join(one for one in places if judged[one] is Fit.FITS),
        "elsewhere": ";".join(one for one in places if judged[one] is Fit.DIFFERS),
        "days": ";".join(map(str, sorted(held.days))),
        "parts": ";".join(sorted(part.value for part in held.parts)),
        "holidays": int(held.holidays),
        "languages": ";".join(offer.languages),
    }
