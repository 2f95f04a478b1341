"""The list of everything that is pending, and what narrows it."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from bot.desk.item import Item
from bot.desk.kinds import Kind, Standing
from bot.desk.pending import Page
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.wishes.wish import Status
from handlers.views.desk import codes, names
from handlers.views.desk.codes import Narrow, Turn, filter_code, turn_code
from handlers.views.scene import Scene

SIZE = 6
"""Items that a phone shows at once."""

WORDS = 60
"""Characters of a citizen's words in a list."""


def page(  # noqa: PLR0913, PLR0917 - what stands on a page
    scene: Scene,
    turn: Turn,
    found: Page,
    me: int,
    note: Markup | None = None,
    proposals: Row = (),
) -> Message:
    """One page, the oldest first; `note` says above it what was just done.

    `proposals` lead to what is proposed to staff, from the whole list only.
    """
    say, narrow = scene.say, turn.narrow
    paragraphs = [_head(scene, narrow, found), *(entry(scene, item, me) for item in found.items)]
    if note:
        paragraphs.insert(0, note)
    if not found.items:
        paragraphs.append(say.html("Nothing is waiting here."))
    rows: list[Row] = [(_open(scene, item, turn),) for item in found.items]
    if turning := tuple(_turning(say, narrow, found)):
        rows.append(turning)
    filters = [Button(say.text("Narrow the list"), filter_code(narrow))]
    if narrow != Narrow():
        filters.append(Button(say.text("Show everything"), turn_code(Turn())))
    else:
        filters.append(Button(say.text("Not delivered"), codes.undelivered()))
    if proposals and narrow == Narrow():
        rows.append(proposals)
    return Message(Markup("\n\n").join(paragraphs), (*rows, tuple(filters)))


def entry(scene: Scene, item: Item, me: int) -> Markup:
    """What, how old, of which topic, how many want it, who works on it; then its words."""
    say = scene.say
    told = (
        names.age(scene, item.created_at),
        "" if item.status in {Status.ARRIVED, Standing.OPEN} else names.standing(say, item),
        names.topic(scene, item),
        _wanted(say, item),
        names.taken(scene, item.taken, me),
    )
    line = " · ".join(part for part in told if part)
    head = Markup("<b>{}</b> · {}").format(names.numbered(say, item.ref), line)
    words = about(scene, item)
    return head + Markup("\n{}").format(shorten(words, WORDS)) if words else head


def about(scene: Scene, item: Item) -> str:
    """What it says, or is about."""
    if item.kind is Kind.CORRECTION:
        offer = scene.catalogue.by_id.get(item.offer_id or "")
        return offer.title if offer else scene.say.text("an offer that is gone")
    if item.application is not None:
        return ": ".join(part for part in (item.about, item.text) if part)
    return item.text


def _wanted(say: Say, item: Item) -> str:
    if item.wish is None:
        return ""
    return say.plural("{number} interested", "{number} interested", item.interested)


def _head(scene: Scene, narrow: Narrow, found: Page) -> Markup:
    say = scene.say
    head = say.html("<b>Inbox</b>")
    if found.items:
        head += " · " + say.html(
            "{first}–{last} of {total}",
            first=found.place,
            last=found.place + len(found.items) - 1,
            total=say.number(found.total),
        )
    told = told_of(scene, narrow)
    return head + Markup("\n<i>{}</i>").format(told) if told else head


def told_of(scene: Scene, narrow: Narrow) -> str:
    """What the list is narrowed to, as "Wishes · older than 14 days"."""
    say = scene.say
    parts = [
        names.kinds(say, narrow.kind) if narrow.kind else "",
        _topic_name(scene, narrow.topic),
        say.text("older than {days} days", days=narrow.days) if narrow.days else "",
        names.state(say, narrow.status) if narrow.status else "",
        say.text("with a tag") if narrow.tag else "",
    ]
    return " · ".join(part for part in parts if part)


def _topic_name(scene: Scene, key: int | None) -> str:
    if key is None:
        return ""
    found = next((one for one in scene.catalogue.town.topics if one.key == key), None)
    return scene.say.name(found.names) if found else scene.say.text("without topic")


def _open(scene: Scene, item: Item, turn: Turn) -> Button:
    name = names.numbered(scene.say, item.ref)
    words = about(scene, item)
    label = f"{name}: {words}" if words else name
    return Button(shorten(label), codes.card(item.ref, turn_code(turn)))


def _turning(say: Say, narrow: Narrow, found: Page) -> Iterator[Button]:
    if found.has_previous:
        turn = Turn(narrow, before=found.items[0].ref)
        yield Button(say.text("Earlier"), turn_code(turn))
    if found.has_next:
        yield Button(say.text("More"), turn_code(Turn(narrow, after=found.items[-1].ref)))
