"""An alert: set with one tap, kept a year, given up with one tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot import outbox
from bot.alerts.digest import DIGEST
from bot.people import consent
from bot.people.consent import Purpose
from bot.storage import alerts, finds, told
from bot.storage import outbox as owed
from bot.storage.alerts import Alert, Criteria
from bot.storage.units import Db

KEEP = "alert.keep"
"""What is owed after a year: "shall I keep it?"."""

KINDS = (DIGEST, KEEP)
"""Everything that is owed about alerts."""

CONSENT = "2026-11"
"""The version of the sentence by which somebody agrees that an alert is kept."""

MOST = 10
"""Alerts of one person."""

WITHOUT_A_WORD = timedelta(days=365)
PATIENCE = timedelta(days=60)
"""How long an answer to "shall I keep it?" is waited for."""

FINDS_KEPT = timedelta(days=90)
"""How long a digest can be opened."""

TOLD_KEPT = timedelta(days=2 * 365)
"""How long nobody is told of the same offer again."""


class Unset(Enum):
    """Why there is no alert."""

    MANY = "many"
    GONE = "gone"
    """What it was to be about is not known any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What offers have to fit, and of which catalogue they were seen. `sensitive`: see `Reading`."""

    criteria: Criteria
    version: str
    sensitive: bool


def put(db: Db, person: int, wanted: Wanted, language: str, now: datetime) -> Alert | Unset:
    """Keep what a person wants to hear of; the same again is the same alert."""
    mine = alerts.of_person(db, person)
    same = next((one for one in mine if one.criteria == wanted.criteria), None)
    if same is not None:
        return same
    if len(mine) >= MOST:
        return Unset.MANY
    number = alerts.keep(
        db, person, wanted.criteria, language, wanted.version, now, sensitive=wanted.sensitive
    )
    consent.give(db, person, Purpose.ALERT, CONSENT, language, now)
    return alerts.find(db, number, person) or Unset.GONE


def stop(db: Db, number: int, person: int, now: datetime) -> bool:
    """Tell them nothing more of it; whether it was theirs."""
    if alerts.find(db, number, person) is None:
        return False
    _drop(db, number)
    owed.cancel(db, number, [KEEP], chat=person)
    _end(db, person, now)
    return True


def stop_all(db: Db, person: int, now: datetime) -> None:
    """Tell them nothing of anything any more."""
    for one in alerts.of_person(db, person):
        stop(db, one.id, person, now)


def stop_saying(db: Db, text: str, person: int, now: datetime) -> None:
    """The same for what has these very words, as those of a wish that was taken back."""
    for one in alerts.of_person(db, person):
        if one.criteria.text == text:
            stop(db, one.id, person, now)


def renew(db: Db, number: int, person: int, now: datetime) -> None:
    """They want it kept."""
    if alerts.find(db, number, person) is not None:
        alerts.renew(db, number, now)


def renew_asked(db: Db, person: int, now: datetime) -> None:
    """They want all of that kept of which they were asked."""
    for one in alerts.of_person(db, person):
        if one.asked_at is not None:
            alerts.renew(db, one.id, now)


def tidy(db: Db, now: datetime) -> int:
    """After a year ask whether to keep it; drop what is over, and say how much."""
    dropped = 0
    for one in alerts.kept_before(db, now - WITHOUT_A_WORD):
        if one.asked_at is None:
            key = f"{KEEP}:{one.id}:{now.date()}"
            outbox.owe(db, key, one.person, KEEP, one.id, 0, now)
            alerts.ask(db, one.id, now)
        elif one.asked_at < now - PATIENCE:
            _drop(db, one.id)
            _end(db, one.person, now)
            dropped += 1
    return dropped + finds.purge(db, now - FINDS_KEPT) + told.purge(db, now - TOLD_KEPT)


def _drop(db: Db, number: int) -> None:
    finds.drop_of_alert(db, number)
    alerts.drop(db, number)


def _end(db: Db, person: int, now: datetime) -> None:
    """With the last alert nothing is left that was agreed to, and nothing to be sent."""
    if not alerts.number_of(db, person):
        owed.cancel(db, person, [DIGEST], chat=person)
        alerts.erase_time(db, person)
        consent.withdraw(db, person, Purpose.ALERT, now)
