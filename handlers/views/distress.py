"""A word for who is at the end of their tether: somebody to talk to at this very hour."""

from __future__ import annotations

from markupsafe import Markup

from bot.catalogue.helplines import Helpline, Whom
from handlers.views.scene import Scene


def now(scene: Scene) -> Markup:
    """The lines for everybody that answer now; the offers above may be closed."""
    lines = [
        _line(scene, line)
        for line in scene.catalogue.town.helplines
        if line.whom is Whom.ALL and line.open_at(scene.now)
    ]
    head = scene.say.html("<b>Somebody to talk to right now, for relatives, too:</b>")
    return Markup("\n").join([head, *lines]) if lines else Markup()


def _line(scene: Scene, line: Helpline) -> Markup:
    name, hours = scene.say.name(line.names), scene.say.name(line.hours)
    return Markup("{}: <b>{}</b> ({})").format(name, line.phone, hours)
