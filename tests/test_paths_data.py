"""The town's paths and deadlines: complete, true to the offers, in easy words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot import paths
from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.deadlines import Deadline
from bot.catalogue.paths import Path, Step
from bot.catalogue.town_files import load_town
from tests.easy import hard
from tests.wording import DU, SIE

TOWN = load_town()
CATALOGUE = packaged_catalogue(TOWN)
OFFERS = {offer.id: offer for offer in CATALOGUE.offers}
STEPS = [step for path in TOWN.paths for step in path.steps]
GAPS = {"grundschule-anmelden", "abschluss-anerkennen", "rente-klaeren"}
"""Steps for which the list holds nothing yet."""


def test_there_are_the_six_paths() -> None:
    assert [path.id for path in TOWN.paths] == [
        "kita-schule",
        "klasse-5",
        "ausbildung-studium",
        "neu-in-deutschland",
        "zurueck-in-den-beruf",
        "ruhestand",
    ]


@pytest.mark.parametrize("path", TOWN.paths, ids=lambda path: path.id)
def test_a_path_has_at_least_four_steps(path: Path) -> None:
    assert len(path.steps) >= 4


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_step_has_offers_or_is_a_known_gap(step: Step) -> None:
    assert set(step.search.named) <= set(OFFERS)
    assert bool(paths.offers(CATALOGUE, step)) is (step.id not in GAPS)
    assert step.contact is not None or step.id not in GAPS


def test_no_two_paths_are_called_the_same() -> None:
    spoken = [name for path in TOWN.paths for name in (*path.names.values(), *path.spoken)]

    for name in spoken:
        assert paths.called(TOWN, name) is not None, name
    assert len({name.casefold() for name in spoken}) == len(spoken)


def _wordings() -> Iterator[str]:
    worded: list[Path | Step | Deadline] = [*TOWN.paths, *STEPS, *TOWN.deadlines]
    for one in worded:
        yield from (one.names["de"], one.texts["de"])


def test_every_wording_is_easy_and_addresses_nobody() -> None:
    """So that it fits Sie, Du and Einfache Sprache alike."""
    for wording in _wordings():
        assert hard(wording) == []
        assert not SIE.search(wording)
        assert not DU.search(wording)


def test_what_stands_on_buttons_fits() -> None:
    assert [name for path in TOWN.paths if len(name := path.names["de"]) > 40] == []
    assert [name for step in STEPS if len(name := step.names["de"]) > 37] == []


def test_there_are_enough_deadlines_out_of_the_catalogue() -> None:
    dated = [one for one in TOWN.deadlines if one.ends and not one.general]

    assert len(dated) >= 12


@pytest.mark.parametrize("deadline", TOWN.deadlines, ids=lambda one: one.id)
def test_a_deadline_says_what_its_source_says(deadline: Deadline) -> None:
    """Its address and date are those of an offer; only general rules come from elsewhere."""
    sources = {(offer.source.url, offer.source.date) for offer in CATALOGUE.offers}

    assert not deadline.offer or deadline.offer in OFFERS
    assert (deadline.source.url, deadline.source.date) in sources or deadline.general
    assert deadline.confirmed_on is None
    assert (
        deadline.classes.known
        or deadline.ages.known
        or {"berufe-messe", "interkulturelle-woche"} & {deadline.id}
    )


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ("kita-platz", "bis 30. November"),
        ("klasse-5", "Anfang März"),
        ("luther-anmeldewoche", "Anmeldewoche im Dezember"),
        ("luther-offene-tuer", "Im November"),
        ("abbe-offene-tuer", "Samstag im Februar"),
        ("elisabeth-offene-tuer", "im März"),
        ("berufemarkt", "im Oktober"),
        ("berufsschulzentrum-offene-tuer", "im Februar"),
        ("karrieretag", "September"),
        ("duales-studium", "1. Oktober"),
        ("interkulturelle-woche", "Ende September"),
        ("seniorenwoche", "Anfang September"),
    ],
)
def test_the_time_stands_in_the_offer(deadline: str, words: str) -> None:
    one = next(one for one in TOWN.deadlines if one.id == deadline)
    offer = OFFERS[one.offer]

    assert words in f"{offer.description} {offer.schedule} {offer.registration}"
