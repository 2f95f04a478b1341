"""After a meeting: minutes, decisions, tasks; what a wish became goes back to those who wished."""

from __future__ import annotations

from datetime import date, datetime

from bot.catalogue.cells import url
from bot.groups.agenda import ITEM_LENGTH
from bot.storage import agenda, meetings, results
from bot.storage.results import Resolution, Task
from bot.storage.units import Db
from bot.storage.wishes import Decision
from bot.wishes import decisions

TEXT_LENGTH = 1000


def decide(
    db: Db, item: int, text: str, now: datetime, wish: Decision | None = None
) -> Resolution | None:
    """What was decided on an item; of an item about a wish also what becomes of the wish.

    The same again changes nothing and tells nobody. None where there is no such item.
    """
    found = agenda.find(db, item)
    if found is None:
        return None
    said = text.strip()[:TEXT_LENGTH]
    results.resolve(db, item, said, now)
    if wish is not None and found.wish is not None:
        decisions.decide(db, found.wish, wish, now)
    return next(one for one in results.resolutions(db, [item]) if one.text == said)


def entrust(db: Db, item: int, text: str, who: str, until: date | None) -> Task | None:
    """A task that came out of an item; the same again is the same."""
    if agenda.find(db, item) is None:
        return None
    said = " ".join(text.split())[:TEXT_LENGTH], " ".join(who.split())[:ITEM_LENGTH]
    known = (one for one in results.tasks(db, [item]) if (one.text, one.who) == said)
    return next(known, None) or results.entrust(db, item, *said, until)


def publish_minutes(db: Db, meeting: int, link: str, now: datetime) -> None:
    """Where the minutes are; raises RefusedError for what is no address."""
    meetings.rewrite(db, meeting, now, minutes_url=url(link.strip()))
