"""Reads where something should be, by the places that the catalogue itself knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from bot.catalogue.offers import Fit, Offer, Place
from bot.matching.stems import words

ONLINE = "online"
_ONLINE = re.compile(r"\b(?:online|von zu ?hause aus|per zoom|per video|webinar|fernkurs)\b")
_IN = r"\b(?:in|bei|nahe|um|rund um|im|near|around)\s+(?:der |dem |stadtteil |ortsteil )*"
_TELLING = 4


class Places:
    """Districts and towns of the catalogue, without the town nearly everything lies in."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        places = [offer.place for offer in offers]
        cities = Counter(place.city for place in places if place.city)
        home = {city for city, often in cities.most_common(1)}
        districts = {place.district for place in places if place.district}
        self._names = {
            folded: name
            for name in sorted({*cities, *districts} - home)
            if len(folded := _first_name(name)) >= _TELLING
        }
        names = "|".join(sorted(map(re.escape, self._names), key=len, reverse=True)) or r"(?!)"
        self._named = re.compile(rf"{_IN}({names})\b")

    def read(self, folded: str) -> str:
        """The place that a folded question names, or nothing."""
        if _ONLINE.search(folded):
            return ONLINE
        found = self._named.search(folded)
        return self._names[found[1]] if found else ""


def place_fit(offer: Offer, wanted: str) -> Fit:
    """Named anywhere on the offer: fits. Another district stated: differs. Else it is open."""
    if _first_name(wanted) in _spoken(f"{offer.title} {offer.description} {_told(offer.place)}"):
        return Fit.FITS
    elsewhere = wanted != ONLINE and bool(offer.place.district)
    return Fit.DIFFERS if elsewhere else Fit.UNKNOWN


@lru_cache(maxsize=4096)
def _spoken(text: str) -> str:
    return " ".join(words(text))


def _told(place: Place) -> str:
    return f"{place.venue} {place.street} {place.district} {place.city}"


def _first_name(name: str) -> str:
    """Without what is added: "Lauterbach (Wartburgkreis)" is called Lauterbach."""
    return " ".join(words(name.partition("(")[0]))
