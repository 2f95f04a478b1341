"""The same offers, written by different programs, are the same catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.catalogues import read_data_offers
from bot.catalogue.reading import Reading, read_offers
from tests.offer_files import Cells, offers_text

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
DELIMITERS = (",", ";", "\t")
DECIMALS = (".", ",")
DAYS = ("{2}.{1}.{0}", "{2}.{1}.{3}", "{0}-{1}-{2}")
SERIAL = "46380"
NEWLINES = ("\r\n", "\n")

OFFERS: list[Cells] = [
    {
        "id": "toepfern",
        "title": "Töpfern „für alle“; auch abends",
        "description": "Ton, Glasur – und Geduld.\nBitte Schürze mitbringen: 5 € Pfand.",
        "topics": "kunst-handwerk;kultur",
        "age_min": "6.5",
        "age_max": "12",
        "starts_on": "2026-12-24",
        "ends_on": "2026-12-31",
        "phone": "03691 670403",
    },
    {"id": "chor", "title": 'Chor "Die Spatzen"', "age_min": "0.5", "languages": "de;en"},
]


def written(offer: Cells, decimal: str, day: str) -> Cells:
    def cell(column: str, text: str) -> str:
        if column in ("age_min", "age_max"):
            return text.replace(".", decimal)
        if column in ("starts_on", "ends_on"):
            year, month, of_month = text.split("-")
            return day.format(year, month, of_month, year[2:])
        return text

    return {column: cell(column, text) for column, text in offer.items()}


def read_back(  # noqa: PLR0917
    offers: Sequence[Cells], encoding: str, delimiter: str, decimal: str, day: str, newline: str
) -> Reading:
    text = offers_text([written(offer, decimal, day) for offer in offers], delimiter, newline)
    return read_offers(text.encode(encoding), "angebote.csv")


@pytest.mark.parametrize(
    ("encoding", "delimiter", "decimal", "day", "newline"),
    [*product(ENCODINGS, DELIMITERS, DECIMALS, DAYS, NEWLINES)],
)
def test_every_format_is_the_same_catalogue(
    encoding: str, delimiter: str, decimal: str, day: str, newline: str
) -> None:
    reading = read_back(OFFERS, encoding, delimiter, decimal, day, newline)

    assert not reading.problems
    assert [row.cells for row in reading.rows] == OFFERS


@pytest.mark.parametrize(
    ("encoding", "delimiter", "decimal", "newline"),
    [*product(ENCODINGS, DELIMITERS, DECIMALS, NEWLINES)],
)
def test_a_spreadsheets_number_for_a_day_is_refused_where_it_stands(
    encoding: str, delimiter: str, decimal: str, newline: str
) -> None:
    reading = read_back(OFFERS, encoding, delimiter, decimal, SERIAL, newline)

    assert [(problem.row, problem.column) for problem in reading.problems] == [
        (2, "starts_on"),
        (2, "ends_on"),
    ]


@pytest.mark.parametrize(("encoding", "delimiter"), [*product(ENCODINGS, DELIMITERS)])
def test_the_towns_own_offers_survive_every_format(encoding: str, delimiter: str) -> None:
    rows = read_data_offers().rows
    text = offers_text([row.cells for row in rows], delimiter, "\r\n")
    again = read_offers(text.encode(encoding), "angebote.csv")

    assert not again.problems
    assert [row.cells for row in again.rows] == [row.cells for row in rows]


# "Ä…" in Windows text may as well be the Polish "ą" in UTF-8, which wins.
TWOFOLD = re.compile("Ä[„“–€]")
GERMAN = "abcXYZäöüßÄÖÜ„“–€0123456789 ,;.:!?()'\"&<>"
PROSE = st.text(GERMAN, min_size=1).map(lambda text: " ".join(text.split()))


def plain(text: str) -> bool:
    return text[:1].isalpha() and not TWOFOLD.search(text)


@settings(max_examples=40)
@given(
    st.lists(PROSE.filter(plain), min_size=1, max_size=4),
    st.sampled_from(ENCODINGS),
    st.sampled_from(DELIMITERS),
    st.sampled_from(NEWLINES),
)
def test_german_text_comes_back_from_every_format(
    texts: list[str], encoding: str, delimiter: str, newline: str
) -> None:
    offers = [{"id": f"a{n}", "title": text, "cost": text} for n, text in enumerate(texts)]
    reading = read_back(offers, encoding, delimiter, ".", "{0}-{1}-{2}", newline)

    assert not reading.problems
    assert [row.cells for row in reading.rows] == offers
