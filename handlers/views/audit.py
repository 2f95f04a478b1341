"""Who did what at the desk: each action by itself, nothing added up by person."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.desk.kinds import Kind, Ref
from bot.desk.trail import Noted
from bot.i18n import Say
from bot.message import Button, Message
from handlers.views import buttons
from handlers.views.desk import names
from handlers.views.scene import Scene

SIZE = 10
"""Entries on a page."""


def page(scene: Scene, noted: Sequence[Noted], *, older: bool) -> Message:
    """`noted` has one entry more than is shown where there are earlier ones; `older`: not the first page."""
    say, shown = scene.say, noted[:SIZE]
    lines = [say.html("<b>Who did what</b>")]
    lines += [_entry(scene, one) for one in shown]
    if not shown:
        lines.append(say.html("Nothing is noted here."))
    lines.append(say.html("<i>Kept for a year, for admins only. Never any words of citizens.</i>"))
    row = []
    if older:
        row.append(Button(say.text("The newest"), buttons.AUDIT))
    if len(noted) > SIZE:
        row.append(Button(say.text("Earlier"), f"{buttons.AUDIT}:{shown[-1].id}"))
    return Message(Markup("\n").join(lines), (tuple(row),) if row else ())


def _entry(scene: Scene, one: Noted) -> Markup:
    say = scene.say
    what = _about(say, one)
    parts = (
        names.clock(scene, one.at),
        names.colleague(say, one.seat),
        what,
        names.action(say, one.action),
    )
    return Markup("• {}").format(" · ".join(part for part in parts if part))


def _about(say: Say, one: Noted) -> str:
    if one.kind in set(Kind):
        return names.numbered(say, Ref(Kind(one.kind), one.number))
    return one.kind
