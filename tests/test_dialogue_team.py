"""How somebody comes to have access, and how it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app import introduce_team
from bot.clock import system_clock
from bot.people import invitations
from bot.people.roles import Role
from bot.telegram import token
from handlers.context import HOUSE
from tests.botapi import BotApiRequest, faults
from tests.botapi.view import Seen
from tests.house import Citizen, Rig
from tests.test_commands import call

NO = "Dieser Einladungs-Link gilt nicht (mehr)."
NOT_YOURS = "Das ist für Menschen mit einer eigenen Aufgabe hier"


@pytest.fixture
def boss(rig: Rig) -> Citizen:
    """The admin whom the settings name."""
    boss = rig.citizen(name="Chefin")
    rig.app.bot_data[HOUSE] = replace(rig.house, appointed={boss.person.id: Role.ADMIN})
    return boss


def link_of(message: Seen) -> str:
    """What is behind `?start=` in the link of an invitation."""
    [link] = [button.payload for button in message.buttons if button.kind == "copy_text"]
    assert link in message.text
    return link.partition("?start=")[2]


def invited(boss: Citizen, role: str = "Bildungsbüro") -> str:
    boss.says("/team")
    boss.presses("Jemanden einladen")
    return link_of(boss.presses(role))


def opens(guest: Citizen, payload: str) -> Seen:
    return guest.does(guest.person.starts(payload))


def test_an_admin_invites_a_colleague_and_ends_it_again(boss: Citizen, anna: Citizen) -> None:
    assert "Noch ist niemand eingeladen." in boss.says("/team").text
    boss.presses("Jemanden einladen")
    invitation = boss.presses("Bildungsbüro")
    assert "Er gilt einmal, bis 26. November 2026, 11:00 Uhr." in invitation.text

    welcome = opens(anna, link_of(invitation))
    assert welcome.text == "Willkommen! Sie haben jetzt Zugang: Bildungsbüro."
    assert "1. Bildungsbüro: seit 23. November 2026" in boss.says("/team").text

    assert "Soll das sofort enden?" in boss.presses("Nr. 1 beenden").text
    assert boss.presses("Ja, beenden").text == "Nummer 1 hat keinen Zugang mehr."
    assert "Noch ist niemand eingeladen." in boss.presses("Zurück").text


def test_it_can_all_be_typed(boss: Citizen, anna: Citizen) -> None:
    invitation = boss.says("/team einladen Bildungsbüro Frau Ähre")
    assert "1. Bildungsbüro: Frau Ähre, eingeladen, offen bis 26. Nov" in boss.says("/team").text
    opens(anna, link_of(invitation))
    assert "1. Bildungsbüro: Frau Ähre, seit 23. November 2026" in boss.says("/team").text

    assert "Frau Ähre" in boss.says("/team beenden 1").text
    boss.presses("Ja, beenden")
    assert "Nummer 9 steht nicht" in boss.says("/team beenden 9").text
    assert "Wofür soll der Zugang gelten?" in boss.says("/team einladen Kaiser").text


def test_an_admin_by_invitation_can_invite_until_it_ends(
    rig: Rig, boss: Citizen, anna: Citizen
) -> None:
    assert anna.says("/team").text.startswith(NOT_YOURS)
    opens(anna, invited(boss, "Administration"))
    payload = invited(anna)
    stale = anna.person.last

    boss.says("/team beenden 1")
    boss.presses("Ja, beenden")
    assert anna.says("/team").text.startswith(NOT_YOURS)
    anna.person.presses("Zurück", stale)
    assert anna.reads().text.startswith(NOT_YOURS)
    # Neither do the invitations of somebody who may not invite any more.
    assert opens(rig.citizen(), payload).text.startswith(NO)


def test_a_link_is_good_once_and_says_the_same_to_everybody_else(
    rig: Rig, boss: Citizen, anna: Citizen, olena: Citizen
) -> None:
    payload = invited(boss)
    opened = anna.person.starts(payload)
    welcome = anna.reads().text
    rig.again(opened)
    assert anna.person.last.text == welcome

    bert, late = rig.citizen(), invited(boss)
    rig.hands.advance(hours=72)
    answers = {
        opens(bert, payload).text,
        opens(bert, late).text,
        opens(bert, "i_" + "x" * 22).text,
        opens(bert, "i_").text,
    }
    assert len(answers) == 1
    assert answers.pop().startswith(NO)
    assert opens(olena, payload).text.startswith("This invitation link does not work (any more).")


def test_who_guesses_too_often_waits_an_hour(rig: Rig, boss: Citizen, anna: Citizen) -> None:
    payload = invited(boss)
    for guess in range(5):
        opens(anna, f"i_{guess:022}")
    assert opens(anna, payload).text.startswith(NO)
    rig.hands.advance(hours=1)

    assert opens(anna, payload).text.startswith("Willkommen!")


def test_an_invitation_passed_on_inside_telegram_is_not_taken(
    rig: Rig, boss: Citizen, anna: Citizen
) -> None:
    anna.person.writes("/start " + invited(boss))
    rig.api.bot.updates.forget(list(rig.api.bot.updates.waiting))
    anna.person.forwards(anna.person.reads()[-1])

    assert anna.reads().text.startswith("Guten Tag!")
    assert "offen bis" in boss.says("/team").text


def test_the_same_tap_delivered_again_makes_no_second_invitation(
    rig: Rig, boss: Citizen, anna: Citizen
) -> None:
    boss.says("/team")
    boss.presses("Jemanden einladen")
    tap = boss.person.presses("Bildungsbüro")
    first = link_of(boss.reads())
    rig.again(tap)
    second = link_of(boss.person.last)

    assert boss.says("/team").text.count("offen bis") == 1
    assert opens(anna, first).text.startswith(NO)
    assert opens(anna, second).text.startswith("Willkommen!")


def test_a_long_list_can_be_turned(boss: Citizen) -> None:
    for number in range(12):
        boss.says(f"/team einladen Einrichtung Verein {number}")
    page = boss.says("/team")
    assert page.text.count("offen bis") == 10

    assert "12. Einrichtung: Verein 11," in boss.presses("Weitere").text
    assert "1. Einrichtung: Verein 0," in boss.presses("Vorherige").text


def test_the_menu_shows_what_one_may(rig: Rig, boss: Citizen, anna: Citizen) -> None:
    rig.introduce()
    anna.says("/start")
    assert "team" not in anna.person.commands
    opens(anna, invited(boss, "Administration"))
    assert "team" in anna.person.commands

    boss.says("/team beenden 1")
    boss.presses("Ja, beenden")
    assert "team" not in anna.person.commands
    assert "meinedaten" in anna.person.commands


def test_a_menu_that_offers_too_much_is_mended_by_the_refusal(
    rig: Rig, boss: Citizen, anna: Citizen
) -> None:
    opens(anna, invited(boss, "Administration"))
    storage = rig.house.storage
    rig.run(storage.write(lambda db: invitations.end(db, 1)))
    assert "team" in anna.person.commands

    assert anna.says("/team").text.startswith(NOT_YOURS)
    assert "team" not in anna.person.commands


def test_at_start_the_menu_of_all_who_have_access_is_set(
    rig: Rig, boss: Citizen, anna: Citizen
) -> None:
    for one in (boss, anna):
        one.says("/start")
    rig.run(introduce_team(rig.app))

    assert "team" in boss.person.commands
    assert "team" not in anna.person.commands


def test_who_is_named_in_the_settings_and_never_wrote_stops_nothing(
    rig: Rig, boss: Citizen
) -> None:
    rig.run(introduce_team(rig.app))

    assert "Wer Zugang hat" in boss.says("/team").text


@pytest.mark.parametrize("code", ["T:e:", "T:e:x", "T:y", "T:y:99", "T:i:kaiser", "T:-5", "T:99"])
def test_a_forged_code_does_no_harm(rig: Rig, boss: Citizen, code: str) -> None:
    boss.says("/team")
    before = rig.dump()
    boss.person.forges(code, boss.person.last)

    assert boss.reads().text
    assert rig.dump() == before


def test_the_command_line_invites_lists_and_revokes(
    rig: Rig, anna: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_DATABASE_URL", rig.house.storage.engine.url.render_as_string())
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    monkeypatch.delenv("BOT_ADMINS", raising=False)
    assert "Nobody yet" in call("team", "list").stdout

    said = call("team", "invite", "--role", "staff", "--name", "Frau  Meier").stdout
    assert "It works once, until" in said
    rig.hands.now = system_clock()
    [line] = [line for line in said.splitlines() if "/start i_" in line]
    assert "1  staff    Frau Meier  invited, open until" in call("team", "list").stdout
    assert anna.says(line[line.index("/start") :]).text.startswith("Willkommen!")
    assert "1  staff    Frau Meier  since 20" in call("team", "list").stdout

    assert "Number 1 has no access any more." in call("team", "revoke", "1").stdout
    assert anna.says("/meinedaten").text.count("Aufgabe") == 0
    refused = call("team", "revoke", "1")
    assert (refused.exit_code, refused.stderr) == (1, "Error: Nothing has number 1.\n")
    assert call("team", "invite", "--role", "citizen").exit_code == 2


def test_the_command_line_prints_a_link_where_telegram_names_the_bot(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token, "HTTPXRequest", lambda **_: BotApiRequest(rig.api))
    monkeypatch.setenv("BOT_DATABASE_URL", rig.house.storage.engine.url.render_as_string())
    monkeypatch.setenv("BOT_TOKEN", rig.api.bot.token)
    said = call("team", "invite", "--role", "admin").stdout
    assert said.startswith(f"https://t.me/{rig.api.bot.user.username}?start=i_")

    rig.api.faults.add(faults.bad_gateway(), method="getMe", times=1)
    assert "/start i_" in call("team", "invite", "--role", "admin").stdout
