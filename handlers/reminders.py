"""What is owed to people about groups and meetings, worded at the moment of sending."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.groups import due, joining, notices, plan, results
from bot.i18n import LANGUAGES, Say, negotiate, say_in
from bot.library import Library
from bot.message import Message
from bot.outbox import DeliveryKind
from bot.storage import agenda, applications, groups, meetings, memberships, people
from bot.storage.deliveries import Delivery
from bot.storage.units import Db
from handlers.views import reminders as view
from handlers.views.groups import applications as applications_view
from handlers.views.meetings.facts import Shown

SERIES = "meeting"
"""Of several reminders that are due at once, the newest is sent."""


def kinds(library: Library, clock: Clock) -> tuple[DeliveryKind, ...]:
    """Every kind of message that groups owe."""

    def about_meeting(db: Db, delivery: Delivery) -> Message | None:
        found = due.still_due(db, delivery)
        if found is None:
            return None
        shown = Shown(
            found.meeting,
            found.group,
            member=True,
            coming=found.coming,
            note=found.attendance.note if found.attendance else "",
            items=agenda.of_meeting(db, found.meeting.id),
            documents=agenda.documents(db, found.meeting.id),
            town=library.catalogue.town.name,
        )
        today = clock().astimezone(ZoneInfo(found.meeting.span.zone)).date()
        say = _say(db, delivery.chat, found.member.language)
        return view.news(say, delivery.kind, shown, today, found.before)

    def minutes(db: Db, delivery: Delivery) -> Message | None:
        meeting = meetings.find(db, delivery.object)
        group = groups.find(db, meeting.working_group) if meeting else None
        member = memberships.find(db, group.id, delivery.chat) if group else None
        if meeting is None or group is None or member is None or not meeting.minutes_url:
            return None
        items = agenda.of_meeting(db, meeting.id)
        came = results.of_items(db, [one.id for one in items])
        shown = Shown(meeting, group, member=True, items=items, outcomes=came)
        return view.minutes(_say(db, delivery.chat, member.language), shown)

    def dates(db: Db, delivery: Delivery) -> Message | None:
        group = groups.find(db, delivery.object)
        member = memberships.find(db, delivery.object, delivery.chat)
        ahead = meetings.coming(db, [delivery.object], clock())
        planned = [one for one in ahead if not one.cancelled]
        if group is None or member is None or not planned:
            return None
        return view.dates(_say(db, delivery.chat, member.language), group, planned)

    def answered(db: Db, delivery: Delivery) -> Message | None:
        application = applications.find(db, delivery.object)
        group = groups.find(db, application.working_group) if application else None
        if application is None or group is None:
            return None
        say = _say(db, delivery.chat, application.language)
        return applications_view.answered(say, application, group)

    return (
        *(
            DeliveryKind(kind, about_meeting, series=SERIES, urgent=due.is_urgent)
            for kind in plan.KINDS
        ),
        *(DeliveryKind(kind, about_meeting, urgent=due.is_urgent) for kind in notices.NEWS),
        DeliveryKind(notices.DATES, dates),
        DeliveryKind(results.MINUTES, minutes),
        DeliveryKind(joining.ANSWERED, answered),
    )


def _say(db: Db, person: int, otherwise: str) -> Say:
    language = people.language(db, person) or otherwise
    return say_in(language if language in LANGUAGES else negotiate(language))
