"""After a meeting: decisions, tasks and minutes, and what its members are told of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.catalogue.cells import url
from bot.catalogue.problems import N_, RefusedError
from bot.groups import posts
from bot.groups.agenda import ITEM_LENGTH
from bot.storage import agenda, deliveries, groups, meetings, memberships, outbox, results
from bot.storage.agenda import AgendaItem
from bot.storage.meetings import Meeting
from bot.storage.outbox import Owed
from bot.storage.results import Resolution, Task
from bot.storage.units import Db

TEXT_LENGTH = 1000

MINUTES = "meeting.minutes"
"""The minutes are there: told to every member once, whatever becomes of their address."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of an item. `changed`: something else was told before."""

    decision: Resolution | None = None
    changed: bool = False
    tasks: Sequence[Task] = ()


def is_over(meeting: Meeting, now: datetime) -> bool:
    """Whether it took place; of one without an end, whether it has begun."""
    return not meeting.cancelled and (meeting.span.end or meeting.span.start) <= now


def of_items(db: Db, items: Collection[int]) -> Mapping[int, Outcome]:
    """What came out of these items, of each that anything came out of."""
    decided = results.resolutions(db, items)
    tasks = results.tasks(db, items)
    found = {}
    for item in items:
        said = [one for one in decided if one.agenda_item == item]
        mine = [one for one in tasks if one.agenda_item == item]
        if said or mine:
            found[item] = Outcome(said[-1] if said else None, len(said) > 1, mine)
    return found


def decide(db: Db, item: int, text: str, now: datetime) -> Resolution | None:
    """What was decided on an item; the same again changes nothing.

    Until somebody was told, a change takes the place of what stood there; later both stand. None
    where there is no such item. Raises RefusedError for what is too long, or nothing.
    """
    found = _locked(db, item)
    if found is None:
        return None
    said = _worded(text)
    last = next(iter(results.resolutions(db, [item])[::-1]), None)
    if last is None or (last.text != said and _is_told(db, found)):
        results.resolve(db, item, said, now)
    elif last.text != said:
        results.reword(db, last.id, said, now)
    return results.resolutions(db, [item])[-1]


def entrust(db: Db, item: int, text: str, who: str, until: date | None) -> Task | None:
    """A task that came out of an item; the same again is the same."""
    if _locked(db, item) is None:
        return None
    said = _worded(text), " ".join(who.split())[:ITEM_LENGTH]
    known = (one for one in results.tasks(db, [item]) if (one.text, one.who) == said)
    return next(known, None) or results.entrust(db, item, *said, until)


def drop_task(db: Db, meeting: int, task: int) -> bool:
    """Whether a meeting gave this task until now."""
    return results.drop(db, task, [one.id for one in agenda.of_meeting(db, meeting)])


def publish_minutes(db: Db, meeting: int, link: str, now: datetime) -> int:
    """Say where the minutes are, and tell every member who was not told yet; how many.

    Raises RefusedError for what is no address, and for a meeting that is not over.
    """
    address, found = url(link.strip()), meetings.find(db, meeting)
    if found is None or groups.lock(db, found.working_group) is None:
        return 0
    if not is_over(found, now):
        raise RefusedError(N_("this meeting is not over yet"))
    meetings.rewrite(db, meeting, now, minutes_url=address)
    # The outbox forgets after a while whom it told; the meeting does not.
    if found.minutes_url:
        return 0
    posts.tell_minutes(db, found, now)
    owed = [
        Owed(
            f"{MINUTES}:{meeting}:{one.person}",
            one.person,
            MINUTES,
            meeting,
            found.version,
            now,
            channel=one.channel,
        )
        for one in memberships.of_group(db, found.working_group)
    ]
    return outbox.owe(db, owed)


def _locked(db: Db, item: int) -> AgendaItem | None:
    """The item, nobody else writing down what came out of it."""
    found = agenda.find(db, item)
    return found if found and groups.lock(db, found.working_group) else None


def _worded(text: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > TEXT_LENGTH:
        raise RefusedError(
            N_("{length} characters: write between 1 and {limit}"),
            length=len(said),
            limit=TEXT_LENGTH,
        )
    return said


def _is_told(db: Db, item: AgendaItem) -> bool:
    """Whether somebody read of it in the news of the minutes, or all did whom they were owed to."""
    meeting = meetings.find(db, item.meeting) if item.meeting is not None else None
    if meeting is None or not meeting.minutes_url:
        return False
    waiting = outbox.planned(db, meeting.id, [MINUTES])
    return not waiting or deliveries.reached(db, meeting.id, MINUTES)
