"""A small town whose catalogue changes, and what people are told of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from bot.alerts.digest import DIGEST
from bot.app import keep_up, owed_kinds
from bot.catalogue.importing import apply_import, plan_import
from bot.outbox import Outbox
from bot.storage import deliveries
from bot.storage.deliveries import Outcome
from bot.storage.outbox import OutboxRow, State
from bot.storage.units import Db
from tests.house import Rig
from tests.offer_files import Cells, read_all

CHOIR: Cells = {"id": "chor", "title": "Kinderchor", "topics": "musik", "provider": "Musikschule"}
FOOTBALL: Cells = {"id": "ball", "title": "Fußball für Kinder", "topics": "sport"}
DEBT: Cells = {"id": "geld", "title": "Schuldnerberatung", "topics": "beratung"}
TOWN = (CHOIR, FOOTBALL, DEBT)


def offer(id_: str, title: str, **cells: str) -> Cells:
    return {"id": id_, "title": title, **cells}


class Town:
    """`rig` with a catalogue of its own, which `becomes` another by an import."""

    def __init__(self, rig: Rig, *offers: Cells) -> None:
        self.rig = rig
        self.rig.house.library._meaning = None
        self._offers: Mapping[str, Cells] = {}
        self.becomes(*(offers or TOWN))

    def becomes(self, *offers: Cells) -> None:
        """Exactly these offers, seen within a tick."""
        now = self.rig.hands.now
        # Every column in every file, so that a cell that is left out is empty.
        columns = {name for one in (*self._offers.values(), *offers) for name in one}
        whole = [{**dict.fromkeys(columns, ""), **one} for one in offers]

        def change(db: Db) -> None:
            apply_import(db, plan_import(db, read_all(*whole)), now, yes=True)

        self.rig.run(self.rig.house.storage.write(change))
        self._offers = {one["id"]: one for one in offers}
        self.ticks()

    def gets(self, *offers: Cells) -> None:
        """These are new, or new versions."""
        self.becomes(*{**self._offers, **{one["id"]: one for one in offers}}.values())

    def loses(self, *ids: str) -> None:
        self.becomes(*(one for id_, one in self._offers.items() if id_ not in ids))

    def ticks(self) -> None:
        self.rig.run(keep_up(self.rig.house))

    def sends(self, ended: State | None = State.SENT) -> list[tuple[int, str]]:
        """What is due now: to whom, and the words. With None the process dies right after it."""
        house, now = self.rig.house, self.rig.hands.now
        box = Outbox(owed_kinds(house), house.timezone, lambda _, __, message: message)

        def unit(db: Db) -> list[tuple[int, str]]:
            ready, _ = box.claim(db, "test", now, 1000)
            if ended is not None:
                outcomes = [Outcome(one.id, ended) for one, _ in ready]
                deliveries.settle(db, "test", outcomes, now)
            return [(one.chat, str(message.html)) for one, message in ready]

        return self.rig.run(house.storage.write(unit))  # type: ignore[no-any-return]

    def recovers(self) -> None:
        """A new process finds what the dead one was sending."""
        self.rig.run(self.rig.house.storage.write(deliveries.recover))

    def planned(self) -> list[tuple[int, str]]:
        """Digests: to whom, and their local time."""
        zone = self.rig.house.timezone
        rows = self.rig.run(self.rig.house.storage.read(_planned))
        return [(chat, f"{due.astimezone(zone):%d.%m. %H:%M}") for chat, due in rows]


def _planned(db: Db) -> list[tuple[int, datetime]]:
    rows = select(OutboxRow.chat, OutboxRow.due_at).where(
        OutboxRow.kind == DIGEST, OutboxRow.state == State.PLANNED.value
    )
    return [(row.chat, row.due_at) for row in db.execute(rows.order_by(OutboxRow.id))]
