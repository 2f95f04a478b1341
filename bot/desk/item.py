"""One item at the desk, as staff see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.desk.kinds import Kind, Ref, Standing
from bot.desk.seats import Seat
from bot.storage.applications import Application
from bot.storage.wishes import Wish
from bot.wishes.wish import is_open


@dataclass(frozen=True, slots=True)
class Item:
    """Empty text, None, 0 and () mean: not known, or not of this kind.

    `version` is what an action says that it saw. `status` is that of the wish, else `Standing`.
    `group` holds the numbers of the wishes that mean the same, this one included. `about` is the
    question that a tip answers, or the name of the group that an application is for, `wrong` what is said to be wrong with the offer called `offer_id`
    (of a wish: the offer that it became). `kind_of_update` belongs to a dead update.
    """

    kind: Kind
    number: int
    created_at: datetime
    status: str = ""
    version: int = 0
    text: str = ""
    language: str = ""
    topic: str | None = None
    taken: Seat | None = None
    tags: tuple[str, ...] = ()
    offer_id: str | None = None
    wish: Wish | None = None
    application: Application | None = None
    group: tuple[int, ...] = ()
    handed: tuple[tuple[int, str], ...] = ()
    """The working groups that have it on an agenda: number and name, once for each time."""
    group_version: int = 0
    """Changes whenever one of the group does."""
    about: str = ""
    wrong: str = ""
    kind_of_update: str = ""
    reason: str = ""
    closed_at: datetime | None = None

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.number)

    @property
    def interested(self) -> int:
        return self.wish.interested if self.wish else 0

    @property
    def is_open(self) -> bool:
        return is_open(self.wish) if self.wish else self.status == Standing.OPEN
