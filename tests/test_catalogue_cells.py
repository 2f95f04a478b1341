"""What may stand in each column, as tables of what is written and what it means."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import cells, dates
from bot.catalogue.columns import COLUMNS
from bot.catalogue.problems import RefusedError
from tests.offer_files import read_one


def meaning(column: str, written: str) -> str | None:
    """The canonical cell; None when it is refused."""
    reading = read_one(**{column: written})
    if reading.problems:
        (problem,) = reading.problems
        assert (problem.file, problem.row, problem.column) == ("angebote.csv", 2, column)
        return None
    return reading.rows[0].cells.get(column, "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6", "6"),
        ("06", "6"),
        ("6.5", "6.5"),
        ("6,5", "6.5"),
        ("6,0", "6"),
        ("0", "0"),
        ("120", "120"),
        (" 6 ", "6"),
        ("", ""),
        ("-1", None),
        ("121", None),
        ("6-10", None),
        ("sechs", None),
        ("6 Jahre", None),
        ("1e2", None),
        ("nan", None),
        ("inf", None),
        ("²", None),
        ("1.000,5", None),
    ],
)
def test_ages_are_decimal_years(written: str, meant: str | None) -> None:
    assert meaning("age_min", written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-12-24", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("24.12.26", "2026-12-24"),
        ("1.2.2026", "2026-02-01"),
        ("01. 02. 2026", "2026-02-01"),
        ("2026-12-24 00:00:00", "2026-12-24"),
        ("29.02.2028", "2028-02-29"),
        ("29.02.2026", None),
        ("31.11.2026", None),
        ("2026-13-01", None),
        ("01/02/2026", None),
        ("24/12/2026", None),
        ("2026/12/24", None),
        ("46380", None),
        ("24.12.", None),
        ("24.12.1026", None),
        ("24. Dezember", None),
        ("morgen", None),
        ("2026", None),
    ],
)
def test_days_are_german_or_iso(written: str, meant: str | None) -> None:
    assert meaning("starts_on", written) == meant


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("01/02/2026", "“01/02/2026” may be day/month or month/day; write 24.12.2026"),
        ("31.11.2026", "there is no such day: “31.11.2026”"),
        ("46380", "“46380” is a spreadsheet's number for a day; format the column as a date"),
        ("bald", "“bald” is not a day; write 24.12.2026 or 2026-12-24"),
        ("1.1.1492", "“1.1.1492” is not within our time"),
    ],
)
def test_a_refused_day_says_what_to_write_instead(written: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=re.escape(reason)):
        dates.day(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2015", "2015"),
        ("2015-06", "2015-06"),
        ("2015-6", "2015-06"),
        ("06/2015", "2015-06"),
        ("6.2015", "2015-06"),
        ("2015-06-12", "2015-06-12"),
        ("12.06.2015", "2015-06-12"),
        # What Excel makes of "2015-06".
        ("Jun 15", "2015-06"),
        ("Jun-15", "2015-06"),
        ("März 2019", "2019-03"),
        ("Mrz 19", "2019-03"),
        ("Dez. 2019", "2019-12"),
        ("Mai 2020", "2020-05"),
        ("Sommer 2020", None),
        ("13/2015", None),
        ("2015-00", None),
        ("0815", None),
        ("irgendwann", None),
    ],
)
def test_the_date_of_a_source_may_be_a_year_or_a_month(written: str, meant: str | None) -> None:
    assert meaning("source_date", written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://www.vhs.de/kurse?id=1#a", "https://www.vhs.de/kurse?id=1#a"),
        ("http://eisenach.de", "http://eisenach.de"),
        ("www.vhs.de", "https://www.vhs.de"),
        ("vhs.de/kurse", "https://vhs.de/kurse"),
        ("https://müller-tanz.de", "https://müller-tanz.de"),
        ("https://vhs.de:8443/x", "https://vhs.de:8443/x"),
        ("javascript:alert(1)", None),
        ("tg://resolve?domain=x", None),
        ("data:text/html,x", None),
        ("ftp://vhs.de", None),
        ("mailto:a@b.de", None),
        ("//vhs.de", None),
        ("https://", None),
        ("https://localhost", None),
        ("https://stadt.de@boese.de/", None),
        ("https://vhs.de/a b", None),
        ('https://vhs.de/"onclick', None),
        ("https://[::1", None),
        ("siehe Aushang", None),
        ("https://vhs.de/" + "a" * 2000, None),
    ],
)
@pytest.mark.parametrize("column", ["url", "source_url"])
def test_addresses_begin_with_http(column: str, written: str, meant: str | None) -> None:
    assert meaning(column, written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("info@vhs.de", "info@vhs.de"),
        ("Anna.Maria+x@sub.vhs.de", "Anna.Maria+x@sub.vhs.de"),
        ("info(at)vhs.de", None),
        ("info@vhs", None),
        ("info@vhs.de, b@vhs.de", None),
        ("mailto:info@vhs.de", None),
        ("@vhs.de", None),
    ],
)
def test_an_e_mail_address_looks_like_one(written: str, meant: str | None) -> None:
    assert meaning("email", written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("03691 670 403", "03691 670 403"),
        ("+49 3691 670403", "+49 3691 670403"),
        ("(03691) 67-04 03 App. 2", "(03691) 67-04 03 App. 2"),
        ("110", "110"),
        ("auf Anfrage", None),
        ("12", None),
        ("1" * 101, None),
    ],
)
def test_a_phone_number_has_digits(written: str, meant: str | None) -> None:
    assert meaning("phone", written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("Ja", "yes"),
        ("WAHR", "yes"),
        ("no", "no"),
        ("nein", "no"),
        ("unbekannt", ""),
        ("", ""),
        ("vielleicht", None),
    ],
)
def test_accessible_is_yes_no_or_unknown(written: str, meant: str | None) -> None:
    assert meaning("accessible", written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("high", "high"), ("Mittel", "medium"), ("niedrig", "low"), ("", ""), ("sehr", None)],
)
def test_confidence_has_three_degrees(written: str, meant: str | None) -> None:
    assert meaning("confidence", written) == meant


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("topics", "sport;musik", "sport;musik"),
        ("topics", " sport ; ; musik;sport", "sport;musik"),
        ("topics", ";", ""),
        ("topics", "gibt-es-nicht", "gibt-es-nicht"),
        ("target_groups", "kinder", "kinder"),
        ("languages", "de;en", "de;en"),
        ("languages", "DE, en", "de;en"),
        ("languages", "pt-br", "pt-br"),
        ("languages", "deutsch", None),
    ],
)
def test_lists_have_semicolons_between(column: str, written: str, meant: str | None) -> None:
    assert meaning(column, written) == meant


@pytest.mark.parametrize("column", sorted(COLUMNS.keys() - {"id"}))
def test_no_cell_can_be_endless(column: str) -> None:
    assert meaning(column, "a" * 20_001) is None


@pytest.mark.parametrize("column", sorted(COLUMNS.keys() - {"id", "title"}))
def test_every_other_cell_may_be_empty(column: str) -> None:
    assert meaning(column, "") == ""
    assert meaning(column, " \t ") == ""


@pytest.mark.parametrize("column", ["title", "description", "cost"])
def test_markup_is_text(column: str) -> None:
    assert meaning(column, "<a href='x'>klick</a> & <b>") == "<a href='x'>klick</a> & <b>"


def test_a_description_keeps_its_lines_and_a_title_does_not() -> None:
    assert meaning("description", "eins\r\nzwei") == "eins\nzwei"
    assert meaning("title", "eins\r\nzwei") == "eins zwei"


@pytest.mark.parametrize("kind", [*COLUMNS.values()], ids=[*COLUMNS])
@given(text=st.text(min_size=1))
def test_a_kind_answers_or_refuses_and_repeats_itself(kind: cells.Kind, text: str) -> None:
    try:
        canonical = kind(text)
    except RefusedError:
        return
    assert not canonical or kind(canonical) == canonical


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_the_same_in_both_spellings(day: date) -> None:
    assert dates.day(f"{day:%d.%m.%Y}") == dates.day(day.isoformat()) == day.isoformat()
