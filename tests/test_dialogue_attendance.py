"""The list that those who come to a meeting sign."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.groups.answers import Place
from bot.sheets.attendance import Sheet, attendance
from bot.storage.attendance import Coming
from bot.storage.memberships import Member
from tests.circle import Circle
from tests.house import Rig


@pytest.fixture
def circle(rig: Rig) -> Circle:
    return Circle(rig)


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


@pytest.mark.parametrize("way", ["press", "type"])
def test_staff_get_the_list_as_a_file(circle: Circle, way: str) -> None:
    circle.enters(circle.anna)
    meeting = circle.plans()
    staff = circle.staff
    staff.says("/termin")
    staff.presses("1. Ziele")
    staff.presses("Wer kommt")
    if way == "press":
        sent = staff.presses("Liste zum Unterschreiben (PDF)")
    else:
        sent = staff.says("Liste zum Unterschreiben (PDF)")

    assert sent.file is not None
    assert sent.file.filename == "anwesenheit.pdf"
    assert sent.file.content.startswith(b"%PDF-")
    assert "Liste zum Unterschreiben für „Ziele“" in sent.text
    noted = [row[3:6] for row in circle.rig.dump()["audit"]]
    assert ("export", "attendance", meeting.id) in noted


def test_nobody_else_gets_it(circle: Circle) -> None:
    circle.enters(circle.anna)
    meeting = circle.plans()
    shown = circle.anna.says("/termine")
    answer = circle.anna.does(circle.anna.person.forges(f"S:{meeting.id}", shown))

    assert answer.file is None


def test_a_meeting_that_is_gone_is_said_so(circle: Circle) -> None:
    shown = circle.staff.says("/termin")

    answer = circle.staff.does(circle.staff.person.forges("S:99", shown))
    assert "Dieses Treffen gibt es nicht mehr." in answer.text


def sheet(*places: Place, agenda: tuple[str, ...] = ()) -> Sheet:
    return Sheet(
        office="Bildungsbüro",
        name="Ziele <b> & „Übergänge“",
        group="Leitbild",
        when="Dienstag, 1. Dezember 2026, 18:00 bis 20:00 Uhr",
        where=("Rathaus, Saal 2",),
        agenda=agenda,
        places=places,
        printed=date(2026, 11, 23),
    )


def test_a_small_group_fits_one_page_and_a_large_one_goes_on() -> None:
    large = [Place(Member(one, organisation="Schulamt " * 12), Coming.YES, "") for one in range(60)]

    assert pages(attendance(sheet())) == 1
    assert pages(attendance(sheet(*large, agenda=("<i>Entwurf", "Українська")))) > 3


def test_who_said_no_has_no_line() -> None:
    coming = [Place(Member(one), Coming.YES, "") for one in range(30)]
    staying = [Place(Member(one), Coming.NO, "") for one in range(30)]

    assert pages(attendance(sheet(*staying))) == 1
    assert pages(attendance(sheet(*coming))) > 1
