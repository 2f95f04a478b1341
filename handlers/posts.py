"""What is owed to Telegram groups of working groups, worded at the moment of posting."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.groups import chats, posts
from bot.i18n import DEFAULT, Say, say_in
from bot.message import Message
from bot.outbox import DeliveryKind
from bot.storage import group_chats, groups, meetings
from bot.storage.deliveries import Delivery
from bot.storage.units import Db
from handlers.views import posts as view


def kinds(clock: Clock, name: Callable[[], str]) -> tuple[DeliveryKind, ...]:
    """Every kind of post; `name` is what Telegram calls us. Everybody reads them in German."""

    def about_meeting(db: Db, delivery: Delivery) -> Message | None:
        post = posts.still_due(db, delivery)
        if post is None:
            return None
        today = clock().astimezone(ZoneInfo(post.meeting.span.zone)).date()
        return view.about(_say(), post, today, name())

    def dates(db: Db, delivery: Delivery) -> Message | None:
        group = groups.linked(db, delivery.chat)
        ahead = meetings.coming(db, [delivery.object], clock())
        planned = [one for one in ahead if not one.cancelled]
        if group is None or group.id != delivery.object or not planned:
            return None
        return view.several(_say(), group, planned, name())

    def linked(db: Db, delivery: Delivery) -> Message | None:
        group = groups.linked(db, delivery.chat)
        return view.linked(_say(), group, name()) if group else None

    def pointed(db: Db, delivery: Delivery) -> Message | None:
        return view.pointed(_say(), name()) if groups.linked(db, delivery.chat) else None

    def farewell(db: Db, delivery: Delivery) -> Message | None:
        stays = groups.linked(db, delivery.chat) or group_chats.of_group(db, delivery.chat)
        return None if stays else view.farewell(_say(), name())

    return (
        *(
            DeliveryKind(kind, about_meeting, urgent=posts.is_urgent)
            for kind in posts.ABOUT_MEETING
        ),
        DeliveryKind(posts.DATES, dates),
        DeliveryKind(chats.LINKED, linked, quiet=False),
        DeliveryKind(chats.POINTED, pointed, quiet=False),
        DeliveryKind(chats.FAREWELL, farewell, quiet=False),
    )


def _say() -> Say:
    return say_in(DEFAULT)
