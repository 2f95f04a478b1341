"""Offers files as towns might send them, built in a line."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from bot.catalogue.reading import Reading, read_offers

Cells = Mapping[str, str]


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ",", newline: str = "\n") -> str:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue()


def offers_text(offers: Sequence[Cells], delimiter: str = ",", newline: str = "\n") -> str:
    """Offers with the columns that any of them has, id and title first."""
    columns = list(dict.fromkeys(["id", "title", *(name for offer in offers for name in offer)]))
    rows = [[offer.get(column, "") for column in columns] for offer in offers]
    return csv_text([columns, *rows], delimiter, newline)


def read(text: str, encoding: str = "utf-8") -> Reading:
    return read_offers(text.encode(encoding), "angebote.csv")


def read_all(*offers: Cells) -> Reading:
    return read(offers_text(offers))


def read_one(**cells: str) -> Reading:
    return read_all({"id": "chor", "title": "Chor", **cells})


def some(count: int, **cells: str) -> list[Cells]:
    """Offers a1, a2, …"""
    return [{"id": f"a{n}", "title": f"Angebot {n}", **cells} for n in range(1, count + 1)]
