"""What staff are sent of the desk, worded at the moment of sending."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.catalogue.town import Topic
from bot.desk import digest, notices
from bot.desk.readers import Appointed, reads
from bot.i18n import DEFAULT, Say, say_in
from bot.message import Message
from bot.outbox import DeliveryKind
from bot.storage import people
from bot.storage.deliveries import Delivery
from bot.storage.units import Db
from handlers.views import digest as view


def kinds(
    topics: Sequence[Topic], zone: ZoneInfo, appointed: Appointed
) -> tuple[DeliveryKind, ...]:
    """Both kinds. Who lost their access, or wants it no more, is sent nothing."""

    def weekly(db: Db, delivery: Delivery) -> Message | None:
        if not reads(db, appointed, delivery.chat, digest.KIND):
            return None
        week = digest.read(db, delivery.object, zone)
        return view.weekly(_say(db, delivery.chat), week, topics)

    def notice(db: Db, delivery: Delivery) -> Message | None:
        if not reads(db, appointed, delivery.chat, notices.KIND):
            return None
        told = notices.notice(db, delivery.chat, delivery.object)
        return view.notice(_say(db, delivery.chat), told) if told else None

    return (DeliveryKind(digest.KIND, weekly), DeliveryKind(notices.KIND, notice))


def _say(db: Db, person: int) -> Say:
    return say_in(people.language(db, person) or DEFAULT)
