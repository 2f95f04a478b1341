"""The frozen catalogue finds offers by key, topic and provider, and always a next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.catalogues import catalogue_from_file, catalogue_from_reading
from bot.catalogue.offers import AgeRange, Confidence, Contact, Offer, Place, Provider
from bot.catalogue.problems import CatalogueError
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Topic, Town
from tests.offer_files import Cells, offers_text, read_all, some

OFFICE = Contact(name="Bildungsbüro", phone="03691 1")
LIBRARY = Provider(
    "bibliothek",
    "Stadtbibliothek",
    ("Bücherei", "Bibliothek"),
    Contact(phone="03691 2"),
    ("Stadtbibliothek", "Stadt, Bibliothek"),
)
SCHOOL_LIBRARY = Provider(
    "schule", "Schulbibliothek", ("Bibliothek",), spellings=("Schulbibliothek",)
)
SPORT = Topic(1, "sport", {"de": "Sport"}, contact=Contact(email="sport@stadt.de"))
MUSIC = Topic(2, "musik", {"de": "Musik"})
TOWN = Town(
    "Stadt",
    OFFICE,
    {"de": "Impressum"},
    {"de": "Datenschutz"},
    topics=(SPORT, MUSIC),
    providers=(LIBRARY, SCHOOL_LIBRARY),
)


def catalogue(*offers: Cells) -> Catalogue:
    return catalogue_from_reading(read_all(*offers), TOWN)


def offer(**cells: str) -> Offer:
    return catalogue({"id": "a", "title": "A", **cells}).offers[0]


def test_an_offer_carries_everything_that_its_row_says() -> None:
    found = offer(
        provider="Stadt, Bibliothek",
        description="Lesen",
        topics="musik;sport",
        target_groups="kinder",
        age_min="6,5",
        venue="Haus",
        street="Markt 1",
        postcode="99817",
        city="Eisenach",
        district="Mitte",
        phone="03691 3",
        email="a@b.de",
        url="www.b.de",
        schedule="montags",
        starts_on="1.2.2026",
        ends_on="2.2.2026",
        cost="frei",
        registration="am Tresen",
        languages="de;en",
        accessible="nein",
        source_url="www.c.de",
        source_date="2015-06",
        confidence="low",
        confirmed_on="3.2.2026",
        responsible_body="Stadt",
    )

    assert found == Offer(
        key=1,
        id="a",
        title="A",
        provider=LIBRARY,
        description="Lesen",
        topics=("musik", "sport"),
        target_groups=("kinder",),
        ages=AgeRange(6.5, None),
        place=Place("Haus", "Markt 1", "99817", "Eisenach", "Mitte"),
        contact=Contact(phone="03691 3", email="a@b.de", url="https://www.b.de"),
        schedule="montags",
        starts_on=date(2026, 2, 1),
        ends_on=date(2026, 2, 2),
        price="frei",
        registration="am Tresen",
        languages=("de", "en"),
        accessible=False,
        source=replace(
            found.source, url="https://www.c.de", date="2015-06", confidence=Confidence.LOW
        ),
        confirmed_on=date(2026, 2, 3),
        responsible_body="Stadt",
    )
    assert found.source.year == 2015


def test_what_a_row_does_not_say_is_unknown() -> None:
    assert offer() == Offer(key=1, id="a", title="A")
    assert offer().source.year is None


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "over"),
    [
        ("", "", False),
        ("1.1.2026", "", True),
        ("1.1.2026", "2.1.2026", False),
        ("", "1.1.2026", True),
        ("2.1.2026", "", False),
        ("3.1.2026", "", False),
    ],
)
def test_an_offer_is_over_after_its_last_known_day(
    starts_on: str, ends_on: str, over: bool
) -> None:
    found = offer(starts_on=starts_on, ends_on=ends_on)

    assert found.is_over(date(2026, 1, 2)) is over


def test_keys_count_the_rows() -> None:
    found = catalogue(*some(3))

    assert [(offer.key, offer.id) for offer in found.offers] == [(1, "a1"), (2, "a2"), (3, "a3")]
    assert found.by_key[2].id == "a2"


def test_topics_come_in_the_order_of_the_town_and_only_with_offers() -> None:
    found = catalogue(
        {"id": "a", "title": "A", "topics": "musik;unbekannt"},
        {"id": "b", "title": "B", "topics": "musik;sport"},
    )

    assert {topic: [o.id for o in offers] for topic, offers in found.by_topic.items()} == {
        "sport": ["b"],
        "musik": ["a", "b"],
    }
    assert list(found.by_topic) == ["sport", "musik"]
    assert found.topics["sport"] is SPORT
    assert not catalogue(*some(1)).by_topic


def test_one_provider_is_one_identity_however_it_is_spelt() -> None:
    found = catalogue(
        {"id": "a", "title": "A", "provider": "Stadtbibliothek"},
        {"id": "b", "title": "B", "provider": "STADT,  Bibliothek"},
        {"id": "c", "title": "C", "provider": "Verein"},
        {"id": "d", "title": "D", "provider": "verein"},
        {"id": "e", "title": "E"},
    )

    assert [provider.id for provider in found.providers] == ["bibliothek", "Verein"]
    assert [offer.id for offer in found.by_provider["bibliothek"]] == ["a", "b"]
    assert [offer.id for offer in found.by_provider["Verein"]] == ["c", "d"]
    assert found.offers[4].provider is None


def test_an_everyday_word_is_no_spelling() -> None:
    (found,) = catalogue({"id": "a", "title": "A", "provider": "Bücherei"}).providers

    assert found.id == "Bücherei"


def test_everyday_words_find_all_who_are_called_so() -> None:
    found = catalogue(
        {"id": "a", "title": "A", "provider": "Stadtbibliothek"},
        {"id": "b", "title": "B", "provider": "Schulbibliothek"},
    ).providers_by_name

    assert found["bibliothek"] == (LIBRARY, SCHOOL_LIBRARY)
    assert found["bücherei"] == found["stadt, bibliothek"] == (LIBRARY,)
    assert "verein" not in found


@pytest.mark.parametrize(
    ("cells", "phone", "email"),
    [
        ({"phone": "03691 9", "provider": "Stadtbibliothek", "topics": "sport"}, "03691 9", ""),
        ({"provider": "Stadtbibliothek", "topics": "sport"}, "03691 2", ""),
        ({"provider": "Schulbibliothek", "topics": "sport"}, "", "sport@stadt.de"),
        ({"topics": "sport;musik"}, "", "sport@stadt.de"),
        ({"topics": "musik;sport"}, "03691 1", ""),
        ({"topics": "musik"}, "03691 1", ""),
        ({"topics": "unbekannt"}, "03691 1", ""),
        ({}, "03691 1", ""),
    ],
)
def test_the_next_step_is_the_nearest_that_can_be_reached(
    cells: Cells, phone: str, email: str
) -> None:
    found = catalogue({"id": "a", "title": "A", **cells})
    step = found.next_step(found.offers[0])

    assert (step.phone, step.email) == (phone, email)


@pytest.mark.parametrize(
    ("contact", "reachable"),
    [
        (Contact(), False),
        (Contact(name="Haus", hours="9 bis 12"), False),
        (Contact(phone="1"), True),
        (Contact(email="a@b.de"), True),
        (Contact(url="https://b.de"), True),
    ],
)
def test_a_contact_is_reachable_by_phone_mail_or_link(contact: Contact, reachable: bool) -> None:
    assert contact.reachable is reachable


def test_the_same_offers_are_the_same_version() -> None:
    assert catalogue(*some(2)).version == catalogue(*some(2)).version
    assert catalogue(*some(2)).version != catalogue(*some(2, city="Eisenach")).version


def test_any_file_becomes_a_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "andere.csv"
    path.write_text(offers_text(some(2, topics="wandern", color="rot"), "\t"), encoding="utf-16")

    assert len(catalogue_from_file(path, TOWN).offers) == 2


def test_a_bad_file_becomes_none(tmp_path: Path) -> None:
    path = tmp_path / "schlecht.csv"
    path.write_text(offers_text(some(2, age_min="-1")), encoding="utf-8")

    with pytest.raises(CatalogueError) as refused:
        catalogue_from_file(path, TOWN)
    assert len(refused.value.problems) == 2
