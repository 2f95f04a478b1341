"""From a question, choices in the guide or a wish to what somebody wants new offers of."""

from __future__ import annotations

from dataclasses import replace

from bot.alerts.alert import Wanted
from bot.catalogue.offers import Offer
from bot.catalogue.snapshot import Catalogue
from bot.guide import rooms
from bot.guide.choices import Choices
from bot.matching.answer import Answer
from bot.storage.alerts import Criteria
from bot.storage.wishes import Content
from bot.wishes.keys import concepts
from bot.wishes.reading import SENSITIVE, is_sensitive
from bot.wishes.refusals import word
from bot.wishes.wish import Place, Time, Whom, whom

_WHOM = {
    Whom.CHILDREN: "Kinder",
    Whom.TEENAGERS: "Jugendliche",
    Whom.ADULTS: "Erwachsene",
    Whom.OLDER: "Senioren",
}
_PLACES = {Place.ONLINE.value: "online"}
_TIMES = {
    Time.DAYTIME.value: "tagsüber",
    Time.EVENING.value: "abends",
    Time.WEEKEND.value: "am Wochenende",
}
_ROOT = 5
"""Letters by which a detail is known that the words name already, as "Abendkurs" does."""


def of_question(
    text: str, removed: tuple[str, ...], answer: Answer, catalogue: Catalogue
) -> Wanted:
    """Without numbers and addresses of the person."""
    criteria = Criteria(word(text).text, removed)
    return Wanted(criteria, catalogue.version, is_sensitive(text, answer))


def of_guide(code: str, catalogue: Catalogue) -> Wanted | None:
    """None where the code, which anybody could have made up, is none of the guide's results."""
    choices = Choices.read(code)
    if choices is None:
        return None
    standing = rooms.stand(catalogue, replace(choices, offset=0, menu=False))
    if standing.lost or standing.choices.topic is None:
        return None
    names = " ".join(standing.topic.names.values()) if standing.topic else ""
    return Wanted(Criteria(guide=standing.choices.code), catalogue.version, _names_one(names))


def of_wish(content: Content, version: str) -> Wanted:
    """With the details that were chosen beside its words."""
    details = content.details
    people = whom(details)
    said = (
        _WHOM[people] if people else "",
        _PLACES.get(details.place, ""),
        _TIMES.get(details.time, ""),
    )
    spoken = content.text.casefold()
    new = [one for one in said if one and one.split()[-1].casefold()[:_ROOT] not in spoken]
    return Wanted(Criteria(", ".join([content.text, *new])), version, content.sensitive)


def speaks_softly(offers: tuple[Offer, ...]) -> bool:
    """Whether any of these is of something that must not stand on a lock screen."""
    return any(_names_one(offer.title) for offer in offers)


def _names_one(text: str) -> bool:
    return not SENSITIVE.isdisjoint(concepts(text))
