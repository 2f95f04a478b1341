"""What a working group decides on a cluster: the answer of every wish in it, told once."""

from __future__ import annotations

import pytest

from bot.app import propose
from bot.desk.acting import By
from bot.storage.wishes import Decision
from bot.wishes.wish import Status
from tests.circle import Circle
from tests.desks import due, told, wishes
from tests.house import Citizen, Rig
from tests.test_clusters import hands, item, status


@pytest.fixture
def circle(rig: Rig) -> Circle:
    return Circle(rig)


@pytest.fixture
def three(circle: Circle) -> list[Citizen]:
    people = [circle.rig.citizen() for _ in range(3)]
    for one, text in zip(people, ("Jodeln lernen", "Jodelkurs am Abend", "Jodeln"), strict=True):
        wishes(one, text)
    circle.rig.run(propose(circle.rig.house))
    return people


def test_what_the_group_decides_goes_to_all_who_wished(
    circle: Circle, three: list[Citizen]
) -> None:
    hands(circle)
    due(circle.rig)
    one, _ = item(circle)
    by = By(circle.staff.person.id, "press", circle.rig.hands.now)
    planned = Decision(Status.PLANNED, "Ab Februar in der Musikschule.")
    circle.write(lambda db: told(db, one.id, planned, by))

    assert [status(circle, number) for number in (1, 2, 3)] == [Status.PLANNED] * 3
    news = due(circle.rig)
    assert sorted(chat for chat, _ in news) == sorted(one.person.id for one in three)
    assert all("Ab Februar in der Musikschule." in text for _, text in news)
    circle.write(lambda db: told(db, one.id, planned, by))
    assert due(circle.rig) == []
