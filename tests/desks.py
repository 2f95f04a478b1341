"""Colleagues at the desk, and citizens who give them something to do."""

from __future__ import annotations

from dataclasses import replace

from bot.outbox import Outbox
from bot.people.roles import Role
from handlers import news
from handlers.context import HOUSE
from tests.botapi.view import Seen
from tests.house import Citizen, Rig


def colleague(rig: Rig, role: Role = Role.STAFF, language: str = "de") -> Citizen:
    """Somebody whom the settings name."""
    one = rig.citizen(language, "Kollege")
    house = rig.app.bot_data[HOUSE]
    appointed = {**house.appointed, one.person.id: role}
    rig.app.bot_data[HOUSE] = replace(house, appointed=appointed)
    return one


def wishes(citizen: Citizen, text: str) -> Seen:
    """As somebody who goes on although something may exist already."""
    seen = citizen.says(f"/wunsch {text}")
    onward = [label for label in seen.labels if label.startswith("Etwas anderes: weiter")]
    if onward:
        citizen.presses(onward[0])
    return citizen.presses("Absenden")


def due(rig: Rig) -> list[tuple[int, str]]:
    """What is sent now: to whom, and the words."""
    box = Outbox(news.kinds(rig.house.library), rig.house.timezone, lambda _, __, text: text)
    claimed = rig.run(rig.house.storage.write(lambda db: box.claim(db, "test", rig.hands.now, 100)))
    return [(delivery.chat, str(message.html)) for delivery, message in claimed[0]]
