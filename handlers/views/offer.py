"""The card of one offer: everything known, what is not known, and the next step."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from markupsafe import Markup

from bot.catalogue.offers import Contact, Offer
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from handlers.views import buttons, facts
from handlers.views.scene import Scene

DESCRIPTION_LENGTH = 1200
FACT_LENGTH = 300


def card(scene: Scene, offer: Offer, back: str) -> Message:
    """`back` is the code of the list it came from."""
    say, contact = scene.say, scene.catalogue.next_step(offer)
    lines = [_title(offer), *_paragraph(offer.description)]
    lines += [_line(name, value) for name, value in _facts(scene, offer) if value]
    lines += [*_unknown(say, offer), *_contact(say, offer, contact), _standing(say, offer, contact)]
    return Message(
        Markup("\n").join(lines),
        (*_ways(scene, offer, contact), (buttons.back(say, back or buttons.TOPICS),)),
    )


def gone(say: Say, back: str) -> Message:
    """For a button whose offer has left the catalogue."""
    text = say.html("This offer is no longer in our list.")
    return Message(text, ((buttons.back(say, back or buttons.TOPICS), buttons.human(say)),))


def _title(offer: Offer) -> Markup:
    title = Markup("<b>{}</b>").format(shorten(offer.title, FACT_LENGTH))
    if offer.provider is None:
        return title
    return title + "\n" + shorten(offer.provider.name, FACT_LENGTH)


def _paragraph(text: str) -> Iterator[Markup]:
    if text:
        yield Markup("\n{}\n").format(shorten(text, DESCRIPTION_LENGTH))


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


def _line(name: str, value: str) -> Markup:
    return Markup("<b>{}:</b> {}").format(name, shorten(value, FACT_LENGTH))


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


def _contact(say: Say, offer: Offer, contact: Contact) -> Iterator[Markup]:
    own = contact is offer.contact
    name = "" if own or not contact.name else f"{contact.name}: "
    yield Markup("\n") + _line(
        say.text("Contact"), name + (facts.reach(contact) or facts.site(contact.url))
    )


def _standing(say: Say, offer: Offer, contact: Contact) -> Markup:
    standing = facts.standing(say, offer)
    if offer.confirmed_on is None and contact.phone:
        standing += " " + say.text("Please call first.")
    source = (
        say.text("Source: {site}", site=facts.site(offer.source.url)) if offer.source.url else ""
    )
    return Markup("<i>{}</i>").format(" ".join(part for part in (standing, source) if part))


def _ways(scene: Scene, offer: Offer, contact: Contact) -> Iterator[Row]:
    say = scene.say
    yield from _row(_links(say, offer, contact))
    yield from _row(_copies(say, contact))
    yield (Button.link(say.text("Share"), _share(offer, scene.bot)), buttons.human(say))


def _links(say: Say, offer: Offer, contact: Contact) -> Iterator[Button]:
    if contact.url:
        yield Button.link(say.text("Website"), contact.url)
    if offer.place.street or offer.place.venue:
        query = quote(
            ", ".join(p for p in (offer.place.street or offer.place.venue, offer.place.city) if p)
        )
        yield Button.link(say.text("Map"), f"https://www.openstreetmap.org/search?query={query}")


def _copies(say: Say, contact: Contact) -> Iterator[Button]:
    if contact.phone:
        yield Button.copy(say.text("Copy number"), contact.phone)
    if contact.email:
        yield Button.copy(say.text("Copy e-mail"), contact.email)


def _row(found: Iterator[Button]) -> Iterator[Row]:
    if row := tuple(found):
        yield row


def _share(offer: Offer, bot: str) -> str:
    link = f"https://t.me/{bot}?start=o_{offer.key}"
    return "https://t.me/share/url?" + urlencode(
        {"url": link, "text": shorten(offer.title, 100)}, quote_via=quote
    )
