"""The working groups that a town begins with."""

from __future__ import annotations

from pathlib import Path

from bot.catalogue import cells
from bot.catalogue.folder import data_folder
from bot.catalogue.problems import N_, CatalogueError, Problem, Reason
from bot.catalogue.sheets import Entry, entries
from bot.storage import groups
from bot.storage.groups import About
from bot.storage.units import Db

FILE = "working_groups.csv"
TOPICS = "topics.csv"
PURPOSE = cells.line(500)


def read_groups(own: Path | None = None) -> tuple[About, ...]:
    """Those of a town's folder, none where it has no such file; raises CatalogueError."""
    folder = data_folder(own)
    if not folder.joinpath(FILE).is_file():
        return ()
    problems: list[Problem] = []
    topics = {entry.get("id") for entry in entries(folder, TOPICS, ("id",), problems)}
    found = [_about(entry, topics) for entry in entries(folder, FILE, ("id", "title"), problems)]
    if problems:
        raise CatalogueError(problems)
    return tuple(found)


def seed(db: Db, own: Path | None = None) -> int:
    """Give a database that has no group those of the town's file; how many."""
    if groups.everyone(db):
        return 0
    return sum(groups.add(db, about) for about in read_groups(own))


def _about(entry: Entry, topics: set[str]) -> About:
    for missing in (one for one in entry.several("topics") if one not in topics):
        values = {"text": missing, "file": TOPICS}
        entry.refuse("topics", Reason(N_("“{text}” does not stand in {file}"), values))
    return About(
        entry.get("id"),
        entry.need("title"),
        entry.get("purpose", PURPOSE),
        entry.several("topics"),
        entry.get("contact"),
    )
