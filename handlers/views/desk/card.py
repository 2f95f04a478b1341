"""The card of one item: all that staff know of it, and what they can do."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from bot.catalogue.offers import Offer
from bot.desk.item import Item
from bot.desk.kinds import Kind
from bot.i18n import DEFAULT, Say
from bot.message import Button, Message
from bot.storage.applications import Application, ApplicationState
from bot.wishes.wish import Source
from handlers.views import corrections, wish_card
from handlers.views.desk import names
from handlers.views.desk.codes import Turn, turn_code
from handlers.views.desk.ways import ways
from handlers.views.scene import Scene


def card(scene: Scene, item: Item, me: int, back: str, note: Markup | None = None) -> Message:
    """`note` says above it what was just done; `back` is the page of the list."""
    paragraphs = [_head(scene, item), *_said(scene, item), _facts(scene, item, me)]
    if note:
        paragraphs.insert(0, note)
    rows = (*ways(scene, item, me, back), (to_list(scene.say, back),))
    return Message(Markup("\n\n").join(part for part in paragraphs if part), rows)


def to_list(say: Say, back: str) -> Button:
    return Button(say.text("To the inbox"), back or turn_code(Turn()))


def _head(scene: Scene, item: Item) -> Markup:
    say, local = scene.say, item.created_at.astimezone(scene.now.tzinfo)
    return Markup("<b>{}</b> · {} · {}").format(
        names.numbered(say, item.ref),
        names.standing(say, item),
        say.day(local.date()),
    )


def _said(scene: Scene, item: Item) -> Iterator[Markup]:
    """The words of a citizen, and the answer that they have."""
    say, offer = scene.say, scene.catalogue.by_id.get(item.offer_id or "")
    if item.kind is Kind.CORRECTION:
        yield _corrected(say, item, offer)
    elif item.kind is Kind.DEAD:
        yield say.html(
            "A message could not be worked off ({kind}). What it said is not shown here.",
            kind=item.kind_of_update,
        )
    elif item.application is not None:
        yield from _applied(say, item, item.application)
        return
    else:
        yield say.html("“{text}”", text=item.text)
    if item.about:
        yield say.html("It answers the question: {text}", text=item.about)
    if item.wish is not None and item.wish.decision.answer:
        yield say.html("Answer: <i>{text}</i>", text=item.wish.decision.answer)
    if item.kind is Kind.WISH and offer is not None:
        yield say.html("Offer: {title}", title=offer.title)
    if item.reason:
        yield say.html("Settled because: {reason}", reason=item.reason)


def _corrected(say: Say, item: Item, offer: Offer | None) -> Markup:
    wrong = corrections.kind(item.wrong)
    name = corrections.name(say, wrong) if wrong else item.wrong
    title = offer.title if offer else say.text("an offer that is gone")
    return say.html("<b>{title}</b>\nIs said to be wrong: {what}", title=title, what=name)


def _applied(say: Say, item: Item, application: Application) -> Iterator[Markup]:
    yield say.html(
        "Would like to join the working group <b>{group}</b>.\nSays of themselves: {about}",
        group=item.about,
        about=item.text or say.text("without organisation"),
    )
    if application.state is ApplicationState.ACCEPTED:
        yield say.html("Belongs to the group now.")
    elif application.state is ApplicationState.DECLINED:
        yield say.html("Was declined.")
    if application.answer:
        yield say.html("Answer: <i>{text}</i>", text=application.answer)


def _facts(scene: Scene, item: Item, me: int) -> Markup:
    say = scene.say
    parts = [
        *_of_wish(say, item),
        names.topic(scene, item),
        " ".join(f"#{tag}" for tag in item.tags),
        _language(say, item),
        names.taken(scene, item.taken, me),
    ]
    return Markup("\n").join(part for part in parts if part)


def _of_wish(say: Say, item: Item) -> Iterator[str]:
    wish = item.wish
    if wish is None:
        return
    yield wish_card.worded(say, wish.content.details)
    yield say.text("Interested: {crowd}", crowd=wish_card.crowd(say, wish))
    if wish.source != Source.CHAT:
        yield _source(say, wish.source)
    if wish.content.sensitive:
        yield say.text("Sensitive: others never see it.")
    if item.handed:
        names = dict.fromkeys(name for _, name in item.handed)
        yield say.text("Working group: {names}", names=", ".join(names))
    others = [str(number) for number in item.group if number != item.number]
    if others:
        yield say.text("In a group with: {numbers}", numbers=", ".join(others))


def _source(say: Say, source: str) -> str:
    names = {
        Source.PHONE.value: say.text("Came by phone"),
        Source.COUNTER.value: say.text("Came at the counter"),
        Source.CONFERENCE.value: say.text("Came at a conference"),
    }
    return names.get(source, source)


def _language(say: Say, item: Item) -> str:
    if not item.language or item.language.startswith(DEFAULT):
        return ""
    return say.text("Written in: {language}", language=say.language_name(item.language))
