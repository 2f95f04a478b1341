"""What staff can do with an item: the buttons of its card."""

from __future__ import annotations

from collections.abc import Iterator

from bot.desk.item import Item
from bot.desk.kinds import CLOSED_BY_HAND, WITH_TOPIC, WITH_WORDS, Kind
from bot.i18n import Say
from bot.message import Button, Row
from handlers.views import buttons
from handlers.views.desk.codes import step
from handlers.views.scene import Scene

TAKE, RELEASE, UNDO = "t", "r", "z"
STATUS, CLOSE, REOPEN, RETRY = "s", "x", "o", "d"
TAGS, TOPIC, GROUP, THRESHOLD, REDACT, HAND = "m", "p", "g", "h", "k", "a"
ACCEPT, DECLINE = "y", "n"


def ways(scene: Scene, item: Item, me: int, back: str) -> Iterator[Row]:
    say = scene.say

    def way(label: str, letter: str) -> Button:
        return Button(label, step(letter, item.ref, item.version, back=back))

    mine = item.taken is not None and item.taken.person == me
    took = way(say.text("Release"), RELEASE) if mine else way(say.text("I take it"), TAKE)
    yield (took, *_ending(say, item, back))
    offer = scene.catalogue.by_id.get(item.offer_id or "")
    if offer is not None:
        yield (buttons.offer(offer.title, offer.key, buttons.APART),)
    found = [
        (item.kind in WITH_TOPIC, way(say.text("Topic"), TOPIC)),
        (True, way(say.text("Tags"), TAGS)),
        (item.kind is Kind.WISH, way(say.text("Group"), GROUP)),
        (item.kind is Kind.WISH, way(say.text("Threshold"), THRESHOLD)),
        (item.kind is Kind.WISH and item.is_open, way(say.text("To a working group"), HAND)),
        (item.kind in WITH_WORDS, way(say.text("Clean the words"), REDACT)),
        (True, way(say.text("Undo last step"), UNDO)),
    ]
    yield from buttons.two_a_row([button for there, button in found if there])


def _ending(say: Say, item: Item, back: str) -> Iterator[Button]:
    """What ends the work on it."""

    def way(label: str, letter: str) -> Button:
        return Button(label, step(letter, item.ref, item.version, back=back))

    if item.kind is Kind.WISH:
        yield way(say.text("Answer"), STATUS)
    if item.kind is Kind.APPLICATION and item.is_open:
        yield way(say.text("Accept"), ACCEPT)
        yield way(say.text("Decline kindly"), DECLINE)
    if item.kind is Kind.DEAD and item.is_open:
        yield way(say.text("Try again"), RETRY)
    if item.kind in CLOSED_BY_HAND:
        yield (
            way(say.text("Settled"), CLOSE) if item.is_open else way(say.text("Open again"), REOPEN)
        )
