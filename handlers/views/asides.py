"""Answers to what is no question for the list: another office's business, a hello, thanks."""

from __future__ import annotations

from bot.catalogue.offers import Contact
from bot.i18n import Say
from bot.matching import chatting
from bot.message import Button, Message, Row
from handlers.views import buttons, facts, human, topics
from handlers.views.scene import Scene


def offtopic(scene: Scene) -> Message:
    """What we are for, and where such questions go."""
    say, hall = scene.say, scene.catalogue.town.town_hall
    text = say.html(
        "I am sorry, I do not know about that. I look for courses, schools and advice in {town}.",
        town=scene.catalogue.town.name,
    )
    if hall.name:
        where = " ".join(part for part in (hall.name, facts.reach(hall)) if part)
        text += "\n\n" + say.html("For offices of the town: {where}", where=where)
    return Message(text, (*_link(say, hall), (buttons.human(say),)))


def _link(say: Say, contact: Contact) -> tuple[Row, ...]:
    return ((Button.link(say.text("Website"), contact.url),),) if contact.url else ()


def smalltalk(scene: Scene, kind: str) -> Message:
    """A short human word. `kind` is the id of the concept in the query words, or of `chatting`."""
    say = scene.say
    browse = (Button(say.text("All offers by topic"), buttons.TOPICS),)
    match kind:
        case chatting.HUMAN:
            return human.human(say, scene.catalogue.town.office)
        case chatting.UNSPECIFIC:
            text = say.html(
                "Gladly. What is it about? Choose a topic, or write for example: "
                "<i>English for beginners</i>"
            )
            return Message(text, topics.choice(say, scene.catalogue))
        case chatting.UNREADABLE | "quatsch":
            text = say.html(
                "I did not understand that. What are you looking for? For example: "
                "<i>choir for adults</i>"
            )
        case "dank":
            text = say.html("You are welcome! Is there anything else you are looking for?")
        case "abschied":
            text = say.html("Goodbye, and all the best!")
        case "wer bist du":
            text = say.html(
                "I am a computer program. I look through the list of courses and help in {town} "
                "for you. Real people are here: {office}.",
                town=scene.catalogue.town.name,
                office=scene.catalogue.town.office.name,
            )
            return Message(text, (browse, (buttons.human(say),)))
        case _:
            text = say.html("Hello! What are you looking for? For example: <i>choir for adults</i>")
    return Message(text, (browse,))
