"""The catalogue as it would be after an import, without importing."""

from __future__ import annotations

from itertools import count

from bot.catalogue.importing import Changes
from bot.catalogue.parsing import parse_offer
from bot.catalogue.providers import ProviderBook
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town
from bot.storage import catalogue as stored
from bot.storage.catalogue import Database


def planned_catalogue(db: Database, changes: Changes, town: Town) -> Catalogue:
    """In the order it would have; new offers get keys that nobody has yet."""
    after = {row.key: row.cells for row in stored.current(db)}
    for gone in changes.removed:
        del after[gone.key or 0]
    coming = (*changes.changed, *changes.added)
    after |= {change.key: change.cells for change in coming if change.key}
    free = count(max(after, default=0) + 1)
    after |= {next(free): change.cells for change in changes.added if not change.key}
    providers = ProviderBook(town.providers)
    offers = tuple(parse_offer(key, after[key], providers) for key in sorted(after))
    return Catalogue(f"after-{changes.version}", offers, town)
