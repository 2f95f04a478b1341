"""Alerts: what was set, when its news comes, the digest, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from markupsafe import Markup

from bot.alerts import hours
from bot.alerts.alert import MOST, Unset
from bot.alerts.digest import Found
from bot.alerts.wanting import speaks_softly
from bot.catalogue.offers import Contact
from bot.guide import rooms
from bot.guide.choices import Choices
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.alerts import Alert, Criteria
from handlers.views import buttons, chosen, facts, lists
from handlers.views.scene import Scene

FEW = 3
"""As many alerts each have their own way out below a digest."""


@dataclass(frozen=True, slots=True)
class News:
    """One digest: what was found, for which of the alerts that are still set."""

    delivery: int
    found: Found
    alerts: Mapping[int, Alert]

    @property
    def is_sensitive(self) -> bool:
        named = any(one.sensitive for one in self.alerts.values())
        return named or speaks_softly(tuple(offer for _, offer in self.found))

    @property
    def asked(self) -> Sequence[Alert]:
        """The alerts that found something, each once."""
        numbers = dict.fromkeys(find.alert for find, _ in self.found)
        return [self.alerts[number] for number in numbers if number in self.alerts]


def one(scene: Scene, alert: Alert, at: time, back: str = "") -> Message:
    """What is told, when, and that it is kept: the receipt, and the same card later."""
    say = scene.say
    text = say.html(
        "I tell you when there is a new offer for:\n<b>{what}</b>\n\n"
        "At most one message a day, at {time}, and only if there is something new.\n"
        "<i>For this I keep these words with your Telegram number until you switch it off.</i>",
        what=words(scene, alert.criteria),
        time=clock(at),
    )
    return Message(text, tuple(_ways(say, alert, back)))


def _ways(say: Say, alert: Alert, back: str) -> Iterator[Row]:
    yield (stop(say, alert), another_time(say))
    yield (mine_button(say),)
    if back:
        yield (buttons.back(say, back),)


def mine(scene: Scene, alerts: Sequence[Alert], at: time) -> Message:
    """All of them, each with its way out."""
    say = scene.say
    if not alerts:
        text = say.html(
            "I report no new offers to you at the moment. Ask for something, for example "
            "<i>choir</i>, and press “Report new offers” below the answer. "
            "Or write: <i>Report new offers: choir</i>"
        )
        return Message(text, ((buttons.guide(say),),))
    head = say.html("<b>Of this I report new offers</b>")
    entries = [Markup("• {}").format(words(scene, alert.criteria)) for alert in alerts]
    foot = say.html("At most one message a day, at {time}.", time=clock(at))
    rows = [(Button(_off(scene, alert), _code("x", alert.id)),) for alert in alerts]
    every = ((Button(say.text("Report nothing any more"), f"{buttons.ALERT}:n"),),)
    return Message(
        Markup("\n\n").join([head, Markup("\n").join(entries), foot]),
        (*rows, (another_time(say),), *(every if len(alerts) > 1 else ())),
    )


def digest(scene: Scene, news: News, offset: int = 0) -> Message:
    """What is new; of sensitive matters nothing of it stands on a lock screen."""
    say = scene.say
    page = lists.Page.of(news.found, offset)
    entries = [
        lists.entry(number, offer, _fits(scene, news.alerts.get(find.alert)))
        for number, (find, offer) in enumerate(page.shown, page.first)
    ]
    head = say.plural("{number} new offer for you:", "{number} new offers for you:", page.total)
    rows = lists.rows([offer for _, offer in page.shown], buttons.APART)
    turning = page.turning(say, f"{_code('d', news.delivery)}:{{offset}}")
    out = tuple(_out(scene, news.asked))
    text = Markup("\n\n").join([Markup("<b>{}</b>").format(head), *entries])
    return Message(text, (*rows, *turning, *out))


def push(scene: Scene, news: News) -> Message:
    """The message itself: the digest, or that there is one."""
    if not news.is_sensitive:
        return digest(scene, news)
    look = Button(scene.say.text("Look at the offers"), _code("d", news.delivery))
    return Message(scene.say.html("There is something new for you."), ((look,),))


def still(scene: Scene, alert: Alert) -> Message:
    """A year without a word."""
    say = scene.say
    if alert.sensitive:
        look = Button(say.text("Look at it"), _code("a", alert.id))
        return Message(say.html("There is something new for you."), ((look,),))
    text = say.html(
        "For a year I have been looking for new offers for you:\n<b>{what}</b>\n\n"
        "Shall I go on? Without an answer I stop after two months.",
        what=words(scene, alert.criteria),
    )
    return Message(text, ((go_on(say, alert), stop(say, alert)),))


def renewed(scene: Scene, alert: Alert) -> Message:
    text = scene.say.html("Good, I go on looking for: {what}", what=words(scene, alert.criteria))
    return Message(text, ((mine_button(scene.say),),))


def stopped(say: Say) -> Message:
    text = say.html("Done. I report nothing of this any more, and have deleted what I kept for it.")
    return Message(text, ((mine_button(say),),))


def gone(say: Say) -> Message:
    text = say.html("I report nothing of this to you, or no longer.")
    return Message(text, ((mine_button(say),),))


def over(say: Say) -> Message:
    """For an old digest whose offers are gone."""
    text = say.html("These offers are no longer in our list. Just ask anew.")
    return Message(text, ((buttons.guide(say),), (mine_button(say),)))


def unset(say: Say, why: Unset, office: Contact) -> Message:
    if why is Unset.MANY:
        text = say.html(
            "I report on {number} things to you already, and more than that becomes a flood. "
            "Switch one off, then there is room.",
            number=say.number(MOST),
        )
        return Message(text, ((mine_button(say),),))
    text = say.html(
        "I no longer know what this was about. Please ask once more. By phone: {reach}",
        reach=facts.reach(office),
    )
    return Message(text, ((mine_button(say),), (buttons.human(say),)))


def times(say: Say, at: time, *, refused: bool = False) -> Message:
    """Asks for the time of day; `refused`: the one that was typed lies in the night."""
    head = say.html("I write to you at {time} now.", time=clock(at))
    ask = say.html("When does it suit you? You can also write a time: <i>9:30</i>")
    night = say.html("Between 20:00 and 8:00 I write to nobody.")
    paragraphs = [head, *([night] if refused else []), ask]
    found = [Button(clock(one), _time_code(one)) for one in hours.OFFERED if one != at]
    rows = buttons.two_a_row(found)
    return Message(Markup("\n\n").join(paragraphs), (*rows, (mine_button(say),)))


def chosen_time(say: Say, at: time) -> Message:
    text = say.html("Good, from now on at {time}.", time=clock(at))
    return Message(text, ((mine_button(say),),))


def words(scene: Scene, criteria: Criteria) -> str:
    """What offers have to fit, as the person said or chose it."""
    choices = Choices.read(criteria.guide) if criteria.guide else None
    if choices is None:
        return criteria.text
    return chosen.words(scene, rooms.stand(scene.catalogue, choices))


def clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


def stop(say: Say, alert: Alert) -> Button:
    return Button(say.text("Report it no more"), _code("x", alert.id))


def go_on(say: Say, alert: Alert) -> Button:
    return Button(say.text("Go on reporting"), _code("k", alert.id))


def another_time(say: Say) -> Button:
    return Button(say.text("Another time"), f"{buttons.ALERT}:h")


def mine_button(say: Say) -> Button:
    return Button(say.text("What I report to you"), buttons.ALERT)


def _fits(scene: Scene, alert: Alert | None) -> str:
    if alert is None:
        return ""
    return scene.say.text("Fits: {what}", what=words(scene, alert.criteria))


def _off(scene: Scene, alert: Alert) -> str:
    return shorten(scene.say.text("No more: {what}", what=words(scene, alert.criteria)))


def _out(scene: Scene, asked: Sequence[Alert]) -> Iterator[Row]:
    if len(asked) == 1:
        yield (stop(scene.say, asked[0]),)
    elif len(asked) <= FEW:
        yield from ((Button(_off(scene, alert), _code("x", alert.id)),) for alert in asked)
    yield (mine_button(scene.say),)


def _code(step: str, number: int) -> str:
    return f"{buttons.ALERT}:{step}:{number}"


def _time_code(at: time) -> str:
    return _code("h", hours.minutes(at))
