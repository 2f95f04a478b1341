"""An official answer on its way: state, offer, to whom, words, and how people will read it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.catalogue.answers import Template
from bot.catalogue.offers import Offer
from bot.desk.drafting import LONGEST
from bot.desk.item import Item
from bot.message import Button, Message, Row, shorten
from bot.storage.desk_drafts import DeskDraft
from bot.wishes.wish import Status
from handlers.views import buttons, facts, lists
from handlers.views.desk import names, ways
from handlers.views.desk.codes import STATUS_LETTERS, step
from handlers.views.desk.frame import head, to_card
from handlers.views.scene import Scene

TEMPLATES, OFFERS, WHOM, PREVIEW, SEND = "A", "O", "W", "V", "Y"
NONE = 0
"""In place of a template or an offer: without one."""

TO_ALL = "g"
WITH_OFFER = frozenset({Status.OFFERED, Status.EXISTING})

CHOICES = (
    Status.WORKING,
    Status.PLANNED,
    Status.OFFERED,
    Status.EXISTING,
    Status.PASSED_ON,
    Status.REFUSED,
    Status.ARRIVED,
)


def statuses(scene: Scene, item: Item, back: str) -> Message:
    say = scene.say
    text = head(say, item) + say.html("What becomes of it?")
    found = [
        Button(
            names.state(say, one),
            step(ways.STATUS, item.ref, item.version, STATUS_LETTERS[one], back),
        )
        for one in CHOICES
    ]
    return Message(text, (*buttons.two_a_row(found), (to_card(say, item, back),)))


def whom(scene: Scene, item: Item, draft: DeskDraft, back: str) -> Message:
    say = scene.say
    text = head(say, item) + say.html(
        "To whom is it passed on? Tap, or write a name, as it stands behind “passed on to”."
    )
    found = [
        Button(shorten(name), code(WHOM, draft, back, place))
        for place, name in enumerate(bodies(scene, item))
    ]
    return Message(text, (*buttons.two_a_row(found), (to_card(say, item, back),)))


def bodies(scene: Scene, item: Item) -> tuple[str, ...]:
    """To whom things are passed on: those responsible, and whom the topic has."""
    topic = scene.catalogue.topics.get(item.topic or "")
    own = (topic.contact.name,) if topic and topic.contact else ()
    return ("den Landkreis", "das Land", "die Agentur für Arbeit", *own)


def offers(
    scene: Scene, item: Item, draft: DeskDraft, found: Sequence[Offer], back: str
) -> Message:
    """Which offer it is: the nearest to the words that are looked for."""
    say, sought = scene.say, draft.sought or item.text
    entries = [
        lists.entry(number, offer, facts.where(offer)) for number, offer in enumerate(found, 1)
    ]
    lead = head(say, item) + say.html("Which offer is it? Looked for: “{text}”", text=sought)
    if not found:
        entries = [say.html("I found no offer for it.")]
    hint = say.html("You can also write other words, or the number of an offer.")
    rows: list[Row] = [
        (Button(shorten(offer.title), code(OFFERS, draft, back, offer.key)),) for offer in found
    ]
    rows.append((Button(say.text("Without an offer"), code(OFFERS, draft, back, NONE)),))
    paragraphs = Markup("\n\n").join([lead, *entries, hint])
    return Message(paragraphs, (*rows, (to_card(say, item, back),)))


def templates(
    scene: Scene, item: Item, draft: DeskDraft, found: Sequence[tuple[Template, str]], back: str
) -> Message:
    """`found`: templates with the words that they become."""
    say, status = scene.say, Status(draft.decision.status)
    lead = head(say, item) + say.html(
        "<b>{state}</b>\nChoose an answer, or write your own (at most {number} characters).",
        state=names.state(say, status),
        number=LONGEST,
    )
    entries = [Markup("{}. {}").format(number, text) for number, (_, text) in enumerate(found, 1)]
    picks = [
        Button(say.text("Answer {number}", number=number), code(TEMPLATES, draft, back, one.key))
        for number, (one, _) in enumerate(found, 1)
    ]
    rows = list(buttons.two_a_row(picks))
    if status is not Status.REFUSED:
        rows.append((Button(say.text("Without words"), code(TEMPLATES, draft, back, NONE)),))
    paragraphs = Markup("\n\n").join([lead, *entries])
    return Message(paragraphs, (*rows, (to_card(say, item, back),)))


def code(letter: str, draft: DeskDraft, back: str, value: object = "") -> str:
    own = f"{buttons.DESK}:{letter}:{draft.token}"
    return buttons.with_back(own if value == "" else f"{own}:{value}", back)
