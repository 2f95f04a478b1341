"""The codes of the desk: which item, which page of the list, narrowed to what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.catalogue.town import Topic
from bot.desk.kinds import Kind, Ref, Standing
from bot.desk.pending import Filter
from bot.wishes.wish import Status
from handlers.views import buttons

LIST = "l"
FILTER = "f"
CARD = "c"
UNDELIVERED = "u"
PAIRS, PAIR = "i", "j"
"""New offers that may fit wishes; one of them."""
CLUSTERS, CLUSTER = "b", "e"
"""Wishes that may mean the same; one such cluster."""

KINDS = {
    "w": Kind.WISH,
    "q": Kind.QUESTION,
    "c": Kind.CORRECTION,
    "t": Kind.TIP,
    "a": Kind.APPLICATION,
    "d": Kind.DEAD,
}
STATUSES: dict[str, Status | Standing] = {
    "a": Status.ARRIVED,
    "w": Status.WORKING,
    "p": Status.PLANNED,
    "o": Status.OFFERED,
    "e": Status.EXISTING,
    "s": Status.PASSED_ON,
    "r": Status.REFUSED,
    "c": Standing.CLOSED,
}
_KIND_LETTERS = {kind: letter for letter, kind in KINDS.items()}
STATUS_LETTERS = {status: letter for letter, status in STATUSES.items()}
_REF = re.compile(r"([wqctad])(\d{1,15})", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)

WITHOUT = 0
"""In place of the key of a topic: without one."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """How a list is narrowed, as a code says it: the key of a topic, days, the sign of a tag.

    A tag that nothing has narrows to nothing.
    """

    kind: Kind | None = None
    topic: int | None = None
    days: int | None = None
    status: Status | Standing | None = None
    tag: str = ""

    def meant(self, topics: Iterable[Topic], tags: Iterable[str], now: datetime) -> Filter:
        known = {topic.key: topic.id for topic in topics} | {WITHOUT: ""}
        return Filter(
            self.kind,
            None if self.topic is None else known.get(self.topic),
            self.status,
            now - timedelta(days=self.days) if self.days else None,
            next((one for one in tags if sign(one) == self.tag), self.tag),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of the list: what lies behind an item, before it, or the first one."""

    narrow: Narrow = Narrow()
    after: Ref | None = None
    before: Ref | None = None


def sign(tag: str) -> str:
    """A tag in a code: short, and the same every time."""
    return sha256(tag.encode()).hexdigest()[:6]


def ref_code(ref: Ref) -> str:
    return f"{_KIND_LETTERS[ref.kind]}{ref.number}"


def read_ref(part: str) -> Ref | None:
    found = _REF.fullmatch(part)
    return Ref(KINDS[found[1]], int(found[2])) if found else None


def narrow_code(narrow: Narrow) -> str:
    parts = (
        _KIND_LETTERS[narrow.kind] if narrow.kind else "",
        "" if narrow.topic is None else str(narrow.topic),
        str(narrow.days or ""),
        STATUS_LETTERS[narrow.status] if narrow.status else "",
        narrow.tag,
    )
    return ".".join(parts).rstrip(".")


def read_narrow(part: str) -> Narrow:
    """What is not ours narrows nothing."""
    kind, topic, days, status, tag = (*part.split("."), "", "", "", "", "")[:5]
    return Narrow(
        KINDS.get(kind),
        int(topic) if _NUMBER.fullmatch(topic) else None,
        int(days) if _NUMBER.fullmatch(days) else None,
        STATUSES.get(status),
        tag if len(tag) <= 6 and tag.isascii() else "",
    )


def turn_code(turn: Turn) -> str:
    place = ""
    if turn.after:
        place = f">{ref_code(turn.after)}"
    elif turn.before:
        place = f"<{ref_code(turn.before)}"
    return f"{buttons.DESK}:{LIST}:{narrow_code(turn.narrow)}:{place}"


def read_turn(narrow: str, place: str) -> Turn:
    turn, ref = Turn(read_narrow(narrow)), read_ref(place[1:])
    if place.startswith("<"):
        return replace(turn, before=ref)
    return replace(turn, after=ref) if place.startswith(">") else turn


def filter_code(narrow: Narrow, which: str = "") -> str:
    return f"{buttons.DESK}:{FILTER}:{narrow_code(narrow)}:{which}"


def undelivered(offset: object = 0) -> str:
    """A page of what could not be sent, from `offset`."""
    return f"{buttons.DESK}:{UNDELIVERED}:{offset}"


def own(letter: str, *values: object) -> str:
    """A screen that belongs to no single item, or a step on it."""
    return ":".join((buttons.DESK, letter, *map(str, values)))


def card(ref: Ref, back: str) -> str:
    return buttons.with_back(f"{buttons.DESK}:{CARD}:{ref_code(ref)}", back)


def step(letter: str, ref: Ref, version: int, value: object = "", back: str = "") -> str:
    """A step on an item, as staff see it now."""
    own = f"{buttons.DESK}:{letter}:{ref_code(ref)}:{version}"
    return buttons.with_back(own if value == "" else f"{own}:{value}", back)
