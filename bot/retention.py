"""What is kept how long: one list of all that ends by itself, worked off every hour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import arrivals, corrections, questions
from bot.alerts import alert
from bot.catalogue.problems import N_
from bot.desk import drafting, keeping, notices, trail
from bot.groups import forgetting
from bot.guide import memory
from bot.people import consent, invitations, leaving
from bot.storage import dead, outbox
from bot.storage.units import Db
from bot.wishes import decisions, drafts

DELIVERIES_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Rule:
    """`drop` ends what is over at a moment and says how much it was."""

    what: str
    drop: Callable[[Db, datetime], int]


RULES = (
    Rule(N_("questions, and counts of them"), questions.forget),
    Rule(N_("places in the guide"), memory.forget),
    Rule(N_("counts of links"), arrivals.forget),
    Rule(N_("what was said to be wrong"), corrections.forget),
    Rule(N_("dead updates, and numbers of done ones"), dead.purge),
    Rule(N_("messages that were owed"), lambda db, now: outbox.purge(db, now - DELIVERIES_KEPT)),
    Rule(N_("drafts of wishes"), drafts.forget),
    Rule(N_("wishes that are over"), decisions.tidy),
    Rule(N_("alerts that are over, and what was told"), alert.tidy),
    Rule(N_("what is settled at the desk"), keeping.forget),
    Rule(N_("what was begun at the desk"), drafting.forget),
    Rule(N_("who did what at the desk"), trail.forget),
    Rule(N_("answers to meetings, and who asked to join a group"), forgetting.forget),
    Rule(N_("invitations"), invitations.forget),
    Rule(N_("consents that were taken back"), consent.forget),
    Rule(N_("what staff were told of"), notices.forget),
    Rule(N_("persons who block the bot"), leaving.forget_gone),
)


def sweep(db: Db, now: datetime) -> Sequence[tuple[Rule, int]]:
    """End what is over, each with how much it was."""
    return [(rule, rule.drop(db, now)) for rule in RULES]


def overdue(db: Db, now: datetime) -> Sequence[tuple[Rule, int]]:
    """What a sweep would do, found out by doing it and taking it back."""
    trial = db.begin_nested()
    try:
        return sweep(db, now)
    finally:
        trial.rollback()
