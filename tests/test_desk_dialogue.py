"""What staff do is felt by citizens: topics are found by themselves, mistakes are corrected."""

from __future__ import annotations

from bot.desk import actions, pending, undoing
from bot.desk.acting import By, Done
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.outbox import Outbox
from bot.storage.wishes import Decision
from bot.wishes.wish import Status
from handlers import news
from tests.house import Citizen, Rig

WISH = Ref(Kind.WISH, 1)


def item(rig: Rig, kind: Kind) -> Item:
    found = rig.run(rig.house.storage.read(lambda db: pending.find(db, kind, 1)))
    assert isinstance(found, Item)
    return found


def due(rig: Rig) -> list[str]:
    """The words of what is sent now."""
    box = Outbox(news.kinds(rig.house.library), rig.house.timezone, lambda _, __, text: text)
    claimed = rig.run(rig.house.storage.write(lambda db: box.claim(db, "test", rig.hands.now, 100)))
    return [str(message.html) for _, message in claimed[0]]


def wishes(citizen: Citizen, text: str) -> None:
    for said in ("/wunsch", text):
        citizen.says(said)
    citizen.presses("Absenden")


def by(rig: Rig, token: str) -> By:
    return By(None, token, rig.hands.now)


def test_a_wish_has_the_topic_of_what_lies_nearest(rig: Rig, anna: Citizen) -> None:
    for said in ("/wunsch", "Klarinette lernen"):
        anna.says(said)
    for label in ("Etwas anderes: weiter zum Wunsch", "Absenden"):
        anna.presses(label)

    assert item(rig, Kind.WISH).topic == "musik"


def test_a_wish_that_lies_near_nothing_has_no_topic(rig: Rig, anna: Citizen) -> None:
    for said in ("/wunsch", "Strickkurs für Männer"):
        anna.says(said)
    for label in ("Etwas anderes: weiter zum Wunsch", "Absenden"):
        anna.presses(label)

    assert item(rig, Kind.WISH).topic is None


def test_a_question_that_is_passed_on_has_its_topic(rig: Rig, anna: Citizen) -> None:
    anna.says("Japanisch Kurs")
    anna.presses("Frage weitergeben")

    assert item(rig, Kind.QUESTION).topic == "sprache"


def test_what_is_wrong_with_an_offer_has_the_offers_topic(rig: Rig, anna: Citizen) -> None:
    answer = anna.says("schwimmkurs")
    for label in (answer.labels[0], "Stimmt etwas nicht?", "Kosten"):
        anna.presses(label)
    found = item(rig, Kind.CORRECTION)

    offer = rig.house.library.catalogue.by_id[found.offer_id or ""]
    assert found.topic == offer.topics[0]


def test_a_mistake_that_was_told_is_corrected(rig: Rig, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    decision, storage = Decision(Status.REFUSED, "Kein Raum."), rig.house.storage

    rig.run(storage.write(lambda db: actions.decide(db, WISH, 0, decision, by(rig, "a"))))
    [told] = due(rig)
    assert "Geht leider nicht" in told
    undone = rig.run(storage.write(lambda db: undoing.undo(db, WISH, 1, by(rig, "b"))))
    assert isinstance(undone, Done)

    [corrected] = due(rig)
    assert corrected.startswith("Die letzte Nachricht zu Ihrem Wunsch war falsch. Richtig ist:")
    assert "Angekommen" in corrected
    assert "Kein Raum." not in corrected
    assert due(rig) == []
