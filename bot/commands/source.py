"""The offers a command works on: a given file, the database where it exists, else the town's files."""

from __future__ import annotations

from pathlib import Path

from bot.catalogue.catalogues import catalogue_from_file, packaged_catalogue
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.stored import catalogue_version, current_catalogue
from bot.catalogue.town import Town
from bot.catalogue.town_files import load_town
from bot.commands import environment
from bot.matching.matcher import Matcher
from bot.matching.words import town_words
from bot.meaning.nearness import installed_meaning
from bot.settings import Settings
from bot.storage.units import Storage


@environment.plainly()
def catalogue_for(settings: Settings, file: Path | None) -> Catalogue:
    """Ends the command with every problem of a file that cannot be used."""
    town = load_town(settings.data_dir)
    if file is not None:
        return catalogue_from_file(file, town)
    if environment.exists(settings.database_url):
        return _stored(settings, town)
    return packaged_catalogue(town, settings.data_dir)


@environment.plainly()
def matcher_for(settings: Settings, catalogue: Catalogue, *, patient: bool = False) -> Matcher:
    """With the meaning extra where it is there; only who is patient waits for many vectors."""
    meaning = installed_meaning(wanted=settings.meaning)
    nearness = meaning.at_once(catalogue, patient=patient) if meaning else None
    return Matcher(catalogue, town_words(settings.data_dir), nearness)


def matchers_alike(settings: Settings, *catalogues: Catalogue) -> tuple[Matcher, ...]:
    """For a comparison: with the meaning extra where it can speak of all of them at once."""
    meaning, curated = installed_meaning(wanted=settings.meaning), town_words(settings.data_dir)
    near = [meaning.at_once(catalogue) for catalogue in catalogues] if meaning else []
    if not near or any(one.missing for one in near):
        return tuple(Matcher(catalogue, curated) for catalogue in catalogues)
    return tuple(Matcher(one, curated, said) for one, said in zip(catalogues, near, strict=True))


def _stored(settings: Settings, town: Town) -> Catalogue:
    with Storage.open(settings.database_url) as storage:
        if storage.read_now(catalogue_version):
            return storage.read_now(lambda db: current_catalogue(db, town))
    return packaged_catalogue(town, settings.data_dir)
