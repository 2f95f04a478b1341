"""What staff read of the desk in their chat, and how they stop it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.app import owed_kinds
from bot.desk import duties, refusals
from bot.message import Message
from bot.outbox import Outbox
from bot.people import invitations
from bot.people.roles import Role
from bot.storage import audit, corrections, roles, tips
from bot.storage.corrections import Correction
from bot.storage.deliveries import Delivery, Outcome, settle
from bot.storage.followers import Follower
from bot.storage.outbox import State
from bot.storage.roles import Grant
from bot.storage.units import Db
from bot.telegram.render import parameters
from bot.wishes import support
from bot.wishes.wish import THRESHOLD
from handlers.views import buttons
from tests.botapi.view import Seen
from tests.house import MONDAY, Citizen, Rig, fresh, living

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
CANARY = "Kanarienvogelzucht"


class Office:
    """A house with one person at the desk, whose outbox is worked off by hand."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.staff = rig.citizen(name="Berta")
        self.staff.says("/start")
        self.employ(1, self.staff, Role.STAFF)
        self.box = Outbox(owed_kinds(rig.house), BERLIN, _as_it_is)

    def employ(self, number: int, who: Citizen, role: Role) -> None:
        self.write(lambda db: roles.grant(db, Grant(number, who.person.id, role, "", MONDAY)))

    def write(self, work: Any) -> Any:
        return self.rig.run(self.rig.house.storage.write(work))

    def send(self) -> list[Message]:
        """What a tick does, and the sender after it."""
        now = self.rig.hands.now
        house = self.rig.house
        self.write(partial(duties.plan, now=now, zone=BERLIN, appointed=house.appointed))
        ready, _ = self.write(lambda db: self.box.claim(db, "test", now, 100))
        for delivery, message in ready:
            sending = self.rig.app.bot.send_message(delivery.chat, **parameters(message))
            number = self.rig.run(sending).message_id
            ended = [Outcome(delivery.id, State.SENT, message_id=number)]
            self.write(lambda db, ended=ended: settle(db, "test", ended, now))
        return [message for _, message in ready]

    def read(self) -> list[Seen]:
        return self.staff.replies


def _as_it_is(_db: Db, _delivery: Delivery, message: Message) -> Message:
    return message


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with living(fresh(tmp_path)) as rig:
        yield Office(rig)


def test_staff_read_the_digest_and_stop_it_from_there(office: Office) -> None:
    office.send()
    digest = office.staff.person.last
    assert digest.text.startswith("Wochenbrief, 16. November 2026 bis 22. November 2026")

    card = office.staff.presses("Nicht mehr schicken")
    assert "Wochenbrief: montags um 8 Uhr, was neu ist und was wartet.\nAusgeschaltet." in card.text
    assert digest.text in [seen.text for seen in office.read()], "it stays to be read"
    office.rig.hands.advance(days=7)
    assert office.send() == []

    again = office.staff.presses("Wochenbrief wieder schicken")
    assert "Ausgeschaltet" not in again.text
    assert again.id == card.id
    office.rig.hands.advance(days=7)
    assert len(office.send()) == 1


@pytest.mark.parametrize(
    ("said", "letter", "notices"),
    [
        ("/wochenbrief", True, True),
        ("/wochenbrief aus", False, True),
        ("/wochenbrief Hinweise aus", True, False),
        ("/weekletter off", False, True),
        ("/weekletter notices OFF", True, False),
        ("/wochenbrief bitte?", True, True),
    ],
)
def test_all_of_it_can_be_typed(office: Office, said: str, letter: bool, notices: bool) -> None:
    text = office.staff.says(said).text
    first, _, second = text.partition("Hinweise: ")

    assert ("Eingeschaltet." in first, "Eingeschaltet." in second) == (letter, notices)
    on_again = (
        office.staff.says("/wochenbrief an").text
        + office.staff.says("/wochenbrief hinweise an").text
    )
    assert on_again.endswith(office.staff.says("/wochenbrief").text)
    assert "Ausgeschaltet" not in office.staff.person.last.text


@pytest.mark.parametrize("code", ["W", "W:", "W:x:0", "W:w:7", "W:w", "W:n:|+", "W:🙂:1"])
def test_a_button_that_somebody_made_up_changes_nothing(office: Office, code: str) -> None:
    shown = office.staff.says("/wochenbrief")
    before = office.rig.dump()
    office.staff.does(office.staff.person.forges(code, shown))

    assert office.staff.person.last.text == shown.text
    assert office.rig.dump() == before


def test_the_inbox_opens_from_the_digest(office: Office) -> None:
    office.send()

    assert "Eingang" in office.staff.presses("Eingang öffnen").text


def test_what_is_not_wanted_is_told_to_the_person(office: Office) -> None:
    office.staff.says("/wochenbrief aus")

    told = office.staff.says("/meinedaten").text
    assert "Was Sie nicht geschickt haben wollen: 1, siehe /wochenbrief" in told


def test_whoever_is_no_longer_staff_is_refused_by_the_old_button(office: Office) -> None:
    office.send()
    office.write(lambda db: invitations.end(db, 1))

    assert office.staff.presses("Nicht mehr schicken").text.startswith("Das ist für Menschen")


def fill(office: Office) -> None:
    """Citizens say one word in all the ways there are."""
    rig, storage = office.rig, office.rig.house.storage
    anna = rig.citizen()
    anna.says(f"Kurs für {CANARY}")
    assert "Frage weitergeben" in anna.person.last.labels
    anna.presses("Frage weitergeben")
    anna.says(f"/wunsch {CANARY} für Anfänger")
    while "Absenden" not in anna.person.last.labels:
        anna.presses(next(one for one in anna.person.last.labels if "ein" in one.lower()))
    anna.presses("Absenden")
    now = rig.hands.now
    wrong = Correction("malen", CANARY, "de", 7)

    def keep(db: Db) -> None:
        tips.keep(db, "token", f"{CANARY} im Verein", "de", now, about=CANARY)
        corrections.keep(db, wrong, now)
        for number in range(THRESHOLD):
            support.join(db, 1, Follower(7_400_000_000 + number, False, "de", notices=False), now)

    rig.run(storage.write(keep))
    for _ in range(5):
        anna.says("/start i_wrong")


def test_no_word_of_a_citizen_reaches_staff_by_itself(office: Office) -> None:
    rig = office.rig
    office.send()
    rig.hands.advance(days=1)
    fill(office)
    assert CANARY in str(rig.dump())
    for _ in range(7):
        office.send()
        rig.hands.advance(days=1)
    rig.hands.advance(days=14)
    office.send()

    texts = [seen.text for seen in office.read()]
    assert any("1 Wunsch, 1 Frage, 1 Meldung zu einem Angebot, 1 Tipp" in text for text in texts)
    assert any("Wunsch 1: 9 Menschen sind interessiert." in text for text in texts)
    assert any("1 Mensch hat vergeblich" in text for text in texts)
    assert sum("Wochenbrief" in text for text in texts) == 3
    assert any("Länger als 14 Tage ohne Antwort: 1 Wunsch" in text for text in texts)
    seen = str([(one.text, one.html, one.rows) for one in office.read()])
    assert CANARY not in seen
    assert "Kanarien" not in seen


# Refusals.


def noted(rig: Rig) -> list[audit.Entry]:
    entries: list[audit.Entry] = rig.run(
        rig.house.storage.read(lambda db: list(audit.page(db, None, 99)))
    )
    return [entry for entry in entries if entry.action == refusals.ACTION]


def test_who_wants_what_they_may_not_is_noted(rig: Rig, anna: Citizen) -> None:
    anna.says("/wochenbrief aus")
    anna.does(anna.person.forges(buttons.TEAM, anna.person.last))

    [second, first] = noted(rig)
    assert (first.actor, first.kind) == (anna.person.id, "digest.command_digest")
    assert (second.actor, second.kind) == (anna.person.id, "team.press_team")


def test_nobody_floods_the_audit(rig: Rig, anna: Citizen, olena: Citizen) -> None:
    for _ in range(refusals.MOST + 3):
        assert anna.says("/team").text.startswith("Das ist für Menschen")
    olena.says("/team")
    assert len(noted(rig)) == refusals.MOST + 1

    rig.hands.advance(days=1, seconds=1)
    anna.says("/team")
    assert len(noted(rig)) == refusals.MOST + 2


def test_the_same_update_is_noted_once(rig: Rig, anna: Citizen) -> None:
    update = anna.person.writes("/team")
    anna.reads()
    rig.again(update)

    assert len(noted(rig)) == 1


def test_what_citizens_may_is_noted_nowhere(rig: Rig, anna: Citizen) -> None:
    anna.says("/start")
    anna.says("schwimmkurs")

    assert noted(rig) == []
