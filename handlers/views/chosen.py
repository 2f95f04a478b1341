"""What somebody chose in the guide: as words, and as the buttons that lead on and back."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from bot.guide import rooms
from bot.guide.choices import Choices
from bot.guide.fitting import TIMES
from bot.guide.rooms import Standing
from bot.i18n import Say
from bot.matching.places import ONLINE
from bot.message import Button, Message, Row
from handlers.views import buttons, facts, understood
from handlers.views.scene import Scene


def code(choices: Choices) -> str:
    return f"{buttons.GUIDE}:{choices.code}" if choices.code else buttons.GUIDE


def head(scene: Scene, standing: Standing) -> Markup:
    """Everything chosen so far, as "My child · 4–5 years · Sport · free of charge"."""
    return Markup("<b>{}</b>").format(words(scene, standing))


def words(scene: Scene, standing: Standing) -> str:
    """The same as plain words."""
    return " · ".join(_chosen(scene, standing)) or _title(scene.say)


def _title(say: Say) -> str:
    return say.text("All offers")


def _chosen(scene: Scene, standing: Standing) -> Iterator[str]:
    say, choices = scene.say, standing.choices
    if standing.whom:
        yield say.name(standing.whom.names)
    if choices.years:
        yield facts.ages(say, choices.years)
    elif standing.stage:
        yield say.name(standing.stage.names)
    if standing.topic:
        yield say.name(standing.topic.names)
    filters = choices.filters
    if filters.free:
        yield say.text("Free of charge")
    if filters.access:
        yield say.text("Accessible")
    if filters.time is not None and filters.time < len(TIMES):
        yield understood.times(say, TIMES[filters.time])
    if filters.place:
        place = rooms.place_name(scene.catalogue, filters.place)
        yield say.text("Online") if place == ONLINE else place


def said(note: Markup | None, *parts: Markup) -> Markup:
    """Lines, with `note` apart above them."""
    lines = Markup("\n").join(part for part in parts if part)
    return Markup("\n\n").join(part for part in (note, lines) if part)


def everything(scene: Scene, choices: Choices, number: int | None = None) -> Button:
    """Leads to all offers of some choices; `number` says how many, where it is known already."""
    if number is None:
        number = rooms.number(scene.catalogue, rooms.stand(scene.catalogue, choices))
    say = scene.say
    return Button(say.text("Show all ({number})", number=say.number(number)), code(choices))


def back(say: Say, standing: Standing) -> Row:
    return (buttons.back(say, code(standing.before)), Button(say.text("Start over"), buttons.GUIDE))


def nothing(scene: Scene, standing: Standing, note: Markup | None) -> Message:
    """No offer, as after an old button: never where a button of today leads."""
    say = scene.say
    text = say.html("For this we have nothing in our list yet. Please go one step back.")
    rows = (back(say, standing), (buttons.human(say),))
    return Message(said(note, head(scene, standing), text), rows)
