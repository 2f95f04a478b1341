"""The stored offers as a CSV file that German Excel opens as it is, and `import` reads back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from bot.catalogue.columns import COLUMNS
from bot.catalogue.text import guard
from bot.storage import catalogue as stored
from bot.storage.catalogue import Database

AGES = ("age_min", "age_max")


def export_offers(db: Database, path: Path) -> int:
    """Writes all current offers to a file; how many there were."""
    path.write_bytes(offers_as_csv(row.cells for row in stored.current(db)))
    return stored.count(db)


def offers_as_csv(offers: Iterable[Mapping[str, str]]) -> bytes:
    """Offers as canonical cells → the file."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [_cell(column, cells.get(column, "")) for column in COLUMNS] for cells in offers
    )
    # The mark tells Excel that this is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _cell(column: str, cell: str) -> str:
    """German Excel takes "6.5" for a day in May, and a leading "=" for a formula."""
    return cell.replace(".", ",") if column in AGES else guard(cell)
