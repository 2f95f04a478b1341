"""What is owed to people about their wishes, worded at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.i18n import LANGUAGES, Say, negotiate, say_in
from bot.library import Library
from bot.message import Message
from bot.outbox import DeliveryKind
from bot.storage import followers, people, wishes
from bot.storage.deliveries import Delivery
from bot.storage.followers import Follower
from bot.storage.units import Db
from bot.storage.wishes import Wish
from bot.wishes import decisions
from bot.wishes.wish import is_open
from handlers.views import wishes as view


@dataclass(frozen=True, slots=True)
class Due:
    """A wish and who waits for news of it, as they are now."""

    wish: Wish
    follower: Follower
    say: Say


def kinds(library: Library) -> tuple[DeliveryKind, ...]:
    """Every kind of message that wishes owe."""

    def status(due: Due, delivery: Delivery) -> Message | None:
        if due.wish.version != delivery.version:
            return None
        offer = library.catalogue.by_id.get(due.wish.decision.offer_id or "")
        corrects = delivery.kind == decisions.CORRECTED
        return view.news(due.say, due.wish, offer, corrects=corrects)

    return (
        DeliveryKind(decisions.STATUS, _told(status)),
        DeliveryKind(decisions.CORRECTED, _told(status)),
        DeliveryKind(decisions.ENOUGH, _told(_enough)),
        DeliveryKind(decisions.KEEP, _told(_still)),
    )


def _enough(due: Due, _delivery: Delivery) -> Message | None:
    asked = is_open(due.wish) and due.follower.coming is None
    return view.enough(due.say, due.wish) if asked else None


def _still(due: Due, _delivery: Delivery) -> Message | None:
    asked = is_open(due.wish) and due.wish.asked_at is not None
    return view.still(due.say, due.wish) if asked else None


def _told(
    worded: Callable[[Due, Delivery], Message | None],
) -> Callable[[Db, Delivery], Message | None]:
    """Only who still follows a wish, and wants to be told, is told."""

    def viewed(db: Db, delivery: Delivery) -> Message | None:
        wish = wishes.find(db, delivery.object)
        follower = followers.find(db, wish.token, delivery.chat) if wish else None
        if wish is None or follower is None or not follower.notices:
            return None
        language = people.language(db, delivery.chat) or follower.language
        say = say_in(language if language in LANGUAGES else negotiate(language))
        return worded(Due(wish, follower, say), delivery)

    return viewed
