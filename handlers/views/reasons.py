"""Why an offer is shown, in a few words: "6–10 years · Tuesdays · free of charge"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.catalogue.offers import Offer
from bot.i18n import Say
from bot.matching.answer import Ask, Aspect, Match
from handlers.views import facts
from handlers.views.scene import Scene


def why(scene: Scene, match: Match, told: Collection[Ask] = ()) -> str:
    """What differs first, then what is known, then what was asked for and is not known.

    `told` is what the entry has said already.
    """
    known = [fact for ask, fact in _known(scene, match) if ask not in told]
    parts = [*_differs(scene, match), *known, *_unknown(scene.say, match)]
    return " · ".join(part for part in parts if part)


def _differs(scene: Scene, match: Match) -> Iterator[str]:
    if match.differs is Aspect.SUBJECT:
        yield scene.say.text("may fit")
    elif match.differs is not None:
        yield scene.say.text("nearly fits: {fact}", fact=_fact(scene, match.offer, match.differs))


def _known(scene: Scene, match: Match) -> Iterator[tuple[Ask, str]]:
    if match.differs is not Aspect.AGE:
        yield Ask.AGE, facts.ages(scene.say, match.offer.ages)
    if match.differs is not Aspect.TIME:
        yield Ask.WHEN, facts.when(scene, match.offer)
    if match.differs is not Aspect.PRICE:
        yield Ask.PRICE, match.offer.price


def _unknown(say: Say, match: Match) -> Iterator[str]:
    if Aspect.AGE in match.unknown:
        yield say.text("age not stated")
    if Aspect.PRICE in match.unknown:
        yield say.text("price not stated")
    if Aspect.TIME in match.unknown and not match.offer.schedule:
        yield say.text("times not stated")


def _fact(scene: Scene, offer: Offer, aspect: Aspect) -> str:
    """What the offer says about the aspect in which it differs."""
    known = {
        Aspect.AGE: facts.ages(scene.say, offer.ages),
        Aspect.GROUP: facts.people(scene, offer),
        Aspect.TIME: facts.when(scene, offer),
        Aspect.PLACE: facts.where(offer),
        Aspect.PRICE: offer.price,
    }
    return known.get(aspect) or scene.say.text("please ask")
