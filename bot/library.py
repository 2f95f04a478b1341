"""The catalogue in use and the matcher over it, swapped together when an import was applied."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from bot.catalogue.catalogues import read_data_offers
from bot.catalogue.importing import seed
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.stored import catalogue_version, current_catalogue
from bot.catalogue.town import Town
from bot.catalogue.town_files import load_town
from bot.matching.matcher import Matcher
from bot.matching.words import Words, town_words
from bot.meaning.nearness import Meaning
from bot.storage.units import Storage


@dataclass(frozen=True, slots=True)
class Edition:
    """One catalogue with its matcher."""

    catalogue: Catalogue
    matcher: Matcher

    @classmethod
    def of(
        cls, catalogue: Catalogue, meaning: Meaning | None = None, curated: Words | None = None
    ) -> Self:
        nearness = meaning.soon(catalogue) if meaning else None
        return cls(catalogue, Matcher(catalogue, curated, nearness))


class Library:
    """Holds the edition in use; looking whether there is a newer one costs one small read."""

    def __init__(
        self,
        storage: Storage,
        town: Town,
        edition: Edition,
        meaning: Meaning | None = None,
        curated: Words | None = None,
    ) -> None:
        """`curated` are the town's words of questions, ours where it has none."""
        self._storage = storage
        self._town = town
        self.edition = edition
        self._meaning = meaning
        self._curated = curated

    @classmethod
    async def open(
        cls,
        storage: Storage,
        data_dir: Path | None,
        now: datetime,
        meaning: Meaning | None = None,
    ) -> Self:
        """The stored catalogue; a database that never had one gets the town's files first."""
        town = load_town(data_dir)
        if not await storage.read(catalogue_version):
            await storage.write(lambda db: seed(db, read_data_offers(data_dir), now))
        catalogue = await storage.read(lambda db: current_catalogue(db, town))
        curated = await asyncio.to_thread(town_words, data_dir)
        edition = await asyncio.to_thread(Edition.of, catalogue, meaning, curated)
        return cls(storage, town, edition, meaning, curated)

    @property
    def catalogue(self) -> Catalogue:
        return self.edition.catalogue

    async def refresh(self) -> None:
        """Take over a newer catalogue; answers go on from the old one while it is indexed."""
        if await self._storage.read(catalogue_version) == self.catalogue.version:
            return
        catalogue = await self._storage.read(lambda db: current_catalogue(db, self._town))
        self.edition = await asyncio.to_thread(Edition.of, catalogue, self._meaning, self._curated)
