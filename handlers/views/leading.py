"""What was asked about an offer comes first: when, where, what it costs, whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from bot.catalogue.offers import Offer
from bot.matching.answer import Answer, Ask, Match
from bot.message import shorten
from handlers.views import facts
from handlers.views.scene import Scene

LENGTH = 200


def lines(scene: Scene, found: Answer, match: Match, *, best: bool) -> Iterator[Markup]:
    """The asked facts of one offer. What the best one leaves open is said, with whom to ask."""
    for ask in found.understanding.asks:
        name, value = _fact(scene, match.offer, ask)
        if value:
            yield Markup("<b>{}:</b> {}").format(name, shorten(value, LENGTH))
        elif best:
            yield _open(scene, match.offer, name)


def _fact(scene: Scene, offer: Offer, ask: Ask) -> tuple[str, str]:
    say, contact = scene.say, scene.catalogue.next_step(offer)
    match ask:
        case Ask.WHEN:
            return say.text("When"), facts.when(scene, offer)
        case Ask.WHERE:
            return say.text("Where"), facts.where(offer)
        case Ask.PRICE:
            return say.text("Price"), offer.price
        case Ask.REGISTRATION:
            return say.text("How to register"), offer.registration
        case Ask.PHONE:
            own = contact is not scene.catalogue.town.office
            return say.text("Phone"), contact.phone if own else ""
        case Ask.AGE:
            return say.text("Age"), facts.ages(say, offer.ages)


def _open(scene: Scene, offer: Offer, name: str) -> Markup:
    contact = scene.catalogue.next_step(offer)
    return scene.say.html(
        "<b>{fact}:</b> our list says nothing about this. Ask here: {name}, {reach}",
        fact=name,
        name=contact.name or (offer.provider.name if offer.provider else offer.title),
        reach=facts.reach(contact) or facts.site(contact.url),
    )
