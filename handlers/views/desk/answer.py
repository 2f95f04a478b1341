"""An official answer on its way: state, offer, to whom, words, and how people will read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.catalogue.answers import Template
from bot.catalogue.offers import Offer
from bot.desk.drafting import LONGEST
from bot.desk.items import Item
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.desk_drafts import DeskDraft
from bot.wishes.wish import Status
from handlers.views import buttons, facts, lists, wishes
from handlers.views.desk import card, codes, names
from handlers.views.desk.codes import STATUS_LETTERS, step
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
    text = _head(say, item) + say.html("What becomes of it?")
    found = [
        Button(
            names.state(say, one),
            step(card.STATUS, item.ref, item.version, STATUS_LETTERS[one], back),
        )
        for one in CHOICES
    ]
    return Message(text, (*buttons.two_a_row(found), (_to_card(say, item, back),)))


def whom(scene: Scene, item: Item, draft: DeskDraft, back: str) -> Message:
    say = scene.say
    text = _head(say, item) + say.html(
        "To whom is it passed on? Tap, or write a name, as it stands behind “passed on to”."
    )
    found = [
        Button(shorten(name), code(WHOM, draft, back, place))
        for place, name in enumerate(bodies(scene, item))
    ]
    return Message(text, (*buttons.two_a_row(found), (_to_card(say, item, back),)))


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
    head = _head(say, item) + say.html("Which offer is it? Looked for: “{text}”", text=sought)
    if not found:
        entries = [say.html("I found no offer for it.")]
    hint = say.html("You can also write other words, or the number of an offer.")
    rows: list[Row] = [
        (Button(shorten(offer.title), code(OFFERS, draft, back, offer.key)),) for offer in found
    ]
    rows.append((Button(say.text("Without an offer"), code(OFFERS, draft, back, NONE)),))
    paragraphs = Markup("\n\n").join([head, *entries, hint])
    return Message(paragraphs, (*rows, (_to_card(say, item, back),)))


def templates(
    scene: Scene, item: Item, draft: DeskDraft, found: Sequence[tuple[Template, str]], back: str
) -> Message:
    """`found`: templates with the words that they become."""
    say, status = scene.say, Status(draft.decision.status)
    head = _head(say, item) + say.html(
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
    paragraphs = Markup("\n\n").join([head, *entries])
    return Message(paragraphs, (*rows, (_to_card(say, item, back),)))


def preview(  # noqa: PLR0913 - the same message for one and for a group
    scene: Scene,
    item: Item,
    draft: DeskDraft,
    back: str,
    *,
    readers: int,
    group: Sequence[int],
    group_readers: int,
) -> Message:
    """As people will read it; `group` holds the wishes that can have the same answer."""
    say = scene.say
    lead = say.plural(
        "This is how {number} person reads it:", "This is how {number} people read it:", readers
    )
    if not readers:
        lead = say.text("Nobody is told: nobody waits for it in the chat. It would say:")
    told = [Markup("<b>{}</b>").format(lead), *_as_read(scene, item, draft)]
    if item.wish is not None and item.wish.content.sensitive:
        told.append(
            say.html("<i>Sensitive: first only “There is something new for you.” is sent.</i>")
        )
    if len(group) > 1:
        told.append(
            say.html(
                "In the group are {number} open wishes: {numbers}. "
                "Altogether {readers} would read it.",
                number=len(group),
                numbers=", ".join(map(str, group)),
                readers=group_readers,
            )
        )
    return Message(
        _head(say, item) + Markup("\n\n").join(told),
        tuple(_sending(say, item, draft, back, len(group))),
    )


def _as_read(scene: Scene, item: Item, draft: DeskDraft) -> Iterator[Markup]:
    if item.wish is None:
        return
    offer = scene.catalogue.by_id.get(draft.decision.offer_id or "")
    shown = replace(item.wish.content, sensitive=False)
    decided = replace(item.wish, content=shown, decision=draft.decision)
    yield Markup("<blockquote>{}</blockquote>").format(wishes.news(scene.say, decided, offer).html)
    if offer is not None:
        yield scene.say.html("With the offer as a button: {title}", title=offer.title)


def _sending(say: Say, item: Item, draft: DeskDraft, back: str, group: int) -> Iterator[Row]:
    one = say.text("Send") if group < 2 else say.text("Send, only for this wish")
    yield (Button(one, code(SEND, draft, back, 1)),)
    if group > 1:
        label = say.text("Send to all {number} of the group", number=group)
        yield (Button(shorten(label), code(SEND, draft, back, TO_ALL)),)
    yield (
        Button(say.text("Other words"), code(TEMPLATES, draft, back)),
        _to_card(say, item, back),
    )


def code(letter: str, draft: DeskDraft, back: str, value: object = "") -> str:
    own = f"{buttons.DESK}:{letter}:{draft.token}"
    return buttons.with_back(own if value == "" else f"{own}:{value}", back)


def _head(say: Say, item: Item) -> Markup:
    return Markup("<b>{}</b>\n").format(names.numbered(say, item.ref))


def _to_card(say: Say, item: Item, back: str) -> Button:
    return buttons.back(say, codes.card(item.ref, back))
