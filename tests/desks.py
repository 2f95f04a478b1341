"""Colleagues at the desk, and citizens who give them something to do."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import resolving
from bot.desk.acting import By, Result
from bot.outbox import Outbox
from bot.people.roles import Role
from bot.storage.units import Db
from bot.storage.wishes import Decision
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


def told(db: Db, item: int, decision: Decision, by: By) -> Result:
    """A working group's answer to the wishes of an item of its agenda."""
    said = resolving.reply(db, item, decision)
    assert said is not None
    return resolving.answer(db, said, by)


def due(rig: Rig) -> list[tuple[int, str]]:
    """What is sent now: to whom, and the words."""
    box = Outbox(news.kinds(rig.house.library), rig.house.timezone, lambda _, __, text: text)
    claimed = rig.run(rig.house.storage.write(lambda db: box.claim(db, "test", rig.hands.now, 100)))
    return [(delivery.chat, str(message.html)) for delivery, message in claimed[0]]
