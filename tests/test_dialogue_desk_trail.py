"""Who did what at the desk, as admins and colleagues read it."""

from __future__ import annotations

import re

import pytest

from bot.i18n import say_in
from bot.people.roles import Role
from bot.storage import audit
from bot.storage.units import Db
from handlers import ROUTES
from handlers.views import audit as view
from tests.desks import colleague, wishes
from tests.house import Citizen, Rig


@pytest.fixture
def staff(rig: Rig) -> Citizen:
    return colleague(rig)


def test_the_trail_is_for_admins_and_has_no_words_of_citizens(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    boss = colleague(rig, Role.ADMIN)
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    for _ in range(6):
        staff.presses("Ich übernehme")
        staff.presses("Wieder abgeben")

    assert staff.says("/protokoll").text.startswith("Das ist für Menschen mit einer eigenen")
    seen = boss.says("/protokoll")
    assert "11:00 · jemand aus dem Team · Wunsch 1 · wieder abgegeben" in seen.text
    assert "Jodeln" not in seen.text
    assert seen.text.count("•") == 10
    earlier = boss.presses("Vorherige")
    assert earlier.text.count("•") == 3
    assert "11:00 · jemand ohne Zugang · Protokoll · abgewiesen" in seen.text
    assert boss.presses("Das Neueste").text == seen.text


def test_the_trail_names_files_and_whoever_was_turned_away_in_plain_words(
    rig: Rig, anna: Citizen
) -> None:
    boss = colleague(rig, Role.ADMIN)
    anna.says("/eingang")
    anna.says("/team")

    def files(db: Db) -> None:
        for action, about in [("export", "wish"), ("import", "wish"), ("export", "gaps-raw")]:
            audit.note(db, None, action, about, 0, rig.hands.now, f"{action} {about}")

    rig.run(rig.house.storage.write(files))
    seen = boss.says("/protokoll")

    assert "• 11:00 · jemand ohne Zugang · Eingang · abgewiesen" in seen.text
    assert "• 11:00 · jemand ohne Zugang · Team · abgewiesen" in seen.text
    assert "• 11:00 · Kommandozeile · Wünsche · in eine Datei geschrieben" in seen.text
    assert "• 11:00 · Kommandozeile · Wünsche · aus einer Datei gelesen" in seen.text
    assert "• 11:00 · Kommandozeile · Zählungen der Lücken · in eine Datei geschrieben" in seen.text
    assert not re.search(r"\w[._]\w|[- ]0\b", seen.text)


def test_every_route_of_staff_has_a_name_in_the_trail() -> None:
    named = view.places(say_in("de"))

    assert {r.name.partition(".")[0] for r in ROUTES if r.role is not Role.CITIZEN} <= set(named)


def test_an_admin_of_the_settings_has_a_name_among_colleagues(
    rig: Rig, staff: Citizen, anna: Citizen
) -> None:
    boss = colleague(rig, Role.ADMIN)
    wishes(anna, "Jodeln lernen")
    staff.says("/eingang 1")
    boss.says("/eingang 1")
    boss.presses("Ich übernehme")

    late = staff.presses("Ich übernehme")
    assert "Jemand war schneller: übernommen (Admin, 11:00)." in late.text
    assert "bei Admin" in late.text
