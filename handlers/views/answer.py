"""The answer to a question: a short list, a longer one, or an honest no."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.catalogue.offers import Contact
from bot.i18n import Say
from bot.matching.answer import Answer, Match, Outcome
from bot.matching.clean import LONGEST
from bot.message import Button, Message, Row
from handlers.views import buttons, facts, lists, reasons
from handlers.views.scene import Scene

SHORT = 3
"""Offers in the first answer."""

FIRST = -1
"""The offset that means: the short answer, not a page of the long list."""


def answer(scene: Scene, found: Answer, token: str, *, offer_human: bool) -> Message:
    """The first reply. `offer_human` adds the way to a human to an answer that has offers too."""
    paragraphs = [*_cut(scene.say, found), _head(scene.say, found)]
    shown = (found.matches or found.nearest)[:SHORT]
    if found.outcome is Outcome.NONE and shown:
        paragraphs.append(scene.say.html("Closest to it in our list:"))
    paragraphs += _entries(scene, shown, 1)
    if found.outcome is Outcome.NONE:
        paragraphs.append(_office(scene))
    elif offer_human:
        paragraphs.append(scene.say.html("Not what you need? A human can help you further."))
    rows = lists.rows([match.offer for match in shown], buttons.results_code(token, FIRST))
    return Message(Markup("\n\n").join(paragraphs), rows + _more(scene, found, token, offer_human))


def page(scene: Scene, found: Answer, token: str, offset: int) -> Message:
    """One page of everything that matches; an offset beyond the end shows the first page."""
    matches = found.matches
    start = offset if 0 <= offset < len(matches) else 0
    shown = matches[start : start + lists.PAGE]
    head = scene.say.html(
        "<b>{first}–{last} of {total}</b>",
        first=start + 1,
        last=start + len(shown),
        total=len(matches),
    )
    code = buttons.results_code(token, start)
    following = f"q:{token}:{{offset}}"
    pages = buttons.pages(scene.say, start, lists.PAGE, len(matches), following)
    rows = lists.rows([match.offer for match in shown], code)
    rows += (pages,) if pages else ()
    back = buttons.back(scene.say, buttons.results_code(token, FIRST))
    return Message(
        Markup("\n\n").join([head, *_entries(scene, shown, start + 1)]), (*rows, (back,))
    )


def empty(say: Say) -> Message:
    """For a message without a readable word."""
    return Message(
        say.html("Please write in a few words what you are looking for, for example: <i>choir</i>"),
        ((Button(say.text("All offers by topic"), buttons.TOPICS),),),
    )


def _cut(say: Say, found: Answer) -> list[Markup]:
    if not found.understanding.cut:
        return []
    return [say.html("I have read only the first {number} characters.", number=LONGEST)]


def _head(say: Say, found: Answer) -> Markup:
    match found.outcome:
        case Outcome.MATCH:
            return say.html("This fits your question:")
        case Outcome.NEAR:
            return say.html("I did not find exactly that. This nearly fits:")
        case _:
            return say.html(
                "There is nothing about this in our list yet. It may exist all the same."
            )


def _entries(scene: Scene, shown: Sequence[Match], first: int) -> list[Markup]:
    return [
        lists.entry(number, match.offer, reasons.why(scene, match))
        for number, match in enumerate(shown, first)
    ]


def _office(scene: Scene) -> Markup:
    office: Contact = scene.catalogue.town.office
    return scene.say.html(
        "Ask a human: {office}, {reach}", office=office.name, reach=facts.reach(office)
    )


def _more(scene: Scene, found: Answer, token: str, offer_human: bool) -> tuple[Row, ...]:
    rows: list[Row] = []
    if len(found.matches) > SHORT:
        label = scene.say.text("Show all ({number})", number=len(found.matches))
        rows.append((buttons.results(label, token, 0),))
    if offer_human or found.outcome is not Outcome.MATCH:
        rows.append((buttons.human(scene.say),))
    return tuple(rows)
