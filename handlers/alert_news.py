"""What is owed to people about alerts, worded at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.alerts import alert as features
from bot.alerts import digest
from bot.i18n import LANGUAGES, Say, negotiate, say_in
from bot.library import Library
from bot.message import Message
from bot.outbox import DeliveryKind
from bot.storage import alerts, people
from bot.storage.deliveries import Delivery
from bot.storage.units import Db
from handlers.views import alerts as view
from handlers.views.scene import Scene


def kinds(library: Library, local: Callable[[], datetime]) -> tuple[DeliveryKind, ...]:
    """Every kind of message that alerts owe. `local` tells the town's moment."""

    def found(db: Db, delivery: Delivery) -> Message | None:
        person, now, town = delivery.chat, local(), library.catalogue.town
        mine = {one.id: one for one in alerts.of_person(db, person)}
        if not mine:
            return None
        offers = digest.take(db, delivery.id, person, town, now)
        if not offers:
            return None
        scene = Scene(_say(db, person, next(iter(mine.values())).language), library.catalogue, now)
        return view.push(scene, view.News(delivery.id, offers, mine))

    def still(db: Db, delivery: Delivery) -> Message | None:
        one = alerts.find(db, delivery.object, delivery.chat)
        if one is None or one.asked_at is None:
            return None
        scene = Scene(_say(db, delivery.chat, one.language), library.catalogue, local())
        return view.still(scene, one)

    return DeliveryKind(digest.DIGEST, found), DeliveryKind(features.KEEP, still)


def _say(db: Db, person: int, language: str) -> Say:
    chosen = people.language(db, person) or language
    return say_in(chosen if chosen in LANGUAGES else negotiate(chosen))
