"""What a wish is put together with: others like it, and the working groups that talk about it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.desk.handing import Choice
from bot.desk.item import Item
from bot.i18n import Say
from bot.message import Message, Row
from handlers.views.desk import names
from handlers.views.desk.frame import head, mark, to_card
from handlers.views.desk.ways import GROUP, HAND
from handlers.views.scene import Scene

ALONE = "-"
"""In place of a wish's number: out of the group."""


def group(scene: Scene, item: Item, alike: Sequence[Item], back: str) -> Message:
    """Wishes that mean the same can be answered at once; each stays as it is."""
    say = scene.say
    parts = [head(say, item) + say.html("“{text}”", text=item.text)]
    others = [str(number) for number in item.group if number != item.number]
    if others:
        parts.append(say.html("In a group with: {numbers}", numbers=", ".join(others)))
    if alike:
        lines = [
            Markup("<b>{}</b> {}").format(names.numbered(say, one.ref), one.text) for one in alike
        ]
        parts.append(Markup("\n").join([say.html("These are similar:"), *lines]))
    if alike:
        hint = say.html("Tap one, or write numbers: <i>13 15</i>. Each wish stays as it is.")
    else:
        hint = say.html(
            "I found nothing similar. Writing numbers works: <i>13 15</i>. "
            "Each wish stays as it is."
        )
    parts.append(hint)
    rows: list[Row] = [
        (mark(f"{one.number}: {one.text}", GROUP, item, one.number, back),) for one in alike
    ]
    if others:
        rows.append((mark(say.text("Out of the group"), GROUP, item, ALONE, back),))
    return Message(Markup("\n\n").join(parts), (*rows, (to_card(say, item, back),)))


def _heading(say: Say, item: Item) -> Markup:
    if item.wish is not None and item.wish.content.sensitive:
        return say.html("There everybody reads its number only: it is sensitive.")
    return say.html("There everybody reads: “{text}”", text=item.text)


def hand(scene: Scene, item: Item, choices: Sequence[Choice], back: str) -> Message:
    """To which working group the wish goes."""
    say = scene.say
    lines = [
        head(say, item)
        + say.html("Which working group shall talk about it? Tap, or write its name."),
        *(_group_line(scene, one) for one in choices),
        say.html("It comes onto the agenda of the next meeting, also of one not planned yet.")
        + " "
        + _heading(say, item),
    ]
    mine = {number for number, _ in item.handed}
    rows = [
        (mark(one.group.about.name, HAND, item, one.group.id, back, on=one.group.id in mine),)
        for one in choices
    ]
    return Message(Markup("\n").join(lines), (*rows, (to_card(say, item, back),)))


def _group_line(scene: Scene, one: Choice) -> Markup:
    when = scene.say.text("no meeting planned")
    if one.next is not None:
        when = scene.say.day(one.next.span.start.astimezone(scene.now.tzinfo).date())
    return Markup("• {}: {}").format(one.group.about.name, when)
