"""The buttons below the card of an offer: what one can do next."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from markupsafe import Markup

from bot.catalogue.offers import Contact, Offer
from bot.i18n import Say
from bot.message import Button, Kind, Message, Row, shorten
from handlers.views import buttons, calendar, links
from handlers.views.scene import Scene

_SHARE = "https://t.me/share/url?"


def rows(scene: Scene, offer: Offer, back: str) -> Iterator[Row]:
    """Reach them, keep it, pass it on, correct it, go on."""
    say, contact = scene.say, scene.catalogue.next_step(offer)
    yield from _row(_links(say, offer, contact))
    yield from _row(_copies(say, contact))
    yield from _row(_keeping(scene, offer, back))
    yield (Button.link(say.text("Share"), _share(offer, scene.bot)), buttons.human(say))
    yield (correct(say, offer, back),)
    yield (onward(say, back),)


def correct(say: Say, offer: Offer, back: str) -> Button:
    code = buttons.with_back(f"{buttons.CORRECTION}:{offer.key}", back)
    return Button(say.text("Is something wrong?"), code)


def onward(say: Say, back: str) -> Button:
    """Back to the list; who came by a link has none yet."""
    if not back or back == buttons.APART:
        return Button(say.text("All offers by topic"), buttons.TOPICS)
    return buttons.back(say, back)


def told(button: Button) -> Message:
    """For those who type a button: where it leads, with the button, or what it would copy."""
    if button.kind is Kind.COPY:
        return Message(Markup("{}: {}").format(button.label, button.value))
    url = button.value
    if url.startswith(_SHARE):
        url = parse_qs(urlsplit(url).query)["url"][0]
    return Message(Markup("<b>{}</b>\n{}").format(button.label, url), ((button,),))


def nowhere(say: Say) -> Message:
    """For "back" where nothing is open."""
    text = say.html(
        "There is nothing open to go back to. Just write what you are looking for, or start here:"
    )
    topics = Button(say.text("All offers by topic"), buttons.TOPICS)
    return Message(text, ((buttons.guide(say),), (topics,)))


def unopened(say: Say) -> Message:
    """For the words of a button that nothing shown has."""
    text = say.html(
        "This goes with an offer. Open one: below it stands everything that it has, "
        "for example its telephone number."
    )
    return Message(text, ((Button(say.text("All offers by topic"), buttons.TOPICS),),))


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


def _keeping(scene: Scene, offer: Offer, back: str) -> Iterator[Button]:
    if calendar.is_coming(scene, offer):
        yield calendar.button(scene, offer, back)
    code = buttons.with_back(f"{buttons.PHRASE}:{offer.key}", back)
    yield Button(scene.say.text("Say it in German"), code)


def _row(found: Iterator[Button]) -> Iterator[Row]:
    if row := tuple(found):
        yield row


def _share(offer: Offer, bot: str) -> str:
    return _SHARE + urlencode(
        {"url": links.to_offer(bot, offer), "text": shorten(offer.title, 100)}, quote_via=quote
    )
