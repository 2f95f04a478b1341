"""The words in which a town's people fill in and read a sheet of wishes, whatever the terminal speaks."""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalogue.cells import Kind
from bot.catalogue.problems import N_, RefusedError
from bot.i18n import DEFAULT, say_in
from bot.wishes.saying import read_details
from bot.wishes.wish import Place, Source, Status, Time

_SAY = say_in(DEFAULT)

NUMBER = _SAY.text("Wish number")
RECEIVED = _SAY.text("Received on")
TEXT = _SAY.text("Wish")
LANGUAGE = _SAY.text("Language")
SENSITIVE = _SAY.text("Sensitive")
TOPIC = _SAY.text("Topic")
AGE_FROM = _SAY.text("Age from")
AGE_TO = _SAY.text("Age to")
PLACE = _SAY.text("Where")
TIME = _SAY.text("When")
SOURCE = _SAY.text("Source")
INTERESTED = _SAY.text("Interested")
STATUS = _SAY.text("Status")
ANSWER = _SAY.text("Answer so far")
PASSED_TO = _SAY.text("Passed on to")
OFFER = _SAY.text("Offer")
CHANGED = _SAY.text("Changed on")
NEW_STATUS = _SAY.text("New status")
NEW_ANSWER = _SAY.text("New answer")
NEW_PASSED_TO = _SAY.text("New: passed on to")
NEW_OFFER = _SAY.text("New: offer")
MARK = _SAY.text("Version (do not change)")
PROVIDER = _SAY.text("Provider")
OFFER_ID = _SAY.text("Id")

WISHES = _SAY.text("Wishes")
OFFERS = _SAY.text("Offers")
YES = _SAY.text("yes")

STATUSES: Mapping[str, str] = {
    Status.ARRIVED: _SAY.text("Arrived"),
    Status.WORKING: _SAY.text("We are working on it"),
    Status.PLANNED: _SAY.text("Planned"),
    Status.OFFERED: _SAY.text("Exists now"),
    Status.EXISTING: _SAY.text("Exists already"),
    Status.PASSED_ON: _SAY.text("Passed on"),
    Status.REFUSED: _SAY.text("Sadly not possible"),
}
DECISIONS = {status: word for status, word in STATUSES.items() if status != Status.ARRIVED}
"""What staff can say to a wish."""

SOURCES: Mapping[str, str] = {
    Source.CHAT: _SAY.text("Chat"),
    Source.PHONE: _SAY.text("Phone"),
    Source.COUNTER: _SAY.text("Counter"),
    Source.CONFERENCE: _SAY.text("Conference"),
}
ELSEWHERE = {source: word for source, word in SOURCES.items() if source != Source.CHAT}
"""The ways in that are not Telegram's."""

PLACES: Mapping[str, str] = {
    Place.TOWN: _SAY.text("in the town"),
    Place.ONLINE: _SAY.text("online"),
}
TIMES: Mapping[str, str] = {
    Time.DAYTIME: _SAY.text("in the daytime"),
    Time.EVENING: _SAY.text("in the evening"),
    Time.WEEKEND: _SAY.text("at the weekend"),
}


def one_of(words: Mapping[str, str]) -> Kind:
    """Reads one of these words as what it stands for."""
    meant = {word.casefold(): name for name, word in words.items()}

    def read(cell: str) -> str:
        said = cell.casefold().rstrip(" .…")
        # As on the desk's button: "Weitergegeben an …".
        if (found := meant.get(said) or meant.get(said.removesuffix(" an"))) is None:
            raise _unknown(cell, words)
        return found

    return read


def detail(name: str, words: Mapping[str, str]) -> Kind:
    """Reads the place or the time of a wish, also in other words than ours."""

    def read(cell: str) -> str:
        found = read_details(cell)
        if set(found) != {name}:
            raise _unknown(cell, words)
        return str(found[name])

    return read


def _unknown(cell: str, words: Mapping[str, str]) -> RefusedError:
    allowed = ", ".join(words.values())
    return RefusedError(
        N_("“{text}” is not known here; write one of: {allowed}"), text=cell, allowed=allowed
    )
