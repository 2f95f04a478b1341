"""Who did what at the desk: each action by itself, nothing added up by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.desk import refusals
from bot.desk.kinds import Kind, Ref
from bot.desk.trail import Noted
from bot.gaps import findings
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
    who = names.colleague(scene, one.seat)
    if one.action == refusals.ACTION and (one.seat is None or one.seat.number is None):
        who = scene.say.text("somebody without access")
    parts = (names.clock(scene, one.at), who, _about(scene.say, one), _done(scene.say, one))
    return Markup("• {}").format(" · ".join(part for part in parts if part))


def _done(say: Say, one: Noted) -> str:
    named = {
        refusals.ACTION: say.text("turned away"),
        "export": say.text("written to a file"),
        "import": say.text("read from a file"),
        "enter": say.text("entered"),
        "remove": say.text("removed"),
        "answer": say.text("answered for somebody"),
        findings.MARK: say.text("kind of gap said"),
        findings.UNMARK: say.text("kind of gap taken back"),
    }
    return named.get(one.action) or names.action(say, one.action)


def _about(say: Say, one: Noted) -> str:
    """The item, or what all of it was about; never a name that only the code knows."""
    if one.action == refusals.ACTION:
        return places(say).get(one.kind.partition(".")[0], "")
    if one.number and one.kind in set(Kind):
        return names.numbered(say, Ref(Kind(one.kind), one.number))
    named = {
        Kind.WISH.value: say.text("Wishes"),
        "gaps": say.text("Table of gaps"),
        "gaps-raw": say.text("Counts of the gaps"),
        "pictures": say.text("Pictures of the gaps"),
        "report": say.text("Report of a quarter"),
        findings.ABOUT: say.text("Gap"),
        "attendance": say.text("List to sign"),
        "contact": say.text("Members without Telegram"),
    }
    return named.get(one.kind, "")


def places(say: Say) -> Mapping[str, str]:
    """Where a route leads that not everybody may go, by the conversation it belongs to."""
    return {
        "inbox": say.text("Inbox"),
        "audit": say.text("Trail"),
        "counter": say.text("Entering wishes"),
        "digest": say.text("Weekly letter"),
        "gaps": say.text("Gaps"),
        "figures": say.text("Figures"),
        "pictures": say.text("Pictures of the gaps"),
        "groups": say.text("Working groups"),
        "conversation": say.text("Members without Telegram"),
        "admitting": say.text("Working groups"),
        "linking": say.text("Telegram groups"),
        "planning": say.text("Planning meetings"),
        "team": say.text("Team"),
        "attendance": say.text("List to sign"),
    }
