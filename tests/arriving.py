"""New and changed offers for tests: taken over as an import does, then held against open wishes."""

from __future__ import annotations

from datetime import datetime

from bot.app import propose
from bot.catalogue.importing import Change, Changes, Difference, apply_import
from bot.storage import catalogue
from bot.storage.units import Db
from tests.house import Rig

JAPANESE = {
    "title": "Japanisch für Anfänger",
    "provider": "Volkshochschule Wartburgkreis",
    "description": "Japanische Sprache und Schrift, Schritt für Schritt.",
    "topics": "sprachen",
}


def arrive(rig: Rig, *offers: dict[str, str]) -> None:
    """New offers, and all that follows of it."""
    rig.run(rig.house.storage.write(lambda db: added(db, offers, rig.hands.now)))
    catch_up(rig)


def catch_up(rig: Rig) -> None:
    """What a tick does."""
    rig.run(rig.house.library.refresh())
    rig.run(propose(rig.house))


def added(db: Db, offers: tuple[dict[str, str], ...], now: datetime) -> None:
    """Called by the first word of their titles."""
    named = ((one["title"].split()[0].lower(), one) for one in offers)
    new = tuple(Change(id_, {"id": id_, **one}) for id_, one in named)
    apply_import(db, Changes(catalogue.version(db), new, (), (), 0), now)


def change(rig: Rig, id_: str, column: str, cell: str) -> None:
    """One offer says something else in one column."""

    def write(db: Db) -> None:
        old = next(row for row in catalogue.current(db) if row.id == id_)
        cells = {**old.cells, column: cell}
        different = (Difference(column, old.cells.get(column, ""), cell),)
        changes = (Change(id_, cells, old.key, different),)
        apply_import(db, Changes(catalogue.version(db), (), changes, (), 0), rig.hands.now)

    rig.run(rig.house.storage.write(write))
    catch_up(rig)
