"""One gap: the demand and the offers behind it, and what staff found out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.catalogue.offers import Offer
from bot.catalogue.town import Town
from bot.desk.kinds import Kind as Item
from bot.desk.kinds import Ref
from bot.gaps import naming
from bot.gaps.behind import Behind, Looked
from bot.gaps.values import Demand, Kind
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.gaps import Mark, Target
from bot.wishes.wish import Source
from handlers.views import buttons, wish_card
from handlers.views.desk import codes as desk_codes
from handlers.views.desk import names as desk_words
from handlers.views.gaps import codes, listing
from handlers.views.gaps.codes import CHOOSE, SET, USUAL, WISH, Narrow
from handlers.views.scene import Scene

WISHES, OFFERS = 4, 3
"""As many are named."""


def card(scene: Scene, found: Behind, last: Mark | None, note: Markup | None = None) -> Message:
    """A topic and an age band. `last` is the finding that can be taken back; `note` what was done."""
    say, target = scene.say, found.target
    paragraphs = [
        say.html("<b>{what}</b>", what=listing.called(scene, USUAL, target.topic, target.age)),
        say.html("Kind of gap: <b>{kind}</b>", kind=naming.kind(say, found.kind)),
        _demand(scene, found),
        _offers(say, found),
    ]
    if note:
        paragraphs.insert(0, note)
    wishes = [_wish(say, scene.catalogue.town, one.wish or 0) for one in found.wishes[:WISHES]]
    rows = (*buttons.two_a_row(wishes), *_steps(scene, target, last), (_to_list(say),))
    return Message(Markup("\n\n").join(paragraphs), rows)


def wish(scene: Scene, found: Looked, note: Markup | None = None) -> Message:
    """A wish and its group as a gap."""
    say, one = scene.say, found.wish
    parts = [
        say.html("<b>{what}</b>", what=desk_words.numbered(say, Ref(Item.WISH, one.id))),
        say.html("“{text}”", text=one.content.text),
        Markup.escape(wish_card.worded(say, one.content.details)),
        Markup.escape(say.plural("{number} interested", "{number} interested", one.interested)),
        say.html("Kind of gap: <b>{kind}</b>", kind=naming.kind(say, found.kind)),
        say.html("What you say here holds for all wishes of its group."),
    ]
    if note:
        parts.insert(0, note)
    text = Markup("\n\n").join(part for part in parts if part)
    desk = Button(say.text("Open at the desk"), desk_codes.card(Ref(Item.WISH, one.id), ""))
    steps = _steps(scene, Target(wish=one.id), found.last)
    return Message(text, (*steps, (desk,), (_to_list(say),)))


def choose(scene: Scene, target: Target) -> Message:
    """Which kind of gap it is."""
    say, town = scene.say, scene.catalogue.town
    text = say.html("<b>{what}</b>\nWhat did you find out?", what=name(scene, target)) + "\n\n"
    text += say.html(
        "Only “checked: really missing” is called a deficit. Say so when you asked around, not "
        "when our list has nothing."
    )
    rows: list[Row] = [
        (Button(shorten(found_out(say, kind)), codes.of_target(town, SET, target, kind)),)
        for kind in Kind
    ]
    rows.append((buttons.back(say, codes.of_target(town, _letter(target), target)),))
    return Message(text, tuple(rows))


def found_out(say: Say, kind: Kind) -> str:
    """What staff choose from."""
    names = {
        Kind.UNRECORDED: say.text("Not recorded yet"),
        Kind.MISSING: say.text("Checked: really missing"),
        Kind.FULL: say.text("Exists, but is full"),
        Kind.UNSUITABLE: say.text("Wrong time, place, price, language"),
        Kind.UNHEARD: say.text("Exists, but is unknown"),
        Kind.BARRIER: say.text("Exists, but there is a barrier"),
    }
    return names[kind]


def name(scene: Scene, target: Target) -> str:
    if target.wish is not None:
        return desk_words.numbered(scene.say, Ref(Item.WISH, target.wish))
    return listing.called(scene, USUAL, target.topic, target.age)


def gone(say: Say) -> Message:
    return Message(say.html("This wish is not there any more."), ((_to_list(say),),))


def _demand(scene: Scene, found: Behind) -> Markup:
    say, demand, since = scene.say, found.margin.demand, found.evidence.since
    if not demand.total:
        return say.html("Nobody missed anything here since {day}.", day=say.day(since))
    lines = [
        say.html(
            "Demand since {day}: {what}",
            day=say.day(since),
            what=listing.demand(say, demand),
        )
    ]
    if told := sources(say, demand):
        lines.append(say.html("Wishes and “Me too” came by {ways}.", ways=told))
    return Markup("\n").join(lines)


def sources(say: Say, demand: Demand) -> str:
    """As "Chat 3, Telefon 1"."""
    told = ((naming.source(say, one), demand.sources.get(one, 0)) for one in Source)
    return ", ".join(f"{name} {number}" for name, number in told if number)


def _offers(say: Say, found: Behind) -> Markup:
    if not found.sure and not found.unknown:
        return say.html("Our list has no offer for it.")
    lines = [*_some(say, say.text("It fits surely:"), found.sure)]
    lines += _some(say, say.text("They leave it open:"), found.unknown)
    return Markup("\n").join(lines)


def _some(say: Say, head: str, offers: Sequence[Offer]) -> Iterator[Markup]:
    if not offers:
        return
    yield Markup.escape(head)
    yield from (Markup("• {}").format(offer.title) for offer in offers[:OFFERS])
    if (more := len(offers) - OFFERS) > 0:
        yield Markup.escape(say.plural("and {number} more", "and {number} more", more))


def _wish(say: Say, town: Town, number: int) -> Button:
    label = desk_words.numbered(say, Ref(Item.WISH, number))
    return Button(label, codes.of_target(town, WISH, Target(wish=number)))


def _steps(scene: Scene, target: Target, last: Mark | None) -> Iterator[Row]:
    say, town = scene.say, scene.catalogue.town
    yield (Button(say.text("Say what kind of gap"), codes.of_target(town, CHOOSE, target)),)
    if last is not None:
        yield (Button(say.text("Take the last step back"), codes.undo(town, target, last.id)),)


def _letter(target: Target) -> str:
    return codes.CELL if target.wish is None else WISH


def _to_list(say: Say) -> Button:
    return Button(say.text("To the gaps"), codes.page(Narrow()))
