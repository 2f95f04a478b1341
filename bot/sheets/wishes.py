"""Wishes as a sheet on which staff write what becomes of them; nobody's name or number is on it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.i18n import DEFAULT, say_in
from bot.sheets import words
from bot.sheets.sheet import Cell, Column, Kind, Sheet
from bot.storage import catalogue as stored
from bot.storage import wishes
from bot.storage.units import Db
from bot.storage.wishes import Wish

_TO_FILL_IN = ("", "", "", "")
_KEPT = 3
"""Number, day and words stay in sight."""


@dataclass(frozen=True, slots=True)
class Offers:
    """The names by which staff call the offers: their titles, with the id where two share one."""

    names: Mapping[str, str]
    """By id, in the order of the catalogue."""
    providers: Mapping[str, str]

    @classmethod
    def of(cls, db: Db) -> Offers:
        cells = [row.cells for row in stored.current(db)]
        often = Counter(offer["title"] for offer in cells)
        names = {
            offer["id"]: (
                offer["title"]
                if often[offer["title"]] == 1
                else f"{offer['title']} ({offer['id']})"
            )
            for offer in cells
        }
        return cls(names, {offer["id"]: offer.get("provider", "") for offer in cells})

    def find(self, called: str) -> str | None:
        """The id of the offer that is called like this, or has this id."""
        if called in self.names:
            return called
        wanted = called.casefold()
        return next((id_ for id_, name in self.names.items() if name.casefold() == wanted), None)


def mark(wish: Wish) -> str:
    """Changes with every decision and every other wording. No spreadsheet takes it for a day."""
    content = f"{wish.content.text}|{wish.content.details}"
    return f"v{wish.version}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def sheets(db: Db, timezone: ZoneInfo, topics: Mapping[str, str]) -> Sequence[Sheet]:
    """All wishes, the newest first, and the offers that may be named beside them.

    `topics` are the names of topics by their ids.
    """
    offers = Offers.of(db)
    rows = (_row(wish, offers, topics, timezone) for wish in wishes.every(db))
    columns = _columns(len(offers.names))
    return Sheet(words.WISHES, columns, rows, in_sight=_KEPT), _offers(offers)


def _columns(offers: int) -> Sequence[Column]:
    listed = f"='{words.OFFERS}'!$A$2:$A${offers + 1}" if offers else ()
    return (
        Column(words.NUMBER, 9, Kind.NUMBER),
        Column(words.RECEIVED, 12, Kind.DAY),
        Column(words.TEXT, 44),
        Column(words.INTERESTED, 12, Kind.NUMBER),
        Column(words.STATUS, 16),
        Column(words.ANSWER, 28),
        Column(words.NEW_STATUS, 18, choices=tuple(words.DECISIONS.values()), to_fill_in=True),
        Column(words.NEW_ANSWER, 36, to_fill_in=True),
        Column(words.NEW_PASSED_TO, 20, to_fill_in=True),
        Column(words.NEW_OFFER, 24, choices=listed, to_fill_in=True),
        Column(words.TOPIC, 22),
        Column(words.AGE_FROM, 7, Kind.NUMBER),
        Column(words.AGE_TO, 7, Kind.NUMBER),
        Column(words.PLACE, 9),
        Column(words.TIME, 15),
        Column(words.SENSITIVE, 9),
        Column(words.LANGUAGE, 13),
        Column(words.SOURCE, 11),
        Column(words.PASSED_TO, 20),
        Column(words.OFFER, 24),
        Column(words.CHANGED, 12, Kind.DAY),
        Column(words.MARK, 14, hidden=True),
    )


def _row(
    wish: Wish, offers: Offers, topics: Mapping[str, str], timezone: ZoneInfo
) -> Sequence[Cell]:
    content, decision = wish.content, wish.decision
    details = content.details
    offer = decision.offer_id or ""
    return (
        wish.id,
        wish.created_at.astimezone(timezone).date(),
        content.text,
        wish.interested,
        words.STATUSES[decision.status],
        decision.answer,
        *_TO_FILL_IN,
        topics.get(content.topic or "", ""),
        details.age_from,
        details.age_to,
        words.PLACES.get(details.place, ""),
        words.TIMES.get(details.time, ""),
        words.YES if content.sensitive else "",
        say_in(DEFAULT).language_name(content.language.partition("@")[0]),
        words.SOURCES[wish.source],
        decision.passed_to,
        offers.names.get(offer, offer),
        wish.changed_at.astimezone(timezone).date(),
        mark(wish),
    )


def _offers(offers: Offers) -> Sheet:
    columns = (
        Column(words.OFFER, 60),
        Column(words.PROVIDER, 40),
        Column(words.OFFER_ID, 30),
    )
    return Sheet(words.OFFERS, columns, _offer_rows(offers))


def _offer_rows(offers: Offers) -> Iterator[Sequence[Cell]]:
    for id_, name in offers.names.items():
        yield name, offers.providers[id_], id_
