"""The packaged offers are whole, and nobody who reads one stands without a next step."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bot.catalogue.catalogues import packaged_catalogue, read_data_offers
from bot.catalogue.offers import Confidence
from bot.catalogue.town_files import load_town

TOWN = load_town()
CATALOGUE = packaged_catalogue(TOWN)
OFFERS = CATALOGUE.offers


def test_all_offers_are_read_without_a_word_of_complaint() -> None:
    reading = read_data_offers()

    assert not reading.problems
    assert not reading.warnings
    assert len(OFFERS) == len({offer.id for offer in OFFERS}) == 339


def test_the_gaps_are_the_known_gaps() -> None:
    assert sum(not offer.ages.known for offer in OFFERS) == 268
    assert sum(not offer.price for offer in OFFERS) == 306
    assert sum(not offer.schedule for offer in OFFERS) == 253
    assert sum(offer.accessible is not None for offer in OFFERS) == 3
    assert sum(not offer.contact.reachable for offer in OFFERS) == 150
    assert sum(not offer.source.date for offer in OFFERS) == 86
    assert Counter(offer.source.confidence for offer in OFFERS) == {
        Confidence.HIGH: 147,
        Confidence.MEDIUM: 189,
        Confidence.LOW: 3,
    }


def test_nothing_is_called_confirmed_that_nobody_confirmed() -> None:
    assert all(offer.confirmed_on is None for offer in OFFERS)
    assert not any(offer.responsible_body for offer in OFFERS)


def test_every_offer_has_a_next_step_with_a_name() -> None:
    for offer in OFFERS:
        step = CATALOGUE.next_step(offer)
        assert step.reachable, offer.id
        assert step == offer.contact or step.name, offer.id


def test_topics_and_groups_of_all_offers_have_names() -> None:
    topics = {topic.id for topic in TOWN.topics}
    groups = {group.id for group in TOWN.target_groups}

    for offer in OFFERS:
        assert offer.topics
        assert offer.target_groups
        assert topics.issuperset(offer.topics)
        assert groups.issuperset(offer.target_groups)


def test_every_topic_has_offers() -> None:
    assert list(CATALOGUE.by_topic) == [topic.id for topic in TOWN.topics]


def test_past_dates_are_known_to_be_past() -> None:
    dated = [offer for offer in OFFERS if offer.last_day]

    assert dated
    assert all(offer.is_over(date(2100, 1, 1)) for offer in dated)
    assert not any(offer.is_over(date(1999, 1, 1)) for offer in dated)


def test_every_address_is_http() -> None:
    addresses = [offer.contact.url for offer in OFFERS] + [offer.source.url for offer in OFFERS]

    assert all(address.startswith(("http://", "https://")) for address in addresses if address)


def test_keys_fit_a_button() -> None:
    numbers = [
        thing.key for things in (OFFERS, TOWN.topics, TOWN.target_groups) for thing in things
    ]

    assert all(0 < number < 10_000 for number in numbers)
