"""What somebody sees who came by a link of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.arrivals import Link, Way
from bot.message import Message
from handlers.views import guide, offer, paths, start, topics
from handlers.views.scene import Scene


@dataclass(frozen=True, slots=True)
class Opened:
    """What lies at the end of a link; `target` is what is counted, nothing where it is gone."""

    message: Message
    target: str = ""


Opener = Callable[[Scene, str], Opened | None]
"""Opens a code that anybody could have made up; None where nothing of ours has it."""


def opened(scene: Scene, link: Link) -> Opened | None:
    opener = OPENERS.get(link.way)
    return opener(scene, link.code) if opener else None


def _offer(scene: Scene, code: str) -> Opened | None:
    found = scene.catalogue.by_key.get(int(code))
    if found is None:
        return Opened(offer.gone(scene.say, ""))
    return Opened(offer.card(scene, found, ""), found.id)


def _topic(scene: Scene, code: str) -> Opened | None:
    found = next((topic for topic in scene.catalogue.town.topics if topic.key == int(code)), None)
    if found is None or found.id not in scene.catalogue.by_topic:
        return Opened(topics.overview(scene.say, scene.catalogue))
    return Opened(topics.topic(scene, found, 0), found.id)


def _guide(scene: Scene, code: str) -> Opened | None:
    found = guide.opening(scene, code)
    return Opened(found, code) if found else None


def _path(scene: Scene, code: str) -> Opened | None:
    found = next((one for one in scene.catalogue.town.paths if str(one.key) == code), None)
    if found is None:
        return Opened(paths.overview(scene.say, scene.catalogue.town))
    return Opened(paths.path(scene, found), found.id)


def _campaign(scene: Scene, code: str) -> Opened | None:
    return Opened(start.greeting(scene.say, scene.catalogue.town.name), code)


OPENERS: Mapping[Way, Opener] = {
    Way.OFFER: _offer,
    Way.TOPIC: _topic,
    Way.GUIDE: _guide,
    Way.PATH: _path,
    Way.CAMPAIGN: _campaign,
}
