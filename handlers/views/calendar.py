"""An offer in somebody's calendar: what the entry says, and the file it comes in."""

from __future__ import annotations

from markupsafe import Markup

from bot.calendar import Wording
from bot.catalogue.offers import Offer
from bot.matching.stems import words
from bot.message import Button, Message, shorten
from handlers.views import buttons, facts, links
from handlers.views.scene import Scene

TITLE_LENGTH = 100
TEXT_LENGTH = 1500
NAME_LENGTH = 40


def is_coming(scene: Scene, offer: Offer) -> bool:
    """Whether there is a day to enter: a known one that is not over."""
    return offer.starts_on is not None and not offer.is_over(scene.today)


def button(scene: Scene, offer: Offer, back: str) -> Button:
    code = buttons.with_back(f"{buttons.CALENDAR}:{offer.key}", back)
    return Button(scene.say.text("Add to my calendar"), code)


def wording(scene: Scene, offer: Offer) -> Wording:
    say, contact = scene.say, scene.catalogue.next_step(offer)
    known = {topic.id: say.name(topic.names) for topic in scene.catalogue.town.topics}
    lines = [
        offer.provider.name if offer.provider else "",
        offer.schedule,
        " · ".join(part for part in (contact.name, facts.reach(contact)) if part),
        facts.standing(say, offer) + " " + say.text("Please call first."),
        links.to_offer(scene.bot, offer),
    ]
    return Wording(
        title=shorten(offer.title, TITLE_LENGTH),
        place=facts.where(offer),
        text=shorten("\n".join(line for line in lines if line), TEXT_LENGTH),
        url=contact.url,
        categories=tuple(known[topic] for topic in offer.topics if topic in known),
        town=scene.catalogue.town.name.lower().replace(" ", "-"),
    )


def file_name(offer: Offer) -> str:
    """The words of its title, without what not every telephone takes."""
    name = "-".join(words(offer.title))[:NAME_LENGTH].strip("-")
    return f"{name or offer.key}.ics"


def caption(scene: Scene, offer: Offer) -> Message:
    """Below the file: what is in it, and what to do with it."""
    text = scene.say.html(
        "<b>{title}</b>\n{when}\nOpen the file, then your calendar takes the date over.",
        title=shorten(offer.title, TITLE_LENGTH),
        when=shorten(facts.when(scene, offer), 300),
    )
    standing = Markup("<i>{}</i>").format(facts.standing(scene.say, offer))
    return Message(Markup("\n").join([text, standing]))
