"""Browsing the catalogue by topic."""

from __future__ import annotations

import re

from tests.house import Citizen, Rig


def test_topics_come_with_counts_that_are_true(rig: Rig, anna: Citizen) -> None:
    overview = anna.says("/angebote")

    assert "339 Angebote" in overview.text
    by_topic = rig.house.library.catalogue.by_topic
    counts = [
        int(match[1]) for label in overview.labels if (match := re.search(r"\((\d+)\)", label))
    ]
    assert counts == [len(offers) for offers in by_topic.values()]


def test_every_offer_of_a_topic_is_reached_by_paging(rig: Rig, anna: Citizen) -> None:
    overview = anna.says("/angebote")
    label = next(label for label in overview.labels if label.startswith("Musik"))
    seen = anna.presses(label)
    shown = list(seen.labels)
    while "Weitere" in seen.labels:
        seen = anna.presses("Weitere")
        shown += seen.labels
    offers = set(shown) - {"Weitere", "Vorherige", "Zurück"}

    assert len(offers) == len(rig.house.library.catalogue.by_topic["musik"])
    assert anna.presses("Zurück").text == overview.text


def test_a_card_leads_back_to_the_page_it_came_from(anna: Citizen) -> None:
    anna.says("/angebote")
    anna.presses(next(label for label in anna.person.last.labels if label.startswith("Musik")))
    page = anna.presses("Weitere")
    anna.presses(page.labels[0])

    assert anna.presses("Zurück").text == page.text


def test_every_card_is_sound(rig: Rig, anna: Citizen) -> None:
    """All 339: Telegram takes them, a next step is reachable, no past date is shown as coming."""
    anna.says("/start")
    for offer in rig.house.library.catalogue.offers:
        anna.person.forges(f"o:{offer.key}", anna.person.last)
        card = anna.reads()
        assert card.text.startswith(offer.title)
        assert "Kontakt: " in card.text
        assert "nicht geprüft" in card.text
        if offer.is_over(rig.house.today()):
            assert "Fragen Sie nach dem nächsten Termin" in card.text
        assert all(len(label) <= 40 for label in card.labels)
