"""The card of an offer: nothing twice, buttons in their order, and never too long for Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.offers import Contact, Offer, Place, Provider, Source
from bot.catalogue.town_files import load_town
from bot.i18n import LANGUAGES, say_in
from bot.message import length
from handlers.views import facts, offer
from handlers.views.scene import Scene
from tests.house import MONDAY, Citizen, Rig

CATALOGUE = packaged_catalogue(load_town())
OFFER = CATALOGUE.offers[0]
LONGEST = 4096
LONG_TEXT = (
    st.text(min_size=200, max_size=5000) | st.just("👩‍👩‍👧‍👦 " * 900) | st.just("<&>" * 2000)
)


def scene(language: str = "de") -> Scene:
    return Scene(say_in(language), CATALOGUE, MONDAY, "bildungslotse_bot")


def text(**changed: Any) -> str:
    return str(offer.card(scene(), replace(OFFER, **changed), "").html)


def test_the_town_is_not_said_twice() -> None:
    def where(**place: str) -> str:
        return facts.where(replace(OFFER, place=Place(**place)))

    assert where(venue="Aquaplex Eisenach", city="Eisenach") == "Aquaplex Eisenach"
    assert where(venue="Georgenkirche", city="Eisenach") == "Georgenkirche, Eisenach"
    assert where(venue="Eisenacher Haus", city="Eisenach") == "Eisenacher Haus, Eisenach"
    address = {"street": "Markt 1", "postcode": "99817", "city": "Eisenach"}
    assert where(venue="VHS Eisenach", **address) == "VHS Eisenach, Markt 1, 99817 Eisenach"
    assert where(city="Eisenach") == "Eisenach"
    assert where() == ""


def test_a_provider_that_is_the_title_is_not_said_twice() -> None:
    same = text(title="Stadtbibliothek", provider=Provider("b", "Stadtbibliothek"), description="")
    other = text(title="Lesestunde", provider=Provider("b", "Stadtbibliothek"), description="")

    assert same.count("Stadtbibliothek") == 1
    assert other.startswith("<b>Lesestunde</b>\nStadtbibliothek")


def test_the_buttons_stand_in_their_order(rig: Rig, anna: Citizen) -> None:
    answer = anna.says("schwimmkurs erwachsene")
    card = anna.presses(answer.labels[0])
    order = [
        "Webseite",
        "Karte",
        "Nummer kopieren",
        "E-Mail kopieren",
        "In den Kalender",
        "Satz auf Deutsch",
        "Teilen",
        "Mit einem Menschen sprechen",
        "Stimmt etwas nicht?",
        "Zurück",
    ]
    shown = [label for label in card.labels if label in order]
    assert shown == sorted(shown, key=order.index)
    assert shown[-5:] == order[-5:]


@pytest.mark.parametrize("language", LANGUAGES)
@given(long=LONG_TEXT)
def test_no_card_is_too_long_for_telegram(language: str, long: str) -> None:
    host = "https://" + "a" * 250 + ".de"
    extreme = Offer(
        key=999_999_999,
        id="x",
        title=long,
        provider=Provider("p", long),
        description=long,
        topics=OFFER.topics,
        target_groups=tuple(group.id for group in CATALOGUE.town.target_groups),
        place=Place(long, long, long, long, long),
        contact=Contact(long, long, long, host, long),
        schedule=long,
        starts_on=date(2020, 1, 1),
        price=long,
        registration=long,
        languages=tuple(f"x{n}" for n in range(400)),
        accessible=True,
        source=Source(host, "2015"),
        responsible_body=long,
    )
    card = offer.card(scene(language), extreme, "q:" + "t" * 40 + ":0")

    assert length(card.html) <= LONGEST
    assert length(offer.short(scene(language), extreme)) <= LONGEST
    labels = [button for row in card.rows for button in row]
    assert all(len(button.label) <= 40 for button in labels)
    assert all(
        len(button.value.encode()) <= 64 for button in labels if button.kind.value == "action"
    )


def test_what_fits_is_not_cut() -> None:
    described = text(description="Wort " * 230)

    assert "…" not in described.partition("Wort")[2].partition("<b>")[0]
