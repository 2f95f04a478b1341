"""What can be found of an offer: its words by field, each field with its weight."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.offers import Offer
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import TargetGroup, Topic

Field = tuple[float, str]
"""How much a word counts here, and the text."""

_FIRST = 1.5
"""The first word of a title names the thing itself: the library before its courses."""

TITLE = 2.5
_PROVIDER, _TOPIC, _GROUP, _PLACE, _TEXT, _REST = 1.5, 0.9, 0.7, 0.9, 1.0, 0.4


def fields_of(offer: Offer, catalogue: Catalogue) -> Iterator[Field]:
    yield TITLE, offer.title
    yield _FIRST, offer.title.partition(" ")[0]
    yield _TEXT, offer.description
    if offer.provider is not None:
        names = " ".join((offer.provider.name, *offer.provider.aliases))
        yield _PROVIDER, " ".join(dict.fromkeys(names.split()))
    groups = {group.id: group for group in catalogue.town.target_groups}
    yield _TOPIC, _names(offer.topics, catalogue.topics)
    yield _GROUP, _names(offer.target_groups, groups)
    yield _PLACE, f"{offer.place.venue} {offer.place.district} {offer.place.city}"
    yield _REST, f"{offer.schedule} {offer.price} {offer.registration}"


def _names(ids: tuple[str, ...], known: dict[str, Topic] | dict[str, TargetGroup]) -> str:
    return " ".join(known[one].names["de"] if one in known else one for one in ids)
