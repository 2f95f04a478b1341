"""The catalogue by topic: all topics with their counts, and the offers of one."""

from __future__ import annotations

from markupsafe import Markup

from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Topic
from bot.i18n import Say
from bot.message import Message, Row
from handlers.views import buttons, facts, lists
from handlers.views.scene import Scene


def overview(say: Say, catalogue: Catalogue) -> Message:
    """Every topic that has offers."""
    total = say.plural("{number} offer", "{number} offers", len(catalogue.offers))
    text = say.html(
        "<b>All offers in {town} by topic</b>\n{total}. Choose a topic, or ask in your own words.",
        town=catalogue.town.name,
        total=total,
    )
    return Message(text, choice(say, catalogue))


def choice(say: Say, catalogue: Catalogue) -> tuple[Row, ...]:
    """A button for every topic that has offers."""
    found = [
        buttons.topic(f"{say.name(topic.names)} ({len(catalogue.by_topic[topic.id])})", topic.key)
        for topic in catalogue.town.topics
        if topic.id in catalogue.by_topic
    ]
    return buttons.two_a_row(found)


def topic(scene: Scene, topic: Topic, offset: int) -> Message:
    """One page of a topic's offers; an offset beyond the end shows the first page."""
    say = scene.say
    page = lists.Page.of(scene.catalogue.by_topic.get(topic.id, ()), offset)
    head = say.html(
        "<b>{topic}</b>: {first}–{last} of {total}",
        topic=say.name(topic.names),
        first=page.first,
        last=page.last,
        total=page.total,
    )
    entries = [
        lists.entry(number, offer, facts.ages(say, offer.ages) or facts.when(scene, offer))
        for number, offer in enumerate(page.shown, page.first)
    ]
    rows = lists.rows(page.shown, buttons.topic_code(topic.key, page.start))
    rows += page.turning(say, f"{buttons.TOPIC}:{topic.key}:{{offset}}")
    return Message(
        Markup("\n\n").join([head, *entries]), (*rows, (buttons.back(say, buttons.TOPICS),))
    )
