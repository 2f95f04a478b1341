"""Paths: which offers and deadlines belong to a step, and which path somebody names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import paths
from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.offers import Offer
from bot.catalogue.paths import Search, Step
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town

TOWN = load_town()
NAMES = {"de": "Schritt"}
SPORT = Offer(1, "turnen", "Turnen für Ältere", topics=("sport",), target_groups=("senioren",))
SWIM = Offer(2, "schwimmen", "Schwimmen", topics=("sport", "gesundheit"))
CHOIR = Offer(3, "chor", "Chor", topics=("musik",), target_groups=("alle", "senioren"))
CATALOGUE = Catalogue("1", (SPORT, SWIM, CHOIR), TOWN)


def found(search: Search, catalogue: Catalogue = CATALOGUE) -> list[str]:
    return [offer.id for offer in paths.offers(catalogue, Step(1, "s", NAMES, NAMES, search))]


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        (Search(), []),  # nothing stated finds nothing, not everything
        (Search(("chor",)), ["chor"]),
        (Search(("chor", "turnen")), ["chor", "turnen"]),  # in the order of the file
        (Search(("weg", "chor")), ["chor"]),  # an offer that has left the catalogue
        (Search(topics=frozenset({"sport"})), ["turnen", "schwimmen"]),
        (Search(topics=frozenset({"sport", "musik"})), ["turnen", "schwimmen", "chor"]),
        (Search(target_groups=frozenset({"senioren"})), ["turnen", "chor"]),
        (Search((), frozenset({"sport"}), frozenset({"senioren"})), ["turnen"]),
        (Search(words=("schwimm", "chor")), ["schwimmen", "chor"]),
        (Search((), frozenset({"sport"}), words=("chor",)), []),
        (Search(("chor",), frozenset({"sport"})), ["chor", "turnen", "schwimmen"]),
        (Search(("turnen",), frozenset({"sport"})), ["turnen", "schwimmen"]),  # each once
    ],
)
def test_a_step_finds_what_it_names_and_what_meets_every_condition(
    search: Search, ids: list[str]
) -> None:
    assert found(search) == ids


def test_a_new_offer_comes_to_its_step_by_itself() -> None:
    full = packaged_catalogue(TOWN)
    new = Offer(9999, "neu", "Seniorenturnen", topics=("sport",), target_groups=("senioren",))
    step = next(s for path in TOWN.paths for s in path.steps if s.id == "in-bewegung")

    assert paths.offers(replace(full, offers=(*full.offers, new)), step)[-1] == new


@given(kept=st.sets(st.sampled_from(packaged_catalogue(TOWN).offers)))
def test_any_offer_may_leave_the_catalogue(kept: set[Offer]) -> None:
    catalogue = Catalogue("2", tuple(kept), TOWN)
    for path in TOWN.paths:
        for step in path.steps:
            assert set(paths.offers(catalogue, step)) <= kept


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Von der Kita in die Schule", "kita-schule"),
        ("Kita → Schule", "kita-schule"),
        ("was kommt nach der kita?", "kita-schule"),
        ("Grundschule → Klasse 5", "klasse-5"),
        ("Was kommt nach Klasse 4?", "klasse-5"),
        ("Schule → Ausbildung/Studium", "ausbildung-studium"),
        ("neu in Deutschland", "neu-in-deutschland"),
        ("New in Germany", "neu-in-deutschland"),
        ("ZURÜCK IN DEN BERUF", "zurueck-in-den-beruf"),
        ("Ruhestand!", "ruhestand"),
        ("Ruhestand Yoga", None),  # a question
        ("kita", None),
        ("", None),
        ("→", None),
    ],
)
def test_a_path_is_known_by_its_name(text: str, name: str | None) -> None:
    called = paths.called(TOWN, text)

    assert (called.id if called else None) == name


def test_a_deadline_belongs_to_its_steps() -> None:
    step = next(s for path in TOWN.paths for s in path.steps if s.id == "klasse-5-anmelden")

    assert {one.id for one in paths.deadlines(TOWN, step)} == {
        "luther-anmeldewoche",
        "klasse-5",
        "gemeinschaftsschule",
    }
