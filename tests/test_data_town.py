"""What the town filled in beside its offers: true to the catalogue, and readable on a phone."""

from __future__ import annotations

import csv
from importlib.resources import files
from io import StringIO

import pytest

from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.offers import Provider
from bot.catalogue.town_files import load_town

TOWN = load_town()
CATALOGUE = packaged_catalogue(TOWN)
LABEL = 40
COUNT = " (999)"
MESSAGE = 4096


def rows(name: str) -> list[dict[str, str]]:
    text = files("data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text, newline="")))


OFFERS = rows("offers.csv")
SPELLINGS = sorted({row["provider"] for row in OFFERS})


def test_the_169_names_of_providers_are_147_identities() -> None:
    assert len(SPELLINGS) == 169
    assert len(CATALOGUE.providers) == len(TOWN.providers) == 147


def test_every_name_belongs_to_exactly_one_identity() -> None:
    for spelling in SPELLINGS:
        assert spelling in named(spelling).spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bachhaus Eisenach", "Bachhaus Eisenach (Neue Bachgesellschaft e.V.)"),
        ("Diako Thüringen", "Diako Thüringen gem. GmbH"),
        ("Musikschule „Johann Sebastian Bach“", "Stadt Eisenach, Musikschule"),
        ("Stadt Eisenach", "Stadtverwaltung Eisenach"),
        ("Stadt Eisenach, Schulverwaltung", "Stadtverwaltung Eisenach, Schulverwaltung"),
        ("Thüringer Museum Eisenach", "Stadt Eisenach, Thüringer Museum"),
        ("Wartburg-Radio 96,5", "Offener Hörfunkkanal Eisenach e.V."),
        ("Landratsamt Wartburgkreis, Gesundheitsamt", "Gesundheitsamt Wartburgkreis"),
    ],
)
def test_one_institution_is_one_identity(one: str, other: str) -> None:
    assert named(one) is named(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stadt Eisenach", "Stadt Eisenach, Bildungsmanagement"),
        ("Diako Thüringen", "Diakoniewerk Gotha"),
        ("Jobcenter Wartburgkreis", "Agentur für Arbeit"),
        ("Evangelische Akademie Thüringen", "Evangelische Schulstiftung"),
        ("Sozialamt", "Jugendamt"),
    ],
)
def test_different_institutions_stay_different(one: str, other: str) -> None:
    assert named(one) is not named(other)


def named(spelling: str) -> Provider:
    (found,) = (provider for provider in TOWN.providers if spelling in provider.spellings)
    return found


@pytest.mark.parametrize(
    ("word", "provider"),
    [
        ("vhs", "Volkshochschule Wartburgkreis"),
        ("musikschule", "Musikschule „Johann Sebastian Bach“"),
        ("stadtbücherei", "Stadtbibliothek Eisenach"),
        ("awo", "Arbeiterwohlfahrt (AWO)"),
        ("drk", "DRK Kreisverband Eisenach"),
        ("rotes kreuz", "DRK Kreisverband Eisenach"),
        ("arbeitsamt", "Agentur für Arbeit"),
        ("ihk", "Industrie- und Handelskammer Erfurt"),
        ("berufsschule", "Staatliches Berufsschulzentrum „Heinrich Ehrhardt“"),
        ("dhge", "Duale Hochschule Gera-Eisenach (DHGE)"),
        ("tam", "Theater am Markt Eisenach e.V."),
        ("krankenhaus", "St. Georg Klinikum Eisenach"),
    ],
)
def test_everyday_words_name_providers(word: str, provider: str) -> None:
    assert provider in [found.name for found in CATALOGUE.providers_by_name[word]]


@pytest.mark.parametrize(
    "columns", [("phone",), ("email",), ("url",), ("source_url", "source_date")]
)
def test_contacts_are_facts_of_the_catalogue(columns: tuple[str, ...]) -> None:
    facts = {tuple(row[column] for column in columns) for row in OFFERS}

    for contact in rows("contacts.csv"):
        assert tuple(contact[column] for column in columns) in facts, contact["id"]


def test_every_contact_is_used() -> None:
    used = {row["contact"] for row in rows("providers.csv") + rows("topics.csv")}

    assert {row["id"] for row in rows("contacts.csv")} == used - {""}


def test_the_office_has_the_published_number() -> None:
    digits = TOWN.office.phone.replace(" ", "")

    assert digits in {row["phone"].replace(" ", "") for row in OFFERS}
    assert all(
        TOWN.office.phone in notice for notice in (*TOWN.imprint.values(), *TOWN.privacy.values())
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_names_fit_a_button_with_a_count(language: str) -> None:
    topics, groups, areas = TOWN.topics, TOWN.target_groups, TOWN.areas
    for named_things in (topics, groups, areas):
        names = [thing.names[language] for thing in named_things]
        assert all(len(name + COUNT) <= LABEL for name in names)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "word", ["Zugewanderte", "Grundbildung", "Fachkräfte", "Inklusion", "MINT"]
)
def test_no_office_german_on_buttons(word: str) -> None:
    shown = [
        *(topic.names["de"] for topic in TOWN.topics),
        *(group.names["de"] for group in TOWN.target_groups),
        *(area.names["de"] for area in TOWN.areas),
    ]

    assert not any(word in name for name in shown)


def test_every_topic_lies_in_an_area_and_every_area_has_topics() -> None:
    assert {topic.area for topic in TOWN.topics} == {area.id for area in TOWN.areas}


@pytest.mark.parametrize("language", ["de", "en"])
def test_notices_fit_one_message(language: str) -> None:
    assert len(TOWN.privacy[language]) < MESSAGE
    assert len(TOWN.imprint[language]) < MESSAGE


@pytest.mark.parametrize(
    "said",
    ["24", "/loeschen", "EU", "Ende-zu-Ende", "keine Namen und keine Krankheiten", "Entwurf"],
)
def test_the_privacy_notice_says_what_it_must(said: str) -> None:
    assert said in TOWN.privacy["de"]


def test_ages_of_groups_agree_with_the_offers_made_for_them() -> None:
    ages = {group.id: group.ages for group in TOWN.target_groups}
    for offer in CATALOGUE.offers:
        (only, *others) = offer.target_groups
        if not others and offer.ages.known and ages[only].known:
            assert ages[only].fit(offer.ages).value == "fits", offer.id
