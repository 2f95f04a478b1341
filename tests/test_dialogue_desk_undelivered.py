"""What could not be sent, as the desk lists it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.app import owed_kinds
from bot.desk import undelivered
from bot.storage.outbox import Channel, OutboxRow, State
from bot.storage.units import Db
from tests.circle import Circle
from tests.house import Citizen, Rig


@pytest.fixture
def circle(rig: Rig) -> Circle:
    return Circle(rig)


def lost(  # noqa: PLR0917 - what a row of the outbox holds
    circle: Circle,
    kind: str,
    about: int,
    state: State,
    person: int = 99_001,
    ended: datetime | None = None,
    channel: Channel = Channel.TELEGRAM,
    reason: str = "x",
) -> None:
    now = circle.rig.hands.now

    def write(db: Db) -> None:
        row = {
            "key": f"{kind}:{about}:{person}:{state.value}:{reason}",
            "chat": person,
            "channel": channel.value,
            "kind": kind,
            "object": about,
            "version": 1,
            "due_at": now,
            "state": state.value,
            "reason": reason,
            "ended_at": ended or now,
        }
        db.execute(insert(OutboxRow).values(**row))

    circle.write(write)


def test_what_did_not_arrive_is_listed_without_names(circle: Circle) -> None:
    meeting = circle.plans()
    for person in (99_001, 99_002):
        lost(circle, "meeting.day", meeting.id, State.BLOCKED, person)
    lost(circle, "meeting.moved", meeting.id, State.FAILED, channel=Channel.MAIL)
    lost(circle, "wish.status", 12, State.UNKNOWN)
    lost(circle, "group.answered", 3, State.EXPIRED)
    lost(circle, "meeting.day", meeting.id, State.EXPIRED, reason="overtaken")
    lost(circle, "wish.status", 13, State.CANCELLED)
    circle.staff.says("/eingang")
    seen = circle.staff.presses("Nicht angekommen")

    assert seen.text.startswith("Nicht angekommen · 1–4 von 4")
    for line in (
        "Erinnerung ans Treffen „Ziele“\n11:00 · 2 Menschen · hat den Bot blockiert",
        "Verlegung des Treffens „Ziele“\n11:00 · 1 Mensch · per E-Mail · ließ sich nicht senden",
        "Nachricht zu Wunsch 12\n11:00 · 1 Mensch · vielleicht angekommen, ohne Bestätigung",
        "Antwort auf Bewerbung 3\n11:00 · 1 Mensch · zu spät geworden",
    ):
        assert line in seen.text
    assert "99001" not in seen.text
    assert circle.staff.presses("Zum Eingang").text.startswith("Eingang")


def test_it_is_turned_page_by_page_and_typed(circle: Circle) -> None:
    for number in range(10):
        ended = circle.rig.hands.now - timedelta(minutes=number)
        lost(circle, "wish.status", number + 1, State.FAILED, ended=ended)
    staff = circle.staff
    first = staff.says("/eingang nicht angekommen")
    assert "1–8 von 10" in first.text
    assert "9–10 von 10" in staff.says("weiter").text
    assert staff.says("zurück").text == first.text
    assert first.text.index("Wunsch 1\n") < first.text.index("Wunsch 8\n")

    staff.says("/eingang")
    assert staff.says("unzustellbar").text == first.text


def test_where_all_arrived_it_says_so(circle: Circle) -> None:
    assert "Alles ist angekommen." in circle.staff.says("/eingang nicht zugestellt").text


@pytest.mark.parametrize("code", ["D:u", "D:u:-5", "D:u:999999999", "D:u:x|y"])
def test_a_made_up_page_is_the_first_one(circle: Circle, code: str) -> None:
    circle.staff.says("/eingang")
    circle.staff.person.forges(code, circle.staff.person.last)

    assert "Alles ist angekommen." in circle.staff.reads().text


def test_citizens_do_not_see_it(circle: Circle) -> None:
    anna: Citizen = circle.anna
    anna.says("/start")
    anna.person.forges("D:u:0", anna.person.last)

    assert "keinen Zugang" in anna.reads().text


def test_every_kind_of_message_is_looked_at(rig: Rig) -> None:
    assert {kind.name for kind in owed_kinds(rig.house)} <= set(undelivered.KINDS)
