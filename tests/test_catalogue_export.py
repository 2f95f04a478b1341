"""What is exported opens in German Excel and reads back as what it was."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.catalogues import read_data_offers
from bot.catalogue.columns import COLUMNS
from bot.catalogue.export import export_offers, offers_as_csv
from bot.catalogue.importing import plan_import, seed
from bot.catalogue.reading import read_offers, read_offers_file
from bot.storage.units import Storage
from tests.offer_files import Cells, offers_text

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def exported(*offers: Cells) -> list[dict[str, str]]:
    text = offers_as_csv(offers).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def test_all_offers_are_exported_and_importing_them_changes_nothing(
    storage: Storage, tmp_path: Path
) -> None:
    storage.write_now(lambda db: seed(db, read_data_offers(), NOW))
    path = tmp_path / "angebote.csv"

    assert storage.read_now(lambda db: export_offers(db, path)) == 339
    assert not storage.read_now(lambda db: plan_import(db, read_offers_file(path)))


def test_excel_knows_the_encoding_and_the_columns() -> None:
    data = offers_as_csv([{"id": "a", "title": "Töpfern"}])

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert list(exported({"id": "a", "title": "A"})[0]) == list(COLUMNS)


def test_an_age_has_a_comma_so_that_excel_makes_no_day_of_it() -> None:
    (row,) = exported({"id": "a", "title": "1.5 Stunden", "age_min": "6.5", "age_max": "10"})

    assert (row["age_min"], row["age_max"], row["title"]) == ("6,5", "10", "1.5 Stunden")


@pytest.mark.parametrize(
    "hostile", ["=cmd|'/C calc'!A0", "+49 3691 1", "-1+1", "@SUM(A1)", "＝1+1"]
)
@pytest.mark.parametrize("column", ["title", "description", "cost", "venue"])
def test_no_cell_is_a_formula(column: str, hostile: str) -> None:
    offer = {"id": "a", "title": "A", column: hostile}

    assert exported(offer)[0][column] == f"'{hostile}"
    assert read_offers(offers_as_csv([offer]), "x.csv").rows[0].cells[column] == hostile


TEXT = st.text(max_size=50)


@given(st.fixed_dictionaries({"title": TEXT, "description": TEXT, "venue": TEXT, "cost": TEXT}))
def test_what_was_read_once_is_read_again_the_same(cells: Cells) -> None:
    first = read_offers(offers_text([{"id": "a", **cells}]).encode(errors="replace"), "x.csv")
    if first.problems:
        return
    data = offers_as_csv(row.cells for row in first.rows)
    again = read_offers(data, "x.csv")

    assert not again.problems
    assert [row.cells for row in again.rows] == [row.cells for row in first.rows]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in exported(*cells_of(data))[0])


def cells_of(data: bytes) -> list[Cells]:
    return [row.cells for row in read_offers(data, "x.csv").rows]
