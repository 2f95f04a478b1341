"""The agenda: what a meeting deals with, wishes of citizens among it, and its papers."""

from __future__ import annotations

from datetime import datetime

from bot.catalogue.cells import url
from bot.catalogue.problems import N_, RefusedError
from bot.storage import agenda, desk, groups, meetings, wishes
from bot.storage.agenda import AgendaItem
from bot.storage.units import Db

ITEM_LENGTH = agenda.NAME_LENGTH
NAME_OF_PAPER = 100
LINK_LENGTH = 500
PAPERS = 10
"""Documents of one meeting: its card has to hold them."""


def add(db: Db, meeting: int, name: str) -> AgendaItem | None:
    """A new last item. None where there is no such meeting, the item where it is there already."""
    found = meetings.find(db, meeting)
    if found is None or groups.lock(db, found.working_group) is None:
        return None
    said = " ".join(name.split())[:ITEM_LENGTH]
    same = (item for item in agenda.of_meeting(db, meeting) if item.name == said)
    return next(same, None) or agenda.add(db, found.working_group, meeting, said)


def add_wish(db: Db, group: int, wish: int, now: datetime) -> AgendaItem | None:
    """Hand a wish to a group: to its next meeting, or to whichever is planned next.

    None where there is no such wish or group; a wish that the group has before it already stays
    where it is. Where it has one before it that staff put together with this one, both are one item.
    """
    if groups.lock(db, group) is None or wishes.find(db, wish) is None:
        return None
    if ahead := _ahead(db, group, wish, now):
        return ahead
    if shared := _shared(db, group, wish, now):
        agenda.join(db, shared.id, wish)
        return shared
    next_one = next((one for one in meetings.coming(db, [group], now) if not one.cancelled), None)
    name = wishes.heading(db, wish)
    return agenda.add(db, group, next_one.id if next_one else None, name, wish)


def has_wish(db: Db, group: int, wish: int, now: datetime) -> bool:
    """Whether the group has this wish before it."""
    return _ahead(db, group, wish, now) is not None


def take_wish_back(db: Db, group: int, wish: int, now: datetime) -> bool:
    """Whether the group had this wish before it until now. What it met about stays."""
    item = _ahead(db, group, wish, now)
    if item is None:
        return False
    others = [one for one in agenda.wishes_of(db, item.id) if one != wish]
    agenda.leave(db, item.id, wish, wishes.heading(db, others[0]) if others else "")
    return True


def reword(db: Db, wish: int, old: str) -> None:
    """Every item that was called by the old words of a wish, past ones too, is called by its new."""
    for item in agenda.of_wish(db, wish):
        if item.name == old[:ITEM_LENGTH]:
            agenda.rename(db, item.id, wishes.heading(db, wish))


def remove(db: Db, item: int) -> bool:
    """Whether there was such an item."""
    return agenda.drop(db, item)


def attach(db: Db, meeting: int, name: str, link: str, item: int | None = None) -> None:
    """A paper as a link, of a meeting or of an item on its agenda. The same link is there once.

    Raises RefusedError for what is no address, or one too many.
    """
    address = url(link.strip())
    held = agenda.documents(db, meeting)
    if len(address) > LINK_LENGTH:
        raise RefusedError(
            N_("{length} characters are too many, at most {limit}"),
            length=len(address),
            limit=LINK_LENGTH,
        )
    if any(one.url == address and one.item == item for one in held):
        return
    if len(held) >= PAPERS:
        raise RefusedError(N_("a meeting has room for {limit} documents"), limit=PAPERS)
    said = " ".join(name.split())[:NAME_OF_PAPER]
    agenda.attach(db, meeting, said or address[:NAME_OF_PAPER], address, item)


def detach(db: Db, document: int) -> bool:
    """Whether there was such a paper."""
    return agenda.detach(db, document)


def _shared(db: Db, group: int, wish: int, now: datetime) -> AgendaItem | None:
    """The item about a wish that means the same, as staff said."""
    together = desk.together(db, wishes.KIND, wish)
    items = (_ahead(db, group, other, now) for other in together if other != wish)
    return next((item for item in items if item is not None), None)


def _ahead(db: Db, group: int, wish: int, now: datetime) -> AgendaItem | None:
    mine = (item for item in agenda.of_wish(db, wish) if item.working_group == group)
    return next((item for item in mine if _is_ahead(db, item, now)), None)


def _is_ahead(db: Db, item: AgendaItem, now: datetime) -> bool:
    meeting = meetings.find(db, item.meeting) if item.meeting is not None else None
    return meeting is None or (meeting.span.start > now and not meeting.cancelled)
