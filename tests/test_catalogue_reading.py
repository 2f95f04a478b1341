"""An offers file is read as it was meant, or refused with every reason at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.catalogue.problems import CatalogueError
from bot.catalogue.reading import Reading, read_offers, read_offers_file
from tests.offer_files import csv_text, offers_text, read, read_all, read_one, some


def objections(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_id_and_title_are_enough() -> None:
    reading = read("id,title\nchor,Chor\n")

    assert not reading.problems
    assert not reading.warnings
    assert [(row.number, row.id, row.cells) for row in reading.rows] == [
        (2, "chor", {"id": "chor", "title": "Chor"})
    ]
    assert reading.columns == {"id", "title"}


@pytest.mark.parametrize("text", ["", "\n", " ", ",,\n", "\r\n\r\n"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert objections(read(text)) == ["angebote.csv: the file is empty, or its first row is"]


def test_a_file_without_offers_is_refused() -> None:
    assert objections(read("id,title\n")) == ["angebote.csv: there is no offer in the file"]
    assert objections(read("id,title\n,\n\n")) == ["angebote.csv: there is no offer in the file"]


@pytest.mark.parametrize(
    ("header", "missing"),
    [("id,name", "title"), ("title", "id"), ("a,b", "id, title"), ("kennung;titel", "id, title")],
)
def test_missing_columns_are_named(header: str, missing: str) -> None:
    reading = read(f"{header}\nx,y\n")

    assert objections(reading) == [f"angebote.csv: the column is missing: {missing}"]


def test_a_column_twice_is_refused() -> None:
    reading = read("id,title,phone,title\na,b,c,d\n")

    assert objections(reading) == ["angebote.csv: the column is there twice: title"]


def test_unknown_columns_are_a_warning() -> None:
    reading = read_one(color="rot")

    assert not reading.problems
    assert [str(warning) for warning in reading.warnings] == [
        "angebote.csv, row 1, column color: the column is not known and is left out"
    ]
    assert "color" not in reading.rows[0].cells


def test_the_header_may_be_written_large_and_spaced() -> None:
    assert read(" ID ;Title\nchor;Chor\n").rows[0].cells == {"id": "chor", "title": "Chor"}


def test_columns_without_a_name_are_left_out() -> None:
    reading = read("id,title,,\nchor,Chor,x,y\n")

    assert not reading.problems
    assert not reading.warnings


def test_every_bad_cell_is_reported_at_once() -> None:
    reading = read_all(
        {"id": "a", "title": "A", "age_min": "-3", "url": "javascript:x", "email": "a@b"},
        {"id": "b", "title": "B", "age_min": "6"},
        {"id": "c", "title": "", "age_min": "viele", "url": "www.c.de"},
    )

    assert objections(reading) == [
        "angebote.csv, row 2, column age_min: nobody is “-3” years old",
        "angebote.csv, row 2, column url: “javascript:x” is not an address that begins with https://",
        "angebote.csv, row 2, column email: “a@b” is not an e-mail address",
        "angebote.csv, row 4, column age_min: “viele” is not an age; write 6 or 6,5",
        "angebote.csv, row 4, column title: this cell must not be empty",
    ]


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u200b", "\x07", "\n"])
def test_a_title_that_nobody_sees_is_empty(blank: str) -> None:
    assert objections(read_one(title=blank)) == [
        "angebote.csv, row 2, column title: this cell must not be empty"
    ]


def test_a_refused_cell_is_reported_once() -> None:
    reading = read(offers_text([{"id": "a" * 101, "title": "A"}]))

    assert objections(reading) == [
        "angebote.csv, row 2, column id: 101 characters are too many, at most 100"
    ]


def test_an_id_twice_is_refused_with_both_rows() -> None:
    reading = read_all(*some(3), {"id": "a2", "title": "Noch einmal"})

    assert objections(reading) == ["angebote.csv, row 5, column id: “a2” already stands in row 3"]


def test_ages_and_days_do_not_run_backwards() -> None:
    reading = read_all(
        {"id": "a", "title": "A", "age_min": "10", "age_max": "9,5"},
        {"id": "b", "title": "B", "starts_on": "2.1.2026", "ends_on": "1.1.2026"},
        {"id": "c", "title": "C", "age_min": "9", "age_max": "9", "ends_on": "1.1.2026"},
    )

    assert objections(reading) == [
        "angebote.csv, row 2, column age_min: the lowest age is above the highest",
        "angebote.csv, row 3, column ends_on: it ends before it starts",
    ]


def test_rows_are_counted_as_a_spreadsheet_shows_them() -> None:
    text = 'id,title,age_min\na,"zwei\nZeilen",\n\n, ,\nb,B,alt\n'

    (problem,) = read(text).problems

    assert problem.row == 5
    assert [row.number for row in read(text).rows] == [2, 5]


def test_a_row_that_does_not_match_the_header_is_refused() -> None:
    reading = read("id,title,city\na,A,Eisenach\nb,B\nc,C,Eisenach,zu viel\n")

    assert objections(reading) == [
        "angebote.csv, row 3: the row has 2 cells, the header 3: is a quote missing?",
        "angebote.csv, row 4: the row has 4 cells, the header 3: is a quote missing?",
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('id,title\na,"Chor', 2),
        ('id,title\na,A\nb,"B"x\n', 3),
        (csv_text([("id", "title"), ("a", "A"), ("b", "B" * 200_000)]), 3),
        ('"id,title\na,b', 1),
    ],
)
def test_where_a_file_breaks_off_is_named(text: str, row: int) -> None:
    reading = read(text)
    (problem,) = reading.problems

    assert not reading.rows
    assert problem.row == row
    assert "cannot be read as CSV" in str(problem)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"id,title\na,Ch\0or\n", "this is not a text file; save it as CSV UTF-8"),
        (b"PK\x03\x04\0\0", "this is not a text file; save it as CSV UTF-8"),
        ("id,title\na,ü".encode("utf-16-le"), "this is not a text file; save it as CSV UTF-8"),
        (b"\xff\xfei", "this is not text in utf-16; save the file as CSV UTF-8"),
        (
            b"\xef\xbb\xbfid,title\na,\xfc",
            "this is not text in utf-8-sig; save the file as CSV UTF-8",
        ),
        (b"id,title\na,\x81", "this is not text in cp1252; save the file as CSV UTF-8"),
        (
            b"id,title\na,Kl\xc3\xa4nge\nb,K\xfcche\n",
            "line 3 of the file is damaged: it is not UTF-8 like the rest",
        ),
    ],
)
def test_a_file_that_is_not_text_is_refused(data: bytes, reason: str) -> None:
    assert objections(read_offers(data, "angebote.csv")) == [f"angebote.csv: {reason}"]


def test_a_file_cut_inside_a_letter_does_not_turn_into_gibberish() -> None:
    data = offers_text(some(3, venue="Küche")).encode()
    cut = data[: data.rindex(b"\xbc")]

    assert "damaged" in objections(read_offers(cut, "angebote.csv"))[0]


def test_text_of_windows_is_read() -> None:
    reading = read(offers_text([{"id": "a", "title": "Töpfern „für alle“ – 5 €"}]), "cp1252")

    assert reading.rows[0].cells["title"] == "Töpfern „für alle“ – 5 €"


@pytest.mark.parametrize("title", ["„Spaß“", "Spaß“", "FÜ–", "Ö€", "ß„ ß“"])
def test_a_single_special_word_is_read_in_windows_text_too(title: str) -> None:
    reading = read(offers_text([{"id": "a", "title": title}]), "cp1252")

    assert reading.rows[0].cells["title"] == title


@pytest.mark.parametrize("title", ["Kurs dla Polaków: ą", "עברית", "العربية", "Ünlü", "Spaß"])
def test_other_languages_are_read_in_utf_8(title: str) -> None:
    assert read(offers_text([{"id": "a", "title": title}])).rows[0].cells["title"] == title


def test_an_exported_formula_comes_back_as_it_was() -> None:
    assert read_one(phone="'+49 3691 1").rows[0].cells["phone"] == "+49 3691 1"


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    assert objections(read_offers_file(tmp_path / "nirgends.csv")) == [
        "nirgends.csv: the file cannot be opened (No such file or directory)"
    ]
    assert objections(read_offers_file(tmp_path)) == [
        f"{tmp_path.name}: the file cannot be opened (Is a directory)"
    ]


def test_a_giant_file_is_not_even_opened(tmp_path: Path) -> None:
    giant = tmp_path / "riesig.csv"
    with giant.open("wb") as file:
        file.truncate((200 << 20) + 1)

    assert objections(read_offers_file(giant)) == [
        "riesig.csv: the file is larger than 200 megabytes"
    ]


def test_a_reading_with_problems_cannot_be_used() -> None:
    with pytest.raises(CatalogueError, match="nobody is “-1” years old") as refused:
        read_one(age_min="-1").checked()

    assert len(refused.value.problems) == 1
    assert read_one().checked().rows


@given(st.binary())
@example(b"id,title\n\xff,\xfe")
@example(b"\xff\xfe\x00\x00")
@example(b"\xfe\xff")
@example(b"\xef\xbb\xbf")
def test_no_bytes_make_it_fail(data: bytes) -> None:
    reading = read_offers(data, "angebote.csv")

    assert reading.problems or reading.rows


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_no_text_behind_a_good_header_makes_it_fail(text: str, encoding: str) -> None:
    data = f"id,title,age_min,starts_on,url\n{text}".encode(encoding)
    reading = read_offers(data, "angebote.csv")

    assert reading.problems or all(row.cells["title"] for row in reading.rows)


@given(st.data())
def test_a_damaged_file_never_fails_otherwise_than_by_name(data: st.DataObject) -> None:
    whole = bytearray(offers_text(some(5, city="Eisenach", venue="Küche", age_min="6")).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    reading = read_offers(bytes(whole), "angebote.csv")

    assert all(problem.file == "angebote.csv" and str(problem) for problem in reading.problems)
