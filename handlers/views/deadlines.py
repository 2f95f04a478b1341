"""Deadlines: from a month of birth or a class to what concerns somebody, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot import deadlines
from bot.births import Birth, Refused, birth, school_class
from bot.deadlines import Due, Standing
from bot.growing import AUGUST, FIRST_CLASS, LAST_CLASS, Growing
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from handlers.views import births, buttons, facts, lists, times
from handlers.views.scene import Scene


@dataclass(frozen=True, slots=True)
class About:
    """Whom a list of deadlines is about: born in a month, or in a class now."""

    birth: Birth | None = None
    number: int = 0

    def growing(self, today: date) -> Growing:
        if self.birth is None:
            return Growing.in_class(self.number, today)
        return Growing.since(self.birth.year, self.birth.month)

    @property
    def code(self) -> str:
        """Without the page."""
        if self.birth is None:
            return f"{buttons.DEADLINES}:{births.CLASS}:{self.number}"
        return f"{buttons.DEADLINES}:{births.BORN}:{self.birth.year}:{self.birth.month}"


def of_birth(scene: Scene, birth: Birth | Refused, offset: int = 0) -> Message:
    if isinstance(birth, Refused):
        return births.refused(scene.say, birth)
    return found(scene, About(birth=birth), offset)


def of_class(scene: Scene, number: int | Refused, offset: int = 0) -> Message:
    if isinstance(number, Refused):
        return births.refused(scene.say, number)
    return found(scene, About(number=number), offset)


def opened(scene: Scene, asked: str, numbers: Sequence[int]) -> Message | None:
    """What a code shows: a choice, or a page of deadlines; `asked` is its first part."""
    first, second, third = (*numbers, *[0] * 3)[:3]
    match asked:
        case "":
            return births.years(scene.say, scene.today)
        case births.CLASSES:
            return births.classes(scene.say)
        case births.YEAR:
            return births.months(scene.say, first, scene.today)
        case births.BORN:
            return of_birth(scene, birth(first, second, scene.today), third)
        case births.CLASS:
            return of_class(scene, school_class(first), second)
    return None


def found(scene: Scene, about: About, offset: int) -> Message:
    """One page of what concerns them; an offset beyond the end shows the first page."""
    say, who = scene.say, about.growing(scene.today)
    dues = deadlines.concerning(scene.catalogue.town.deadlines, who, scene.today)
    page = lists.Page.of(dues, offset)
    paragraphs = [Markup("\n").join(_head(scene, about, who))]
    paragraphs += [_entry(scene, number, due) for number, due in enumerate(page.shown, page.first)]
    if not dues:
        paragraphs.append(say.html("I know no deadline for the next years here."))
    rows = tuple(_ways(scene, page.shown, f"{about.code}:{page.start}"))
    rows += page.turning(say, about.code + ":{offset}")
    other = Button(say.text("Other month or class"), buttons.DEADLINES)
    last = (buttons.paths(say),) if dues else (buttons.paths(say), buttons.human(say))
    return Message(Markup("\n\n").join(paragraphs), (*rows, (other,), last))


def _head(scene: Scene, about: About, who: Growing) -> Iterator[Markup]:
    say, number = scene.say, who.year_of_school(scene.today)
    if about.birth is None:
        yield say.html("<b>Deadlines for year {number}</b>", number=about.number)
        return
    month = say.month(who.born[0])
    yield say.html("<b>Deadlines for those born in {month}</b>", month=month)
    if number < FIRST_CLASS:
        yield say.html("School usually begins in summer {year}.", year=str(who.entry))
    elif number <= LAST_CLASS:
        yield say.html("That is usually year {number} now.", number=number)
    if about.birth.month == AUGUST and number <= LAST_CLASS:
        yield say.html("Born on 1 August? Then all of it is a year earlier.")


def _entry(scene: Scene, number: int, due: Due) -> Markup:
    say, deadline = scene.say, due.deadline
    site = facts.site(deadline.source.url)
    source = say.text("Source: {site}", site=site) if site else ""
    trust = f"{times.standing(say, deadline, scene.today)} {source}".rstrip()
    return Markup("{}. <b>{}</b>\n{}\n{}\n<i>{}</i>").format(
        number,
        shorten(say.name(deadline.names), 100),
        _told(say, due),
        shorten(say.name(deadline.texts), 160),
        trust,
    )


def _told(say: Say, due: Due) -> Markup:
    time = times.when(say, due.deadline, due.time) if due.time else ""
    match due.standing:
        case Standing.COMING:
            return Markup("<b>{}</b>").format(time[:1].upper() + time[1:])
        case Standing.AGAIN:
            return say.html("Over this time. Next time: <b>{time}</b>", time=time)
        case Standing.MISSED:
            return say.html("Over: {time}. Ask at once whether it is still possible.", time=time)
        case Standing.OPEN:
            return say.html("No fixed date. Ask early.")


def _ways(scene: Scene, dues: Sequence[Due], here: str) -> Iterator[Row]:
    """To the offer behind each deadline, else to the step it belongs to."""
    offers = {offer.id: offer for offer in scene.catalogue.offers}
    steps = {
        step.id: (path.key, step.key) for path in scene.catalogue.town.paths for step in path.steps
    }
    for due in dues:
        label = scene.say.name(due.deadline.names)
        if offer := offers.get(due.deadline.offer):
            yield (buttons.offer(label, offer.key, here),)
        elif due.deadline.steps:
            yield (buttons.step(label, *steps[due.deadline.steps[0]]),)
