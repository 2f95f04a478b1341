"""Wishes that may mean the same: the list of such clusters, and one with its wishes."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.desk.clustering import Cluster
from bot.desk.handing import Choice
from bot.desk.item import Item
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from handlers.views import buttons
from handlers.views.desk.card import to_list
from handlers.views.desk.codes import CLUSTER, CLUSTERS, own
from handlers.views.desk.pairs import wish_line
from handlers.views.scene import Scene

SIZE = 6
"""Clusters on a page."""

GROUPS = 8
"""Working groups that are offered."""

HAND, TOGETHER, PART = "h", "g", "n"


def entrance(say: Say, number: int) -> Button:
    """On the list of everything that waits."""
    return Button(say.text("May be the same ({number})", number=say.number(number)), own(CLUSTERS))


def page(scene: Scene, shown: Sequence[Cluster], offset: int, total: int) -> Message:
    """`shown` are those of this page."""
    say = scene.say
    head = say.html("<b>May be the same</b>")
    if not shown:
        text = head + "\n" + say.html("No wishes wait to be put together.")
        return Message(text, ((to_list(say, ""),),))
    lead = say.html("These wishes sound alike. They stay apart until you put them together.")
    lines = [Markup("• {}: {}").format(_counted(say, one), one.wishes[0].text) for one in shown]
    rows: list[Row] = [
        (Button(shorten(one.wishes[0].text), own(CLUSTER, one.number)),) for one in shown
    ]
    turning = buttons.pages(say, offset, SIZE, total, own(CLUSTERS, "{offset}"))
    rows += [turning] if turning else []
    text = Markup("\n\n").join([head + "\n" + lead, Markup("\n").join(lines)])
    return Message(text, (*rows, (to_list(say, ""),)))


def _counted(say: Say, one: Cluster) -> str:
    return say.plural("{number} wish", "{number} wishes", len(one.wishes))


def cluster(scene: Scene, found: Cluster, back: Button | None, note: Markup | None) -> Message:
    """The wishes of a cluster; `back` takes back what was just done."""
    say = scene.say
    parts = [note] if note else []
    rows: list[Row] = []
    if not found.wishes:
        parts.append(say.html("Nothing is left here to be put together."))
    else:
        number = say.number(len(found.wishes))
        parts.append(say.html("<b>{number} wishes may mean the same:</b>", number=number))
        parts += [wish_line(say, one) for one in found.wishes]
        parts.append(
            say.html(
                "Each wish stays as it is. As one item of a meeting they are answered together, "
                "and everybody who waits for one hears of it."
            )
        )
        rows = [*_ways(scene, found), *_apart(say, found)]
    if back:
        rows.append((back,))
    others = Button(say.text("Other similar wishes"), own(CLUSTERS))
    return Message(Markup("\n\n").join(parts), (*rows, (others, to_list(say, ""))))


def _ways(scene: Scene, found: Cluster) -> list[Row]:
    say = scene.say
    given = [(_to(say, found, one),) for one in found.choices[:GROUPS]]
    only = say.text("Only put them together")
    return [*given, (Button(only, own(CLUSTER, found.number, found.sign, TOGETHER)),)]


def _to(say: Say, found: Cluster, one: Choice) -> Button:
    label = say.text("To “{group}”", group=one.group.about.name)
    return Button(shorten(label), own(CLUSTER, found.number, found.sign, HAND, one.group.id))


def _apart(say: Say, found: Cluster) -> list[Row]:
    none = Button(say.text("They differ"), own(CLUSTER, found.number, found.sign, PART))
    if len(found.wishes) == 2:
        return [(none,)]
    return [*((_without(say, found, one),) for one in found.wishes), (none,)]


def _without(say: Say, found: Cluster, one: Item) -> Button:
    label = say.text("Wish {number} is something else", number=one.number)
    return Button(label, own(CLUSTER, found.number, found.sign, PART, one.number))
