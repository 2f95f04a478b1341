"""The guide: for whom, how old, about what, and then the offers; each question on the same card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.catalogue.offers import AgeRange
from bot.guide import rooms
from bot.guide.ages import OLDEST
from bot.guide.choices import NO_FILTERS, Choices
from bot.guide.rooms import Option, Standing
from bot.i18n import Say
from bot.matching.answer import Aspect, Match
from bot.matching.places import ONLINE
from bot.message import Button, Message, Row, shorten
from handlers.views import buttons, facts, lists, reasons, understood
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
    return _filters(scene, standing) if standing.choices.menu else _results(scene, standing, note)


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


def code(choices: Choices) -> str:
    return f"{buttons.GUIDE}:{choices.code}" if choices.code else buttons.GUIDE


def _whom(scene: Scene, note: Markup | None) -> Message:
    say, catalogue = scene.say, scene.catalogue
    ask = say.html("<b>Search step by step</b>\nWhom are you looking for?")
    standings = [rooms.stand(catalogue, Choices(whom.key)) for whom in catalogue.town.guide]
    rows = [
        (Button(shorten(say.name(one.whom.names)), code(one.choices)),)
        for one in standings
        if one.whom and rooms.is_inhabited(catalogue, one)
    ]
    everything = (_all(say, len(catalogue.offers), Choices(0, 0)),)
    paths = ((buttons.paths(say),),) if catalogue.town.paths else ()
    back = (buttons.back(say, buttons.START),)
    return Message(_said(note, ask), (*rows, everything, *paths, back))


def _age(scene: Scene, standing: Standing, note: Markup | None) -> Message:
    say, choices = scene.say, standing.choices
    ask = say.html(
        "What age? You can also write it: <i>4</i>, <i>four and a half</i>, <i>year 7</i>."
    )
    chosen = [
        (stage, replace(choices, stage=stage.key))
        for stage in (standing.whom.stages if standing.whom else ())
    ]
    found = [
        Button(shorten(say.name(stage.names)), code(next_))
        for stage, next_ in chosen
        if rooms.is_inhabited(scene.catalogue, rooms.stand(scene.catalogue, next_))
    ]
    any_age = (Button(say.text("Any age"), code(replace(choices, stage=0))),)
    everything = (_all(say, *_wider(scene, replace(choices, stage=0, topic=0))),)
    rows = (*buttons.two_a_row(found), any_age, everything, _back(say, standing))
    return Message(_said(note, _head(scene, standing), ask), rows)


def _topic(scene: Scene, standing: Standing, note: Markup | None) -> Message:
    say, choices = scene.say, standing.choices
    topics = rooms.topics(scene.catalogue, standing)
    if not topics.total:
        none = say.html("For this we have nothing in our list yet. Please go one step back.")
        return Message(_said(note, _head(scene, standing), none), _no_way_on(say, standing))
    found = [
        Button(_counted(say.name(topic.names), count), code(replace(choices, topic=topic.key)))
        for topic, count in topics.counted
    ]
    everything = (_all(say, topics.total, replace(choices, topic=0)),)
    text = _said(note, _head(scene, standing), say.html("What is it to be about?"))
    return Message(text, (*buttons.two_a_row(found), everything, _back(say, standing)))


def _results(scene: Scene, standing: Standing, note: Markup | None) -> Message:
    say, choices = scene.say, standing.choices
    found = rooms.results(scene.catalogue, standing)
    if not found:
        none = say.html("For this we have nothing in our list yet. Please go one step back.")
        return Message(_said(note, _head(scene, standing), none), _no_way_on(say, standing))
    page = lists.Page.of(found, choices.offset)
    shown = say.html(
        "{first}–{last} of {total}", first=page.first, last=page.last, total=page.total
    )
    entries = [
        lists.entry(number, match.offer, _why(scene, match))
        for number, match in enumerate(page.shown, page.first)
    ]
    here = code(replace(choices, offset=page.start))
    rows = lists.rows([match.offer for match in page.shown], here)
    elsewhere = f"{buttons.GUIDE}:{replace(choices, offset=0).code[:-1]}{{offset}}"
    rows += page.turning(say, elsewhere) + page.jumping(elsewhere)
    narrow = (Button(say.text("Filter"), code(replace(choices, menu=True))), *_more(scene, choices))
    head = _said(note, _head(scene, standing), shown, _sure(say, standing, found))
    return Message(Markup("\n\n").join([head, *entries]), (*rows, narrow, _back(say, standing)))


def _sure(say: Say, standing: Standing, found: Sequence[Match]) -> Markup:
    """Of a filtered list: how many do as the filters want; the others leave it open."""
    if standing.choices.filters == NO_FILTERS:
        return Markup("")
    number = sum(rooms.is_sure(match) for match in found)
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
    return (_all(scene.say, *_wider(scene, wider)),)


def _wider(scene: Scene, choices: Choices) -> tuple[int, Choices]:
    standing = rooms.stand(scene.catalogue, choices)
    return len(rooms.results(scene.catalogue, standing)), choices


def _filters(scene: Scene, standing: Standing) -> Message:
    say = scene.say
    options = rooms.options(scene.catalogue, standing)
    text = say.html("Only show offers that fit. Where we do not know, they stay in, marked.")
    if not options:
        text = say.html(
            "There is nothing to narrow down here: too little is known of these offers."
        )
    rows = tuple((_option(scene, standing, option),) for option in options)
    return Message(_said(None, _head(scene, standing), text), (*rows, _back(say, standing)))


def _option(scene: Scene, standing: Standing, option: Option) -> Button:
    say = scene.say
    then = replace(standing.choices, filters=option.filters, menu=False, offset=0)
    name = shorten(_named(say, option), 24)
    if option.chosen:
        return Button(f"{name} ✕", code(then))
    label = say.text("{name}: {sure} sure", name=name, sure=say.number(option.sure))
    return Button(shorten(label), code(then))


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


def _head(scene: Scene, standing: Standing) -> Markup:
    """Everything chosen so far, as "My child · 4–5 years · Sport · free of charge"."""
    return Markup("<b>{}</b>").format(" · ".join(_chosen(scene, standing)) or _title(scene.say))


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
    if filters.time is not None and filters.time < len(rooms.TIMES):
        yield understood.times(say, rooms.TIMES[filters.time])
    if filters.place:
        place = rooms.place_name(scene.catalogue, filters.place)
        yield say.text("Online") if place == ONLINE else place


def _said(note: Markup | None, *parts: Markup) -> Markup:
    return Markup("\n").join(part for part in (note, *parts) if part)


def _counted(name: str, count: int) -> str:
    tail = f" ({count})"
    return shorten(name, 40 - len(tail)) + tail


def _all(say: Say, number: int, choices: Choices) -> Button:
    return Button(say.text("Show all ({number})", number=say.number(number)), code(choices))


def _back(say: Say, standing: Standing) -> Row:
    back = buttons.back(say, code(standing.before))
    return (back, Button(say.text("Start over"), buttons.GUIDE))


def _no_way_on(say: Say, standing: Standing) -> tuple[Row, ...]:
    return (_back(say, standing), (buttons.human(say),))
