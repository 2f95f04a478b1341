"""What is wrong with an offer: the choice, and thanks."""

from __future__ import annotations

from bot.catalogue.offers import Contact, Offer
from bot.corrections import Wrong
from bot.i18n import Say
from bot.message import Button, Message, shorten
from handlers.views import buttons, facts
from handlers.views.scene import Scene


def opened(scene: Scene, own: str, back: str) -> Message | None:
    """What a code shows: the choice, or thanks once something was chosen; None where it is forged."""
    _, key, wrong = (*own.split(":"), "", "")[:3]
    is_key = key.isascii() and key.isdigit() and len(key) <= 9
    found = scene.catalogue.by_key.get(int(key)) if is_key else None
    if found is None:
        return None
    if kind(wrong) is None:
        return choice(scene.say, found, back)
    return thanks(scene.say, found, scene.catalogue.town.office, back)


def kind(word: str) -> Wrong | None:
    """What is said to be wrong, by its word in a code."""
    return next((wrong for wrong in Wrong if wrong.value == word), None)


def choice(say: Say, offer: Offer, back: str) -> Message:
    """`back` is where the card leads; from here it is the card."""
    text = say.html(
        "<b>{title}</b>\nWhat is wrong here? One tap is enough. Nobody learns who said it.",
        title=shorten(offer.title, 300),
    )
    rows = [(_wrong(name, offer, wrong, back),) for wrong, name in _names(say)]
    return Message(text, (*rows, (_to_card(say, offer, back),)))


def thanks(say: Say, offer: Offer, office: Contact, back: str) -> Message:
    text = say.html(
        "Thank you. {office} checks it and corrects the list. You need not do anything else.\n"
        "Nobody knows who said it, so nobody can answer you. "
        "If you want to tell more, call: {reach}",
        office=office.name,
        reach=facts.reach(office),
    )
    return Message(text, ((_to_card(say, offer, back),),))


def explain(say: Say) -> Message:
    """For those who type the words of the button while no offer is open."""
    text = say.html(
        "Thank you for looking so closely. Open the offer and press “Is something wrong?” below it, "
        "or write it once the offer is open."
    )
    browse = Button(say.text("All offers by topic"), buttons.TOPICS)
    return Message(text, ((browse,), (buttons.human(say),)))


def name(say: Say, wrong: Wrong) -> str:
    return dict(_names(say))[wrong]


def _names(say: Say) -> tuple[tuple[Wrong, str], ...]:
    return (
        (Wrong.TIME, say.text("Date or time")),
        (Wrong.PRICE, say.text("Price")),
        (Wrong.PLACE, say.text("Place")),
        (Wrong.CONTACT, say.text("Contact or phone")),
        (Wrong.GONE, say.text("No longer exists")),
        (Wrong.OTHER, say.text("Something else")),
    )


def _wrong(name: str, offer: Offer, wrong: Wrong, back: str) -> Button:
    code = f"{buttons.CORRECTION}:{offer.key}:{wrong.value}"
    return Button(name, buttons.with_back(code, back))


def _to_card(say: Say, offer: Offer, back: str) -> Button:
    return buttons.back(say, buttons.with_back(f"{buttons.OFFER}:{offer.key}", back))
