"""New offers that may be what wishes wait for: the list of them, and one with its wishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.catalogue.offers import Offer
from bot.desk.item import Item
from bot.desk.pairing import Proposal
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.pairing import Waiting
from handlers.views import buttons, wish_card
from handlers.views.desk import codes, names
from handlers.views.desk.card import to_list
from handlers.views.desk.codes import PAIR, PAIRS, own
from handlers.views.scene import Scene

SIZE = 6
"""Offers on a page."""

YES, NO, AGAIN = "y", "n", "a"


def entrance(say: Say, found: Sequence[Waiting]) -> Button:
    """On the list of everything that waits."""
    number = say.number(sum(one.wishes for one in found))
    return Button(say.text("May fit ({number})", number=number), own(PAIRS))


def page(scene: Scene, found: Sequence[Waiting], offset: int) -> Message:
    say, offers = scene.say, scene.catalogue.by_key
    known = [one for one in found if one.offer in offers]
    start = offset if 0 <= offset < len(known) else 0
    shown = known[start : start + SIZE]
    head = say.html("<b>May fit</b>")
    if not known:
        text = head + "\n" + say.html("No new offer waits to be held against a wish.")
        return Message(text, ((to_list(say, ""),),))
    lead = say.html("These offers are new or have changed. Somebody may be waiting for them.")
    lines = [_line(say, offers[one.offer], one) for one in shown]
    turning = buttons.pages(say, start, SIZE, len(known), own(PAIRS, "{offset}"))
    rows: list[Row] = [(_open(offers, one),) for one in shown]
    rows += [turning] if turning else []
    text = Markup("\n\n").join([head + "\n" + lead, Markup("\n").join(lines)])
    return Message(text, (*rows, (to_list(say, ""),)))


def _line(say: Say, offer: Offer, one: Waiting) -> Markup:
    number = say.plural("{number} wish", "{number} wishes", one.wishes)
    return Markup("• {}: {}").format(offer.title, number)


def _open(offers: Mapping[int, Offer], one: Waiting) -> Button:
    return Button(shorten(offers[one.offer].title), own(PAIR, one.offer))


def pair(scene: Scene, found: Proposal, back: Button | None, note: Markup | None) -> Message:
    """An offer and the wishes that it may fit; `back` takes back what was just done."""
    say, offer = scene.say, scene.catalogue.by_key.get(found.offer)
    parts = [note] if note else []
    rows: list[Row] = []
    if offer is None or not found.wishes:
        parts.append(say.html("No wish waits for this offer any more."))
    else:
        parts += [_head(say, found, offer), *(wish_line(say, one) for one in found.wishes)]
        if found.more:
            more = "{number} more wish follows.", "{number} more wishes follow."
            parts.append(Markup("<i>{}</i>").format(say.plural(*more, found.more)))
        parts.append(_told(say, found))
        rows = [*_answers(say, found), (buttons.offer(offer.title, offer.key, buttons.APART),)]
    if back:
        rows.append((back,))
    to_pairs = Button(say.text("Other new offers"), own(PAIRS))
    return Message(Markup("\n\n").join(parts), (*rows, (to_pairs, to_list(say, ""))))


def _head(say: Say, found: Proposal, offer: Offer) -> Markup:
    number = len(found.wishes) + found.more
    counted = say.plural(
        "{number} wish may fit this new offer:", "{number} wishes may fit this new offer:", number
    )
    lines = [Markup("<b>{}</b>").format(counted), Markup.escape(offer.title)]
    if offer.provider:
        lines.append(Markup.escape(offer.provider.name))
    return Markup("\n").join(lines)


def wish_line(say: Say, item: Item) -> Markup:
    """A wish among others."""
    wanted = say.plural("{number} interested", "{number} interested", item.interested)
    details = wish_card.worded(say, item.wish.content.details) if item.wish else ""
    line = " · ".join(part for part in (wanted, details) if part)
    head = Markup("<b>{}</b> · {}\n").format(names.numbered(say, item.ref), line)
    return head + say.html("“{text}”", text=item.text)


def _told(say: Say, found: Proposal) -> Markup:
    counted = say.plural("{number} person", "{number} people", found.people)
    return say.html(
        "With “Yes” these wishes are “Exists now”. Whoever wants them is told once ({people}).",
        people=counted,
    )


def _answers(say: Say, found: Proposal) -> list[Row]:
    yes = say.text("Yes, it fits: tell them")
    rows: list[Row] = [(Button(yes, own(PAIR, found.offer, found.sign, YES)),)]
    if len(found.wishes) > 1:
        taken_out = [
            Button(
                say.text("Wish {number} does not fit", number=one.number),
                own(PAIR, found.offer, found.sign, NO, one.number),
            )
            for one in found.wishes
        ]
        rows += [(button,) for button in taken_out]
    none = say.text("None fits") if len(found.wishes) > 1 else say.text("Does not fit")
    return [*rows, (Button(none, own(PAIR, found.offer, found.sign, NO)),)]


def undo(say: Say, item: Item) -> Button:
    """Takes back that these wishes were answered."""
    return Button(say.text("Undo last step"), codes.step("z", item.ref, item.version))


def again(say: Say, offer: int, second: int) -> Button:
    """Takes back that it does not fit."""
    return Button(say.text("Propose it again"), own(PAIR, offer, second, AGAIN))
