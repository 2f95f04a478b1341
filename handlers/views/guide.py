"""The guide: for whom, how old, about what, and then the offers; each question on the same card."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from bot.catalogue.offers import AgeRange
from bot.guide import rooms
from bot.guide.ages import OLDEST
from bot.guide.choices import Choices
from bot.guide.rooms import Standing
from bot.i18n import Say
from bot.message import Button, Message, shorten
from handlers.views import buttons, chosen, facts, narrowing
from handlers.views.scene import Scene


def card(scene: Scene, choices: Choices, note: Markup | None = None) -> Message:
    """The next question, or the offers; `note` is what has to be said first."""
    standing = rooms.stand(scene.catalogue, choices)
    if standing.lost:
        note = scene.say.html("That is no longer in our list. Please choose again.")
    if standing.choices.whom is None:
        return _whom(scene, note)
    if not standing.choices.aged:
        return _age(scene, standing, note)
    if standing.choices.topic is None:
        return _topic(scene, standing, note)
    if standing.choices.menu:
        return narrowing.filters(scene, standing)
    return narrowing.results(scene, standing, note)


def opening(scene: Scene, code: str) -> Message | None:
    """What a link `g_<code>` opens: choices as in a button, with "_" between them.

    `g_1` leads to the ages of children, `g_1_s3_19` to sport for those of four and five.
    """
    choices = Choices.read(code.replace("_", ":"))
    return card(scene, choices) if choices else None


def no_such_age(say: Say) -> Markup:
    return say.html(
        "Please write an age from 0 to {oldest}, for example <i>4</i> or <i>year 7</i>.",
        oldest=str(OLDEST),
    )


def not_their_age(say: Say, standing: Standing, years: AgeRange) -> Markup:
    return say.html(
        "“{whom}” and {ages} do not go together. Please write the age again, or go one step back.",
        whom=say.name(standing.whom.names) if standing.whom else "",
        ages=facts.ages(say, years),
    )


def _whom(scene: Scene, note: Markup | None) -> Message:
    say, catalogue = scene.say, scene.catalogue
    ask = say.html("<b>Search step by step</b>\nWhom are you looking for?")
    standings = [rooms.stand(catalogue, Choices(whom.key)) for whom in catalogue.town.guide]
    rows = [
        (Button(shorten(say.name(one.whom.names)), chosen.code(one.choices)),)
        for one in standings
        if one.whom and rooms.is_inhabited(catalogue, one)
    ]
    everything = (chosen.everything(scene, Choices(0, 0), len(catalogue.offers)),)
    paths = ((buttons.paths(say),),) if catalogue.town.paths else ()
    back = (buttons.back(say, buttons.START),)
    return Message(chosen.said(note, ask), (*rows, everything, *paths, back))


def _age(scene: Scene, standing: Standing, note: Markup | None) -> Message:
    say, choices = scene.say, standing.choices
    ask = say.html(
        "What age? You can also write it: <i>4</i>, <i>four and a half</i>, <i>year 7</i>."
    )
    stages = [
        (stage, replace(choices, stage=stage.key))
        for stage in (standing.whom.stages if standing.whom else ())
    ]
    found = [
        Button(shorten(say.name(stage.names)), chosen.code(next_))
        for stage, next_ in stages
        if rooms.is_inhabited(scene.catalogue, rooms.stand(scene.catalogue, next_))
    ]
    any_age = (Button(say.text("Any age"), chosen.code(replace(choices, stage=0))),)
    everything = (chosen.everything(scene, replace(choices, stage=0, topic=0)),)
    rows = (*buttons.two_a_row(found), any_age, everything, chosen.back(say, standing))
    return Message(chosen.said(note, chosen.head(scene, standing), ask), rows)


def _topic(scene: Scene, standing: Standing, note: Markup | None) -> Message:
    say, choices = scene.say, standing.choices
    topics = rooms.topics(scene.catalogue, standing)
    if not topics.total:
        return chosen.nothing(scene, standing, note)
    found = [
        Button(
            _counted(say.name(topic.names), count), chosen.code(replace(choices, topic=topic.key))
        )
        for topic, count in topics.counted
    ]
    everything = (chosen.everything(scene, replace(choices, topic=0), topics.total),)
    text = chosen.said(note, chosen.head(scene, standing), say.html("What is it to be about?"))
    return Message(text, (*buttons.two_a_row(found), everything, chosen.back(say, standing)))


def _counted(name: str, count: int) -> str:
    tail = f" ({count})"
    return shorten(name, 40 - len(tail)) + tail
