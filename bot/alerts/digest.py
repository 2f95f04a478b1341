"""One message a day with what was found: planned for the person's time, made when it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.alerts import hours
from bot.catalogue.offers import Offer
from bot.catalogue.parsing import parse_offer
from bot.catalogue.providers import ProviderBook
from bot.catalogue.town import Town
from bot.storage import alerts, catalogue, finds, told
from bot.storage import outbox as owed
from bot.storage.finds import Find
from bot.storage.outbox import Owed
from bot.storage.units import Db

DIGEST = "alert.digest"
"""What is owed once a day to a person for whom something was found; about the person."""

_DAYS = 2
"""Today's may be sent already: then it is tomorrow's."""

Found = Sequence[tuple[Find, Offer]]


def waiting(db: Db, only: int | None = None) -> Sequence[int]:
    """Persons, if wished `only` one, for whom something was found and no digest is planned."""
    found = finds.without_digest(db, DIGEST)
    return found if only is None else [person for person in found if person == only]


def plan(db: Db, now: datetime, zone: ZoneInfo, only: int | None = None) -> None:
    """Owe a digest to everybody for whom something waits. Done again it owes nothing twice."""
    for later in range(_DAYS):
        persons = waiting(db, only)
        if not persons:
            return
        chosen = alerts.chosen_times(db)
        owed.owe(db, [_owed(person, chosen, later, now, zone) for person in persons])


def _owed(
    person: int, chosen: Mapping[int, int], later: int, now: datetime, zone: ZoneInfo
) -> Owed:
    """At the person's time next, or so many days later."""
    at = hours.at(chosen.get(person))
    due = hours.following(now, at, zone)
    for _ in range(later):
        due = hours.following(due + timedelta(seconds=1), at, zone)
    day = due.astimezone(zone).date()
    return Owed(f"{DIGEST}:{person}:{day}", person, DIGEST, person, 0, due)


def choose_time(db: Db, person: int, at: time, now: datetime, zone: ZoneInfo) -> None:
    """From now on at this time; what is planned moves there."""
    alerts.choose_time(db, person, hours.minutes(at))
    owed.withdraw(db, person, DIGEST)
    plan(db, now, zone, person)


def take(db: Db, delivery: int, person: int, town: Town, local: datetime) -> Found:
    """What this digest says. Taken again, as after a crash, it is the same as far as it still holds.

    Of what it takes along the person is told, and by nothing else again. `local` is the town's moment.
    """
    taken, today = finds.of_delivery(db, delivery, person), local.date()
    if not taken:
        taken = _new(db, person, town, today)
        finds.take(db, person, [one.offer for one in taken], delivery)
        finds.leave_out(db, person)
        told.note(db, person, [one.offer for one in taken], local)
    return tuple(_standing(db, taken, town, today))


def again(db: Db, delivery: int, person: int, town: Town, today: date) -> Found:
    """What a digest said, as far as it still holds."""
    return tuple(_standing(db, finds.of_delivery(db, delivery, person), town, today))


def _new(db: Db, person: int, town: Town, today: date) -> Sequence[Find]:
    waiting = finds.waiting(db, person)
    new = set(told.untold(db, person, [one.offer for one in waiting]))
    return [find for find, _ in _standing(db, waiting, town, today) if find.offer in new]


def _standing(
    db: Db, found: Sequence[Find], town: Town, today: date
) -> Iterator[tuple[Find, Offer]]:
    """By the database as it is: the catalogue at hand may be a moment older."""
    providers = ProviderBook(town.providers)
    for find in found:
        row = catalogue.find(db, find.offer)
        if row is not None and row.removed_on is None:
            offer = parse_offer(row.key, row.cells, providers)
            if not offer.is_over(today):
                yield find, offer
