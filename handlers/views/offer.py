"""The card of one offer: everything known, what is not known, and the next step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from bot.catalogue.offers import Contact, Offer
from bot.i18n import Say
from bot.message import Message, length, shorten
from handlers.views import buttons, facts, ways
from handlers.views.scene import Scene

LONGEST = 4096
"""What Telegram takes in one message."""


@dataclass(frozen=True, slots=True)
class Space:
    """How many characters the description and every other fact may take."""

    description: int
    fact: int


PASSED_ON = Space(0, 160)
"""In a chat of other people."""

SPACES = (Space(1200, 300), Space(600, 150), Space(200, 80))
"""From roomy to narrow: the last one holds any offer there can be."""


def card(scene: Scene, offer: Offer, back: str) -> Message:
    """`back` is the code of the list it came from; without one it leads to all offers."""
    texts = (_text(scene, offer, space) for space in SPACES)
    text = next((text for text in texts if length(text) <= LONGEST), None)
    return Message(text or _text(scene, offer, SPACES[-1]), tuple(ways.rows(scene, offer, back)))


def short(scene: Scene, offer: Offer) -> Markup:
    """What stands in a chat of other people: no more than it takes to become curious."""
    say, space = scene.say, PASSED_ON
    contact = scene.catalogue.next_step(offer)
    told = {say.text("For whom"), say.text("When"), say.text("Where"), say.text("Price")}
    known = [(name, value) for name, value in _facts(scene, offer) if value and name in told]
    lines = [_title(offer, space), *(_line(name, value, space) for name, value in known)]
    lines += [*_contact(say, offer, contact, space), _standing(say, offer, contact)]
    return Markup("\n").join(lines)


def gone(say: Say, back: str) -> Message:
    """For a button whose offer has left the catalogue."""
    text = say.html("This offer is no longer in our list.")
    return Message(text, ((ways.onward(say, back), buttons.human(say)),))


def _text(scene: Scene, offer: Offer, space: Space) -> Markup:
    say, contact = scene.say, scene.catalogue.next_step(offer)
    lines = [_title(offer, space), *_paragraph(shorten(offer.description, space.description))]
    lines += [_line(name, value, space) for name, value in _facts(scene, offer) if value]
    lines += [*_unknown(say, offer), *_contact(say, offer, contact, space)]
    return Markup("\n").join([*lines, _standing(say, offer, contact)])


def _title(offer: Offer, space: Space) -> Markup:
    title = Markup("<b>{}</b>").format(shorten(offer.title, space.fact))
    if offer.provider is None or offer.provider.name.casefold() == offer.title.casefold():
        return title
    return title + "\n" + shorten(offer.provider.name, space.fact)


def _paragraph(text: str) -> Iterator[Markup]:
    if text:
        yield Markup("\n{}\n").format(text)


def _facts(scene: Scene, offer: Offer) -> Iterator[tuple[str, str]]:
    say = scene.say
    yield say.text("For whom"), facts.people(scene, offer)
    yield say.text("When"), facts.when(scene, offer)
    yield say.text("Where"), facts.where(offer)
    yield say.text("Price"), offer.price
    yield say.text("How to register"), offer.registration
    yield say.text("Language"), _languages(say, offer)
    yield say.text("Accessible"), _accessible(say, offer)
    yield say.text("Responsible"), offer.responsible_body


def _line(name: str, value: str, space: Space) -> Markup:
    return Markup("<b>{}:</b> {}").format(name, shorten(value, space.fact))


def _languages(say: Say, offer: Offer) -> str:
    if offer.languages in {(), ("de",)}:
        return ""
    return ", ".join(say.language_name(code) for code in offer.languages)


def _accessible(say: Say, offer: Offer) -> str:
    if offer.accessible is None:
        return ""
    return say.text("yes") if offer.accessible else say.text("no")


def _unknown(say: Say, offer: Offer) -> Iterator[Markup]:
    """Unknown is not no: what nobody stated is said in one line."""
    open_questions = [
        (say.text("age"), offer.ages.known),
        (say.text("times"), offer.schedule or offer.starts_on),
        (say.text("price"), offer.price),
        (say.text("accessibility"), offer.accessible is not None),
    ]
    unknown = ", ".join(name for name, known in open_questions if not known)
    if unknown:
        yield say.html("<i>Not stated: {facts}.</i>", facts=unknown)


def _contact(say: Say, offer: Offer, contact: Contact, space: Space) -> Iterator[Markup]:
    own = contact is offer.contact
    name = "" if own or not contact.name else f"{contact.name}: "
    reach = facts.reach(contact) or facts.site(contact.url)
    yield Markup("\n") + _line(say.text("Contact"), name + reach, space)


def _standing(say: Say, offer: Offer, contact: Contact) -> Markup:
    standing = facts.standing(say, offer)
    if offer.confirmed_on is None and contact.phone:
        standing += " " + say.text("Please call first.")
    source = (
        say.text("Source: {site}", site=facts.site(offer.source.url)) if offer.source.url else ""
    )
    return Markup("<i>{}</i>").format(" ".join(part for part in (standing, source) if part))
