"""Names: an institution before its courses, a whole word before its parts."""

from __future__ import annotations

from datetime import date

import pytest

from bot.catalogue.offers import Offer, Provider
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town
from bot.matching.matcher import Matcher
from tests.matching import packaged_matcher

TODAY = date(2026, 6, 1)
SCHOOL = Provider("school", "Musikschule Johann Sebastian Bach", ("Musikschule", "Bachschule"))
CHOIR = Provider("choir", "Bachchor")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return packaged_matcher()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("volkshochschule", "vhs-wartburgkreis-eisenach"),
        ("vhs", "vhs-wartburgkreis-eisenach"),
        ("adresse und telefonnummer der volkshochschule", "vhs-wartburgkreis-eisenach"),
        ("volkshochshule", "vhs-wartburgkreis-eisenach"),
        ("was ist die musikschule", "musikschule-jsb"),
        ("bücherei", "stadtbibliothek"),
        ("wann probt der bachchor", "bachchor-eisenach"),
        ("bachchor", "bachchor-eisenach"),
        ("spanisch volkshochschule", "vhs-spanisch"),
        ("kinderchor der musikschule", "musikschule-kinderchor"),
    ],
)
def test_what_is_named_comes_first(matcher: Matcher, question: str, first: str) -> None:
    assert matcher.answer(question, TODAY).matches[0].offer.id == first


def _first(question: str, *offers: Offer) -> str:
    catalogue = Catalogue(version="test", town=load_town(), offers=offers)
    return Matcher(catalogue).answer(question, TODAY).matches[0].offer.id


def _offer(key: int, name: str, title: str, provider: Provider | None, text: str = "") -> Offer:
    return Offer(key, name, title, provider, text)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("musikschule", "school"),
        ("bachschule", "school"),
        ("musikschule telefonnummer", "school"),
        ("geige musikschule", "violin"),
        ("bachchor", "choir"),
        ("wann probt der bachchor", "choir"),
        ("chor", "rehearsals"),
    ],
)
def test_an_institution_comes_first_only_when_it_alone_is_asked(question: str, first: str) -> None:
    offers = (
        _offer(1, "violin", "Geige lernen in der Musikschule", SCHOOL, "Geige, Geige"),
        _offer(2, "school", "Musikschule Johann Sebastian Bach", SCHOOL),
        _offer(3, "rehearsals", "Chor: offene Proben", None, "Der Chor probt. Chorproben, Bach"),
        _offer(4, "choir", "Bachchor", CHOIR),
        _offer(5, "other", "Schwimmen lernen", None, "Kurs"),
    )

    assert _first(question, *offers) == first
