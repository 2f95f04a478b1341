"""What somebody may send to any chat with `@bot words`: short cards that lead back to us."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bot.catalogue.offers import Offer
from bot.catalogue.town import Topic
from bot.matching.answer import Answer, Outcome
from bot.message import Button, Message, shorten
from handlers.views import crisis, facts, links, offer
from handlers.views.scene import Scene

MOST = 10
TITLE_LENGTH = 60
ABOUT_LENGTH = 100
HELLO = "inline"
"""What the link says when somebody comes to us from the input line of another chat."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One result: `title` and `about` are seen in the list, `message` is what gets sent."""

    id: str
    title: str
    about: str
    message: Message


@dataclass(frozen=True, slots=True)
class Tiles:
    """The results, and above them a button that opens our own chat with `payload`.

    `kept` says whether Telegram may show the same again for a while.
    """

    tiles: tuple[Tile, ...]
    label: str
    payload: str = HELLO
    kept: bool = True


def hint(scene: Scene) -> Tiles:
    """For who has not typed anything yet: an example, and the topics."""
    catalogue = scene.catalogue
    there = [topic for topic in catalogue.town.topics if topic.id in catalogue.by_topic]
    tiles = tuple(_topic(scene, topic) for topic in there[:MOST])
    return Tiles(tiles, scene.say.text("Type what you look for, e.g. choir"))


def found(scene: Scene, answer: Answer) -> Tiles:
    say = scene.say
    match answer.outcome:
        case Outcome.CRISIS:
            # Nothing of it belongs into another chat, and nothing of it is kept on the way.
            label = say.text("Help is here: tap now")
            return Tiles((), label, crisis.payload(answer), kept=False)
        case Outcome.SMALLTALK:
            return hint(scene)
        case Outcome.MATCH | Outcome.NEAR:
            tiles = tuple(_offer(scene, match.offer) for match in answer.matches[:MOST])
            near = answer.outcome is Outcome.NEAR
            label = say.text("Not exactly that. Ask in our chat") if near else ""
            return Tiles(tiles, label or say.text("Ask further in our chat"))
        case _:
            return Tiles((), say.text("Not in our list yet. Ask in our chat"))


def _offer(scene: Scene, one: Offer) -> Tile:
    known = (
        one.provider.name if one.provider else "",
        facts.ages(scene.say, one.ages),
        facts.when(scene, one),
    )
    about = shorten(" · ".join(part for part in known if part), ABOUT_LENGTH)
    title = shorten(one.title, TITLE_LENGTH)
    more = links.to_offer(scene.bot, one)
    return Tile(f"o{one.key}", title, about, _sent(scene, offer.short(scene, one), more))


def _topic(scene: Scene, topic: Topic) -> Tile:
    say, number = scene.say, len(scene.catalogue.by_topic[topic.id])
    name, count = say.name(topic.names), say.plural("{number} offer", "{number} offers", number)
    text = say.html(
        "<b>{topic}</b>: {count} in {town}", topic=name, count=count, town=scene.catalogue.town.name
    )
    message = _sent(scene, text, links.to_topic(scene.bot, topic))
    return Tile(f"t{topic.key}", shorten(name, TITLE_LENGTH), count, message)


def _sent(scene: Scene, text: Markup, more: str) -> Message:
    """The address stands in the text, too: buttons get lost when a message is copied."""
    line = scene.say.html("All about it: {link}", link=more.removeprefix("https://"))
    button = Button.link(scene.say.text("Open in our chat"), more)
    return Message(Markup("\n").join([text, line]), ((button,),))
