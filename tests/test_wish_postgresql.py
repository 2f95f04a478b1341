"""The whole journey of a wish on PostgreSQL: written, joined, decided, told, changed, left, erased."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.outbox import Outbox
from bot.storage.wishes import Decision
from bot.wishes import decisions
from bot.wishes.wish import Status
from handlers import news
from tests.house import Citizen, Rig, living
from tests.kill.postgres import Postgres

pytest_plugins = ["tests.databases"]


@pytest.fixture
def rig(postgres: Postgres) -> Iterator[Rig]:
    with living(postgres.emptied()) as rig:
        yield rig


def decides(rig: Rig, number: int, status: Status) -> None:
    decision, now = Decision(status, "Ab Mai."), rig.hands.now
    rig.run(rig.house.storage.write(lambda db: decisions.decide(db, number, decision, now)))


def told(rig: Rig) -> set[int]:
    """Who is told something now."""
    box = Outbox(news.kinds(rig.house.library), rig.house.timezone, lambda _, __, text: text)
    now = rig.hands.now
    claimed, _ = rig.run(rig.house.storage.write(lambda db: box.claim(db, "test", now, 100)))
    return {delivery.chat for delivery, _ in claimed}


def test_a_wish_from_its_words_to_the_news(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    anna.says("Jodeln lernen")
    anna.presses("Kinder")
    update = anna.person.presses("Absenden")
    assert "Nr. 1" in anna.reads().text
    rig.again(update)

    anna.says("/meinewuensche")
    anna.presses("Nr. 1: Jodeln lernen")
    anna.presses("Ändern")
    anna.presses("Anders schreiben")
    anna.says("Jodeln für Anfänger")
    anna.presses("Speichern")

    bert = rig.citizen(name="Bert")
    bert.says("/wunsch Jodelkurs")
    assert "2 von 8" in bert.presses("Ich auch: 1. Jodeln für Anfänger").text
    decides(rig, 1, Status.WORKING)
    assert told(rig) == {anna.person.id, bert.person.id}

    bert.says("/meinewuensche")
    bert.presses("Nr. 1: Jodeln für Anfänger")
    bert.presses("Zurücknehmen")
    bert.presses("Ja, zurücknehmen")
    decides(rig, 1, Status.OFFERED)
    assert told(rig) == {anna.person.id}

    anna.says("löschen")
    anna.presses("Ja, alles löschen")
    rows = rig.dump()
    assert rows["wish"] == []
    assert rows["wish_follower"] == []
    assert str(anna.person.id) not in str(rows)


def test_what_is_refused_there_too(rig: Rig, anna: Citizen) -> None:
    for text in ("Jodeln", "Einradfahren", "Imkern in Wien", "Tauchen", "Bumerang", "Falknerei"):
        anna.says(f"/wunsch {text}")
        reply = anna.says("Absenden")

    assert len(rig.dump()["wish"]) == 5
    assert "Der nächste passt morgen" in reply.text
