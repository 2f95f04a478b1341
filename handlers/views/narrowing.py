"""The offers at the end of the guide, and what narrows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.guide import rooms
from bot.guide.choices import NO_FILTERS, Choices
from bot.guide.fitting import is_sure
from bot.guide.rooms import Option, Standing
from bot.i18n import Say
from bot.matching.answer import Aspect, Match
from bot.matching.places import ONLINE
from bot.message import Button, Message, Row, shorten
from handlers.views import buttons, chosen, lists, reasons, understood
from handlers.views.scene import Scene


def results(scene: Scene, standing: Standing, note: Markup | None) -> Message:
    say, choices = scene.say, standing.choices
    found = rooms.results(scene.catalogue, standing)
    if not found:
        return chosen.nothing(scene, standing, note)
    page = lists.Page.of(found, choices.offset)
    shown = say.html(
        "{first}–{last} of {total}", first=page.first, last=page.last, total=page.total
    )
    entries = [
        lists.entry(number, match.offer, _why(scene, match))
        for number, match in enumerate(page.shown, page.first)
    ]
    here = chosen.code(replace(choices, offset=page.start))
    rows = lists.rows([match.offer for match in page.shown], here)
    elsewhere = f"{buttons.GUIDE}:{replace(choices, offset=0).code[:-1]}{{offset}}"
    rows += page.turning(say, elsewhere) + page.jumping(elsewhere)
    narrow = (
        Button(say.text("Filter"), chosen.code(replace(choices, menu=True))),
        *_more(scene, choices),
    )
    head = chosen.said(note, chosen.head(scene, standing), shown, _sure(say, standing, found))
    alert = (buttons.alert_of_guide(say, replace(choices, offset=0).code),)
    return Message(
        Markup("\n\n").join([head, *entries]), (*rows, narrow, alert, chosen.back(say, standing))
    )


def _sure(say: Say, standing: Standing, found: Sequence[Match]) -> Markup:
    """Of a filtered list: how many do as the filters want; the others leave it open."""
    if standing.choices.filters == NO_FILTERS:
        return Markup("")
    number = sum(is_sure(match) for match in found)
    if number == len(found):
        return Markup("")
    return say.html(
        "{number} fit for sure. The others do not say: please ask.", number=say.number(number)
    )


def _more(scene: Scene, choices: Choices) -> Row:
    """Out of the filters, then out of the topic."""
    if choices.filters != NO_FILTERS:
        wider = replace(choices, filters=NO_FILTERS, offset=0)
    elif choices.topic:
        wider = replace(choices, topic=0, offset=0)
    else:
        return ()
    return (chosen.everything(scene, wider),)


def filters(scene: Scene, standing: Standing) -> Message:
    say = scene.say
    options = rooms.options(scene.catalogue, standing)
    text = say.html("Only show offers that fit. Where we do not know, they stay in, marked.")
    if not options:
        text = say.html(
            "There is nothing to narrow down here: too little is known of these offers."
        )
    rows = tuple((_option(scene, standing, option),) for option in options)
    return Message(
        chosen.said(None, chosen.head(scene, standing), text), (*rows, chosen.back(say, standing))
    )


def _option(scene: Scene, standing: Standing, option: Option) -> Button:
    say = scene.say
    then = replace(standing.choices, filters=option.filters, menu=False, offset=0)
    name = shorten(_named(say, option), 24)
    if option.chosen:
        return Button(f"{name} ✕", chosen.code(then))
    label = say.text("{name}: {sure} sure", name=name, sure=say.number(option.sure))
    return Button(shorten(label), chosen.code(then))


def _named(say: Say, option: Option) -> str:
    if option.aspect is Aspect.PRICE:
        return say.text("Free of charge")
    if option.aspect is Aspect.ACCESS:
        return say.text("Accessible")
    if option.time is not None:
        return understood.times(say, option.time)
    return say.text("Online") if option.place == ONLINE else option.place


def _why(scene: Scene, match: Match) -> str:
    """What speaks for it, and which of the chosen filters nobody can answer."""
    marks = [reasons.why(scene, match)]
    if Aspect.ACCESS in match.unknown:
        marks.append(scene.say.text("accessibility not stated"))
    if Aspect.PLACE in match.unknown:
        marks.append(scene.say.text("place not stated"))
    return " · ".join(mark for mark in marks if mark)
