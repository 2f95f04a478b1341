"""What an import would change, and changing it: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.reading import Reading
from bot.catalogue.rows import Row
from bot.storage import catalogue as stored
from bot.storage import pairing
from bot.storage.catalogue import Database, OfferRow

MANY = 50
LARGE_SHARE = 0.2
"""More removals than this, in number or as a share of the catalogue, are rarely meant."""

_ABOUT = frozenset({"source_url", "source_date", "confidence", "confirmed_on"})
"""What says where an offer is known from, and nothing of the offer."""


@dataclass(frozen=True, slots=True)
class Difference:
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One offer that comes, goes or differs. `key` is None for an id never seen before."""

    id: str
    cells: Mapping[str, str]
    key: int | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def title(self) -> str:
        return self.cells["title"]


@dataclass(frozen=True, slots=True)
class Changes:
    """The way from the stored catalogue, in the version it was read, to that of a file."""

    version: str
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[Change, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def needs_yes(self) -> bool:
        before = len(self.changed) + len(self.removed) + self.unchanged
        return len(self.removed) > min(MANY, LARGE_SHARE * before)

    @property
    def news(self) -> tuple[str, ...]:
        """Ids of the offers that say something new to somebody who looks for one."""
        changed = (
            one for one in self.changed if any(d.column not in _ABOUT for d in one.differences)
        )
        return tuple(one.id for one in (*self.added, *changed))


class YesNeededError(Exception):
    """So many offers would go that somebody has to say yes to it."""

    def __init__(self, changes: Changes) -> None:
        super().__init__(f"{len(changes.removed)} offers would be removed")
        self.changes = changes


class OvertakenError(Exception):
    """The catalogue changed between plan and import; nothing was done, plan again."""


def plan_import(db: Database, reading: Reading) -> Changes:
    """Raises CatalogueError when the file has problems."""
    coming = {row.id: row for row in reading.checked().rows}
    changed: list[Change] = []
    removed: list[Change] = []
    returned: list[Change] = []
    unchanged = 0
    for old in stored.known(db):
        new = coming.pop(old.id, None)
        if new is None:
            if old.removed_on is None:
                removed.append(Change(old.id, old.cells, old.key))
        elif old.removed_on is not None:
            returned.append(Change(old.id, new.cells, old.key))
        elif change := _change(old, new, reading.columns):
            changed.append(change)
        else:
            unchanged += 1
    added = (*returned, *(Change(row.id, row.cells) for row in coming.values()))
    return Changes(stored.version(db), added, tuple(changed), tuple(removed), unchanged)


def _change(old: OfferRow, new: Row, columns: frozenset[str]) -> Change | None:
    """A column that the file does not have says nothing: its cells stay."""
    if differences := tuple(_differences(old.cells, new.cells, columns)):
        kept = {column: cell for column, cell in old.cells.items() if column not in columns}
        return Change(old.id, {**kept, **new.cells}, old.key, differences)
    return None


def _differences(
    old: Mapping[str, str], new: Mapping[str, str], columns: frozenset[str]
) -> Iterator[Difference]:
    for column in sorted(columns & (old.keys() | new.keys())):
        before, after = old.get(column, ""), new.get(column, "")
        if before != after:
            yield Difference(column, before, after)


def apply_import(db: Database, changes: Changes, now: datetime, *, yes: bool = False) -> str:
    """Makes the changes in the caller's one transaction; answers the version after it.

    Raises YesNeededError without `yes` when many offers would go, OvertakenError when the plan
    is older than the catalogue.
    """
    if changes.needs_yes and not yes:
        raise YesNeededError(changes)
    if stored.version(db) != changes.version or (
        changes and not stored.advance(db, changes.version)
    ):
        raise OvertakenError
    stored.remove(db, (change.key for change in changes.removed if change.key), now.date())
    known = (*changes.changed, *changes.added)
    stored.replace(db, ((change.key, change.cells) for change in known if change.key))
    stored.add(db, ((change.id, change.cells) for change in changes.added if not change.key))
    if changes.version:
        pairing.announce(db, changes.news, now)
    return stored.version(db)


def seed(db: Database, reading: Reading, now: datetime) -> bool:
    """Fills a database that never had a catalogue; whether it did."""
    if stored.version(db):
        return False
    with suppress(OvertakenError):  # another replica seeded meanwhile
        apply_import(db, plan_import(db, reading), now)
        return True
    return False


def drift(db: Database, reading: Reading) -> Changes:
    """How the database differs from a file, as what importing the file would change."""
    return plan_import(db, reading)
