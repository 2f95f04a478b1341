"""What the list is narrowed to: kind, state, age, topic, tag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.desk.kinds import Kind
from bot.message import Button, Message, shorten
from handlers.views import buttons
from handlers.views.desk import listing, names
from handlers.views.desk.codes import (
    STATUS_LETTERS,
    WITHOUT,
    Narrow,
    Turn,
    filter_code,
    sign,
    turn_code,
)
from handlers.views.scene import Scene

AGES = (7, 14, 30)
"""Days; older than these."""

TOPICS = "t"
TAGS = "g"


def choose(scene: Scene, narrow: Narrow) -> Message:
    """Each button narrows, or takes that back; the list is one tap away."""
    say = scene.say
    text = say.html("<b>Narrow the list</b>")
    told = listing.told_of(scene, narrow)
    text += "\n" + (say.html("Now: {what}", what=told) if told else say.html("Now: everything"))
    text += "\n\n" + say.html("To type: <i>/inbox wishes</i>, <i>/inbox older 14</i>")
    more = (
        Button(say.text("By topic"), filter_code(narrow, TOPICS)),
        Button(say.text("By tag"), filter_code(narrow, TAGS)),
    )
    show = Button(say.text("Show the list"), turn_code(Turn(narrow)))
    return Message(text, (*buttons.two_a_row(list(_all(scene, narrow))), more, (show,)))


def topics(scene: Scene, narrow: Narrow) -> Message:
    say = scene.say
    named = [(one.key, say.name(one.names)) for one in scene.catalogue.town.topics]
    found = [
        _list(name, replace(narrow, topic=key), on=narrow.topic == key)
        for key, name in [*named, (WITHOUT, say.text("without topic"))]
    ]
    text = say.html("Of which topic?")
    return Message(text, (*buttons.two_a_row(found), (_back(scene, narrow),)))


def tags(scene: Scene, narrow: Narrow, used: Sequence[str]) -> Message:
    say = scene.say
    found = [
        _list(f"#{one}", replace(narrow, tag=sign(one)), on=narrow.tag == sign(one)) for one in used
    ]
    text = say.html("With which tag?") if found else say.html("There are no tags yet.")
    return Message(text, (*buttons.two_a_row(found), (_back(scene, narrow),)))


def _all(scene: Scene, narrow: Narrow) -> Iterator[Button]:
    say = scene.say
    for kind in Kind:
        on = narrow.kind is kind
        chosen = replace(narrow, kind=None if on else kind)
        yield _again(names.kinds(say, kind), chosen, on=on)
    for status in STATUS_LETTERS:
        on = narrow.status is status
        chosen = replace(narrow, status=None if on else status)
        yield _again(names.state(say, status), chosen, on=on)
    for days in AGES:
        on = narrow.days == days
        name = say.text("older than {days} days", days=days)
        yield _again(name, replace(narrow, days=None if on else days), on=on)


def _again(name: str, narrow: Narrow, *, on: bool) -> Button:
    return Button(shorten(f"✓ {name}" if on else name), filter_code(narrow))


def _list(name: str, narrow: Narrow, *, on: bool) -> Button:
    return Button(shorten(f"✓ {name}" if on else name), turn_code(Turn(narrow)))


def _back(scene: Scene, narrow: Narrow) -> Button:
    return buttons.back(scene.say, filter_code(narrow))
