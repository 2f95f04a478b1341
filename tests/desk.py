"""A desk for tests: things that come in, and staff who act on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy import insert, select, update

from bot.desk import pending
from bot.desk.acting import By, Done, Result
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.desk.pending import EVERYTHING, Filter
from bot.groups import joining
from bot.storage import corrections, followers, groups, passed, roles, tips, wishes
from bot.storage.asked import Asked
from bot.storage.base import Base
from bot.storage.corrections import Correction
from bot.storage.followers import Follower
from bot.storage.groups import About
from bot.storage.inbox import InboxRow
from bot.storage.outbox import OutboxRow, State
from bot.storage.roles import Grant
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content
from bot.wishes import sending
from bot.wishes.wish import Source

T = TypeVar("T")

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY = timedelta(days=1)
MAJA, TOM = 7_310_000_101, 7_310_000_102
"""Staff."""

ANNA, BERT, CARLA = 7_310_000_001, 7_310_000_002, 7_310_001_000
"""Citizens."""


class Desk:
    """Every press has its own token; `now` goes on by hand."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.now = NOW
        self._tokens = count(1)

    def write(self, work: Callable[[Db], T]) -> T:
        return self.storage.write_now(work)

    def read(self, work: Callable[[Db], T]) -> T:
        return self.storage.read_now(work)

    # --- what comes in

    def wish(self, text: str = "Japanisch", *people: int, topic: str | None = None) -> Ref:
        """A wish that these people follow."""
        token, content = f"wish {next(self._tokens)}", Content(text, "de", topic=topic)

        def keep(db: Db) -> int:
            number = sending.keep(db, token, content, Source.CHAT, self.now)
            for person in people:
                followers.follow(db, token, Follower(person, True, "de"), self.now)
                wishes.count_interest(db, number, 1)
            return number

        return Ref(Kind.WISH, self.write(keep))

    def question(self, text: str = "Wo jodelt man?", topic: str | None = None) -> Ref:
        question = Asked(f"asked {next(self._tokens)}", text, (), "de")
        self.write(lambda db: passed.keep(db, question, self.now, topic))
        return Ref(Kind.QUESTION, self.read(passed.stored)[-1].id)

    def tip(self, text: str = "Die Jodelgruppe im Südviertel", about: str = "") -> Ref:
        token = f"tip {next(self._tokens)}"
        tip = self.write(lambda db: tips.keep(db, token, text, "de", self.now, about=about))
        return Ref(Kind.TIP, tip)

    def correction(self, topic: str | None = None) -> Ref:
        said = Correction("vhs-1", "time", "de", next(self._tokens), topic)
        self.write(lambda db: corrections.keep(db, said, self.now))
        newest = select(corrections.CorrectionRow.id).order_by(corrections.CorrectionRow.id.desc())
        return Ref(Kind.CORRECTION, self.read(lambda db: db.scalars(newest).first()) or 0)

    def dead(self, number: int = 77, state: str = "dead") -> Ref:
        row = {
            "update_id": number,
            "person": ANNA,
            "kind": "message",
            "raw": "{}",
            "state": state,
            "sent_at": self.now,
            "received_at": self.now,
            "ended_at": self.now,
        }
        self.write(lambda db: db.execute(insert(InboxRow).values(row)))
        return Ref(Kind.DEAD, number)

    def application(self, organisation: str = "Jodelverein") -> Ref:
        """Of somebody new each time, to a group of its own."""
        number = next(self._tokens)

        def ask(db: Db) -> int:
            groups.add(db, About(f"group {number}", f"Gruppe {number}"))
            group = groups.called(db, f"group {number}")
            assert group is not None
            asked = joining.apply(
                db, group.id, CARLA + number, self.now, organisation=organisation, role="Vorstand"
            )
            assert asked is not None
            return asked.id

        return Ref(Kind.APPLICATION, self.write(ask))

    def one_of_each(self) -> list[Ref]:
        made = (self.wish, self.question, self.correction, self.tip, self.application, self.dead)
        found = []
        for make in made:
            found.append(make())
            self.now += timedelta(minutes=1)
        return found

    # --- staff

    def seats(self, person: int, number: int, name: str) -> None:
        granted = Grant(number, person, "staff", name, self.now)
        self.write(lambda db: roles.grant(db, granted))

    def by(self, person: int | None = MAJA, token: str = "") -> By:
        return By(person, token or f"press {next(self._tokens)}", self.now)

    def does(
        self,
        action: Callable[..., Result],
        ref: Ref,
        *more: object,
        person: int | None = MAJA,
        **named: object,
    ) -> Done:
        """Act on what is there now; it must be done."""
        result = self.write(lambda db: action(db, ref, None, *more, self.by(person), **named))
        assert isinstance(result, Done)
        return result

    # --- what is there

    def item(self, ref: Ref) -> Item:
        found = self.read(lambda db: pending.find(db, ref.kind, ref.number))
        assert found is not None
        return found

    def listed(self, wanted: Filter = EVERYTHING) -> list[Ref]:
        page = self.read(lambda db: pending.page(db, wanted, size=1000))
        assert page.total == len(page.items)
        return [item.ref for item in page.items]

    def owed(self, kind: str) -> Counter[int]:
        """How many messages of a kind are planned for each person."""
        planned = OutboxRow.kind == kind, OutboxRow.state == State.PLANNED.value
        return Counter(
            self.read(lambda db: db.scalars(select(OutboxRow.chat).where(*planned)).all())
        )

    def delivers(self) -> None:
        """All that is owed is sent."""
        planned = update(OutboxRow).where(OutboxRow.state == State.PLANNED.value)
        self.write(lambda db: db.execute(planned.values(state=State.SENT.value, attempts=1)))

    def rows(self, *leave_out: str) -> dict[str, list[tuple[object, ...]]]:
        tables = [t for t in Base.metadata.sorted_tables if t.name not in leave_out]
        return self.read(
            lambda db: {t.name: sorted(map(tuple, db.execute(t.select())), key=str) for t in tables}
        )
