"""The catalogue that the database holds: what the bot answers from."""

from __future__ import annotations

from bot.catalogue.offers import Offer
from bot.catalogue.parsing import parse_offer
from bot.catalogue.providers import ProviderBook
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town
from bot.storage import catalogue as rows
from bot.storage.catalogue import Database


def catalogue_version(db: Database) -> str:
    """Rises with each applied import; empty as long as nothing was imported."""
    return rows.version(db)


def current_catalogue(db: Database, town: Town) -> Catalogue:
    providers = ProviderBook(town.providers)
    offers = tuple(parse_offer(row.key, row.cells, providers) for row in rows.current(db))
    return Catalogue(rows.version(db), offers, town)


def former_offer(db: Database, key: int, town: Town) -> Offer | None:
    """An offer that is no longer in the catalogue, for the button that still carries its key."""
    row = rows.find(db, key)
    if row is None or row.removed_on is None:
        return None
    return parse_offer(row.key, row.cells, ProviderBook(town.providers))
