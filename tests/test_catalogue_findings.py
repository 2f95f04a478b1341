"""What staff should check is found and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.catalogues import catalogue_from_reading, packaged_catalogue
from bot.catalogue.findings import Finding, findings
from bot.catalogue.town_files import load_town
from tests.offer_files import Cells, read_all

TODAY = date(2026, 11, 22)
TOWN = load_town()
GOOD = {
    "id": "a",
    "title": "A",
    "topics": "sport",
    "target_groups": "kinder",
    "source_url": "www.a.de",
    "source_date": "2026",
    "confirmed_on": "2026-11-22",
}


def found_in(*offers: Cells) -> dict[str, Finding]:
    catalogue = catalogue_from_reading(read_all(*offers), TOWN)
    return {finding.kind: finding for finding in findings(catalogue, TODAY) if finding.offers}


def test_a_confirmed_offer_with_a_source_is_fine() -> None:
    assert not found_in(GOOD)


@pytest.mark.parametrize(
    ("column", "cell", "kind", "said"),
    [
        ("source_url", "", "no-source", "without a source: 1"),
        ("source_date", "", "undated", "without a date of the source: 1"),
        ("confirmed_on", "", "unconfirmed", "never confirmed: 1"),
        ("confirmed_on", "2026-11-23", "confirmed-later", "confirmed on a day to come: 1"),
        ("topics", "sport;wandern", "unknown-topic", "with a topic that the town does not have: 1"),
        (
            "target_groups",
            "alle;riesen",
            "unknown-target-group",
            "with a target group that the town does not have: 1",
        ),
    ],
)
def test_each_loose_end_is_found(column: str, cell: str, kind: str, said: str) -> None:
    found = found_in(GOOD, {**GOOD, "id": "b", column: cell})

    assert list(found) == [kind]
    assert found[kind].offers == ("b",)
    assert str(found[kind].reason) == said


def test_checked_notices_and_known_hours_are_fine() -> None:
    office = replace(TOWN.office, hours="Mo 9–12")
    town = replace(TOWN, notices_checked_on=TODAY, office=office, paths=(), deadlines=())
    catalogue = catalogue_from_reading(read_all(GOOD), town)

    assert not list(findings(catalogue, TODAY))


def test_the_packaged_data_say_what_is_open_before_going_live() -> None:
    found = {finding.kind: finding for finding in findings(packaged_catalogue(TOWN), TODAY)}

    assert found["no-source"].offers == (
        "agentur-fuer-arbeit-berufsberatung",
        "drk-erste-hilfe",
        "bafoeg-beratung",
    )
    assert len(found["undated"].offers) == 86
    assert len(found["unconfirmed"].offers) == 339
    assert found.keys() - {"no-source", "undated", "unconfirmed"} == {
        "draft-notices",
        "no-hours",
        "path-gap",
        "deadline-unconfirmed",
    }
