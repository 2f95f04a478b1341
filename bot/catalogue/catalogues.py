"""Where a Catalogue comes from: a file, the packaged data, the database."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from bot.catalogue.folder import data_folder, read_file
from bot.catalogue.parsing import parse_offer
from bot.catalogue.providers import ProviderBook
from bot.catalogue.reading import Reading, read_offers, read_offers_file
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town

OFFERS = "offers.csv"


def read_data_offers(own: Path | None = None) -> Reading:
    """The offers of a town's data folder, else of the packaged one."""
    return read_offers(read_file(data_folder(own), OFFERS), OFFERS)


def catalogue_from_file(path: Path, town: Town) -> Catalogue:
    """A catalogue of any file; raises CatalogueError with all that is wrong with it."""
    return catalogue_from_reading(read_offers_file(path), town)


def catalogue_from_reading(reading: Reading, town: Town) -> Catalogue:
    """Keys count the rows from 1."""
    providers = ProviderBook(town.providers)
    rows = reading.checked().rows
    offers = tuple(parse_offer(key, row.cells, providers) for key, row in enumerate(rows, 1))
    return Catalogue(f"file-{_mark(reading)}", offers, town)


def _mark(reading: Reading) -> str:
    mark = 0
    for row in reading.rows:
        mark = crc32(repr(tuple(row.cells.items())).encode(), mark)
    return f"{mark:08x}"


def packaged_catalogue(town: Town, own: Path | None = None) -> Catalogue:
    return catalogue_from_reading(read_data_offers(own), town)
