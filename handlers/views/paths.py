"""Paths: what comes next in life, the steps of one path, and what helps at a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot import paths
from bot.catalogue.offers import Contact
from bot.catalogue.paths import Path, Step
from bot.catalogue.town import Town
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from handlers.views import buttons, facts, lists, times
from handlers.views.scene import Scene

TOLD = 8
"""Deadlines that one step has room for."""


def overview(say: Say, town: Town) -> Message:
    text = say.html(
        "<b>What comes next?</b>\n"
        "Choose what fits your life. I show the steps and who helps in {town}.",
        town=town.name,
    )
    rows = [(Button(shorten(say.name(one.names)), _code(one)),) for one in town.paths]
    return Message(text, (*rows, (buttons.deadlines(say),)))


def opened(scene: Scene, numbers: Sequence[int]) -> Message | None:
    """What a code shows: all paths, the path of a key, or a page of one of its steps."""
    town = scene.catalogue.town
    key, of_step, offset = (*numbers, *[0] * 3)[:3]
    if not numbers:
        return overview(scene.say, town) if town.paths else None
    found = next((path for path in town.paths if path.key == key), None)
    if found is None or len(numbers) == 1:
        return path(scene, found) if found else None
    standing = next((step for step in found.steps if step.key == of_step), None)
    return step(scene, found, standing, offset) if standing else None


def path(scene: Scene, shown: Path) -> Message:
    """All steps in their order, with what there is for each."""
    say = scene.say
    head = Markup("<b>{}</b>\n{}").format(say.name(shown.names), say.name(shown.texts))
    steps = [
        Markup("{}. <b>{}</b>\n<i>{}</i>").format(
            number, say.name(step.names), _amount(scene, step)
        )
        for number, step in enumerate(shown.steps, 1)
    ]
    rows = [
        (buttons.step(f"{number}. {say.name(step.names)}", shown.key, step.key),)
        for number, step in enumerate(shown.steps, 1)
    ]
    return Message(Markup("\n\n").join([head, *steps]), (*rows, (_over(say),)))


def step(scene: Scene, walked: Path, shown: Step, offset: int) -> Message:
    """One step with a page of its offers; an offset beyond the end shows the first page."""
    say = scene.say
    page = lists.Page.of(paths.offers(scene.catalogue, shown), offset)
    paragraphs = [_head(say, walked, shown)]
    if page.start == 0:
        paragraphs += _deadlines(scene, shown)
    if page.shown:
        paragraphs += [
            lists.entry(number, offer, facts.ages(say, offer.ages) or facts.when(scene, offer))
            for number, offer in enumerate(page.shown, page.first)
        ]
    else:
        paragraphs += _gap(scene, shown)
    rows = lists.rows(page.shown, buttons.step_code(walked.key, shown.key, page.start))
    rows += page.turning(say, f"{buttons.PATH}:{walked.key}:{shown.key}:{{offset}}")
    rows += tuple(_ways(scene, walked, shown, gap=not page.shown))
    return Message(Markup("\n\n").join(paragraphs), rows)


def _amount(scene: Scene, shown: Step) -> str:
    number = len(paths.offers(scene.catalogue, shown))
    if number:
        return scene.say.plural("{number} offer", "{number} offers", number)
    return scene.say.text("nothing in our list yet")


def _head(say: Say, walked: Path, shown: Step) -> Markup:
    place = say.html(
        "{path} · step {number} of {total}",
        path=say.name(walked.names),
        number=walked.steps.index(shown) + 1,
        total=len(walked.steps),
    )
    return Markup("{}\n<b>{}</b>\n{}").format(place, say.name(shown.names), say.name(shown.texts))


def _deadlines(scene: Scene, shown: Step) -> Iterator[Markup]:
    """When each of them comes for everybody; who it concerns is asked elsewhere."""
    found = paths.deadlines(scene.catalogue.town, shown)[:TOLD]
    if found:
        lines = [times.line(scene, deadline) for deadline in found]
        yield Markup("\n").join([scene.say.html("<b>Until when?</b>"), *lines])


def _gap(scene: Scene, shown: Step) -> Iterator[Markup]:
    say, office = scene.say, scene.catalogue.town.office
    yield say.html("There is nothing about this in our list yet. It may exist all the same.")
    asked = [_ask(contact) for contact in (shown.contact, office) if contact is not None]
    yield Markup("\n").join([say.html("Ask here:"), *asked])


def _ask(contact: Contact) -> Markup:
    return Markup("{}, {}").format(contact.name, facts.reach(contact) or facts.site(contact.url))


def _ways(scene: Scene, walked: Path, shown: Step, *, gap: bool) -> Iterator[Row]:
    say = scene.say
    if paths.deadlines(scene.catalogue.town, shown):
        yield (buttons.deadlines(say),)
    if row := tuple(_turns(say, walked, walked.steps.index(shown))):
        yield row
    if gap:
        yield (buttons.human(say),)
    yield (buttons.back(say, _code(walked)), _over(say))


def _turns(say: Say, walked: Path, place: int) -> Iterator[Button]:
    if place > 0:
        yield buttons.step(say.text("Previous step"), walked.key, walked.steps[place - 1].key)
    if place + 1 < len(walked.steps):
        yield buttons.step(say.text("Next step"), walked.key, walked.steps[place + 1].key)


def _code(shown: Path) -> str:
    return f"{buttons.PATH}:{shown.key}"


def _over(say: Say) -> Button:
    return Button(say.text("Start over"), buttons.PATH)
