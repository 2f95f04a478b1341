"""Links into the bot: what they lead to, and how often each brought somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.questions import COUNTS_KEPT, Sender
from bot.storage import arrivals
from bot.storage.units import Db

MARKS_KEPT = timedelta(days=3)
"""An update that failed can be tried again as long."""

MOST = 100
"""Different links of a made-up way that are told apart on one day."""

OTHERS = ""
"""Where the links beyond that are counted."""


class Way(StrEnum):
    """What a link leads to."""

    OFFER = "offer"
    TOPIC = "topic"
    GUIDE = "guide"
    PATH = "path"
    CAMPAIGN = "campaign"


_MADE_UP = frozenset({Way.CAMPAIGN, Way.GUIDE})
"""Ways of which anybody can think up any number of links; the others lead to what there is."""

_WAYS = {
    "o": (Way.OFFER, r"\d{1,9}"),
    "t": (Way.TOPIC, r"\d{1,9}"),
    "g": (Way.GUIDE, r"[A-Za-z0-9_-]{1,60}"),
    "r": (Way.PATH, r"[A-Za-z0-9_-]{1,60}"),
    "c": (Way.CAMPAIGN, r"[A-Za-z0-9_-]{1,40}"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """What a link carries: a way, and the code of what lies there."""

    way: Way
    code: str


def read(payload: str) -> Link | None:
    """A link of ours; None for whatever else somebody put into one."""
    letter, _, code = payload.partition("_")
    if letter not in _WAYS:
        return None
    way, pattern = _WAYS[letter]
    return Link(way, code) if re.fullmatch(pattern, code, re.ASCII) else None


def count(db: Db, way: Way, target: str, sender: Sender) -> None:
    """One more arrival by this link, once for each update; nobody's name goes with it."""
    if not arrivals.mark(db, sender.update_id, sender.now):
        return
    if way in _MADE_UP:
        known = arrivals.targets(db, sender.today, way.value)
        target = target if target in known or len(known) < MOST else OTHERS
    arrivals.add(db, sender.today, sender.language, way.value, target)


def forget(db: Db, now: datetime) -> int:
    """Drop numbers and marks whose time is over; how many rows."""
    numbers = arrivals.purge(db, (now - COUNTS_KEPT).date())
    return numbers + arrivals.purge_marks(db, now - MARKS_KEPT)
