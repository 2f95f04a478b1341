"""A meeting so near that a newcomer at the terminal sees what a reminder looks like."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.groups import agenda, joining, meetings, plan
from bot.storage import groups
from bot.storage.meetings import Draft, Location, Span
from bot.storage.memberships import Member
from bot.storage.units import Db

ORIGIN = "terminal"


def gather(db: Db, person: int, now: datetime, zone: ZoneInfo) -> None:
    """Make somebody a member of the first group, which meets in eight days."""
    group = next(iter(groups.everyone(db)), None)
    if group is None:
        return
    joining.join(db, group.id, Member(person), now)
    begins = datetime.combine(now.astimezone(zone).date() + timedelta(days=8), time(18))
    span = meetings.span(begins, begins + timedelta(hours=2), zone)
    if isinstance(span, Span):
        place = Location("Rathaus", "Markt 1")
        name = "Erstes Treffen"
        draft = Draft(group.id, name, span, place, plan.DEFAULT, f"{ORIGIN}:{span.start_wall}")
        made = meetings.create(db, draft, now, invite=False)
        if made:
            agenda.add(db, made.id, "Kennenlernen")
