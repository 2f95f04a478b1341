"""The answer to a question: a short list, a longer one, or an honest no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.catalogue.offers import Contact
from bot.i18n import Say
from bot.matching.answer import Answer, Match, Outcome
from bot.matching.clean import LONGEST
from bot.message import Button, Message, Row
from handlers.views import buttons, crisis, distress, facts, leading, lists, reasons, understood
from handlers.views.scene import Scene

FIRST = -1
"""The offset that means: the short answer, not a page of the long list."""


def answer(scene: Scene, found: Answer, token: str, *, offer_human: bool) -> Message:
    """Match or near match. `offer_human` adds the way to a human."""
    shown = found.matches[: lists.SHORT]
    paragraphs = [*_notes(scene.say, found), _head(scene.say, found), *_entries(scene, found, 1)]
    paragraphs += _understood(scene.say, found)
    if found.distressed:
        paragraphs.append(distress.now(scene))
    if offer_human:
        paragraphs.append(scene.say.html("Not what you need? A human can help you further."))
    if found.delicate:
        paragraphs.append(crisis.one_line(scene))
    rows = lists.rows([match.offer for match in shown], buttons.results_code(token, FIRST))
    rows += _more(scene, found, token) + _chips(scene.say, found, token)
    if token and found.outcome is Outcome.MATCH and not found.distressed:
        rows += ((buttons.alert(scene.say, token),),)
    if token and found.outcome is Outcome.NEAR:
        rows += ((buttons.wish(scene.say, token),), (buttons.tip(scene.say, token),))
    if offer_human or found.distressed or found.outcome is Outcome.NEAR:
        rows += ((buttons.human(scene.say),),)
    return Message(Markup("\n\n").join(paragraphs), rows)


def none(scene: Scene, found: Answer, token: str, *, again: bool = False) -> Message:
    """Not in the list: what lies nearest, whom to ask, and the way to staff.

    `again`: it was not the first answer in a row that did not help.
    """
    say, nearest = scene.say, found.nearest[: lists.SHORT]
    paragraphs = [
        *_notes(say, found),
        say.html("There is nothing about this in our list yet. It may exist all the same."),
    ]
    if again:
        paragraphs.append(say.html("A human can help you best now."))
    if nearest:
        paragraphs += [say.html("Closest to it in our list:"), *_entries(scene, found, 1)]
    paragraphs += [*_whom_to_ask(scene, nearest), *_understood(say, found)]
    rows = lists.rows([match.offer for match in nearest], buttons.results_code(token, FIRST))
    rows += _chips(say, found, token)
    onward = _onward(say, token) if token else ()
    return Message(Markup("\n\n").join(paragraphs), (*rows, *onward, (buttons.human(say),)))


def _onward(say: Say, token: str) -> tuple[Row, ...]:
    """To be told, to let the office know, to know better."""
    others = buttons.two_a_row([buttons.pass_on(say, token), buttons.tip(say, token)])
    return ((buttons.wish(say, token),), *others)


def passed_on(say: Say, office: Contact) -> Message:
    """Thanks, and what comes of it. Nobody knows who asked, so nobody can answer here."""
    text = say.html(
        "Thank you, your question is with {office} now, without your name. It helps to see what "
        "is missing. Nobody can answer you from there. If you need an answer, call: {reach}",
        office=office.name,
        reach=facts.reach(office),
    )
    return Message(text, ((buttons.human(say),),))


def page(scene: Scene, found: Answer, token: str, offset: int) -> Message:
    """One page of everything that matches; an offset beyond the end shows the first page."""
    turned = lists.Page.of(found.matches, offset)
    head = scene.say.html(
        "<b>{first}–{last} of {total}</b>",
        first=turned.first,
        last=turned.last,
        total=turned.total,
    )
    entries = [
        lists.entry(number, match.offer, reasons.why(scene, match))
        for number, match in enumerate(turned.shown, turned.first)
    ]
    here = buttons.results_code(token, turned.start)
    rows = lists.rows([match.offer for match in turned.shown], here)
    rows += turned.turning(scene.say, f"{buttons.RESULTS}:{token}:{{offset}}")
    back = buttons.back(scene.say, buttons.results_code(token, FIRST))
    return Message(Markup("\n\n").join([head, *entries]), (*rows, (back,)))


def empty(say: Say) -> Message:
    """For a message without a readable word."""
    return Message(
        say.html("Please write in a few words what you are looking for, for example: <i>choir</i>"),
        ((Button(say.text("All offers by topic"), buttons.TOPICS),),),
    )


def _notes(say: Say, found: Answer) -> Iterator[Markup]:
    """What happened to the question on its way: cut, or read differently than typed."""
    if found.understanding.cut:
        yield say.html("I have read only the first {number} characters.", number=LONGEST)
    unsure = [repair for repair in found.repairs if not repair.sure]
    if unsure:
        words = ", ".join(repair.meant for repair in unsure)
        yield say.html("<i>Did you mean: {words}?</i>", words=words)


def _understood(say: Say, found: Answer) -> Iterator[Markup]:
    if found.understanding.removable:
        yield understood.line(say, found.understanding)


def _head(say: Say, found: Answer) -> Markup:
    if found.outcome is Outcome.NEAR:
        return say.html("I did not find exactly that. This nearly fits:")
    if found.understanding.all_of_them and len(found.matches) > 1:
        return say.html("{number} offers fit your question:", number=len(found.matches))
    return say.html("This fits your question:")


def _entries(scene: Scene, found: Answer, first: int) -> Iterator[Markup]:
    shown = (found.matches or found.nearest)[: lists.SHORT]
    for number, match in enumerate(shown, first):
        lead = leading.lines(scene, found, match, best=number == 1)
        told = found.understanding.asks
        yield lists.entry(number, match.offer, reasons.why(scene, match, told), *lead)


def _whom_to_ask(scene: Scene, nearest: Sequence[Match]) -> Iterator[Markup]:
    """The topic's own contact where there is one, and always the office."""
    topics = [topic for match in nearest[:1] for topic in match.offer.topics[:1]]
    contacts = [
        scene.catalogue.topics[topic].contact for topic in topics if topic in scene.catalogue.topics
    ]
    office = scene.catalogue.town.office
    asked = [_ask(contact) for contact in (*contacts, office) if contact is not None]
    yield Markup("\n").join([scene.say.html("Ask here:"), *asked])


def _ask(contact: Contact) -> Markup:
    return Markup("{}, {}").format(contact.name, facts.reach(contact) or facts.site(contact.url))


def _more(scene: Scene, found: Answer, token: str) -> tuple[Row, ...]:
    number = len(found.matches)
    if number <= lists.SHORT:
        return ()
    return ((buttons.results(scene.say.text("Show all ({number})", number=number), token, 0),),)


def _chips(say: Say, found: Answer, token: str) -> tuple[Row, ...]:
    chips = understood.chips(say, found.understanding, token) if token else ()
    return (chips,) if chips else ()
