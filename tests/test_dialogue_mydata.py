"""What is stored about somebody: shown, given, and gone."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from pathlib import Path

import pytest

from bot.people import consent, invitations
from bot.people.consent import Purpose
from bot.people.invitations import payload
from bot.people.roles import Role
from bot.storage import cards, outbox
from bot.storage.outbox import Owed
from tests.botapi.view import Seen
from tests.house import MONDAY, Citizen, Rig
from tests.test_commands import call


def joins(rig: Rig, one: Citizen, role: Role = Role.STAFF, name: str = "Frau Kanarie") -> Seen:
    storage, now = rig.house.storage, rig.hands.now
    token = rig.run(storage.write(lambda db: invitations.invite(db, role, name, now)))
    return one.does(one.person.starts(payload(token)))


def lives(rig: Rig, one: Citizen) -> None:
    """Leaves something in every table that knows persons."""
    person, storage = one.person.id, rig.house.storage
    one.says("/sprache")
    one.presses("Deutsch")
    one.says("Japanisch Kurs")
    joins(rig, one)
    one.does(one.person.starts("i_falsch"))
    rig.run(
        storage.write(
            lambda db: consent.give(db, person, Purpose.WISH, "2026-11", "de", rig.hands.now)
        )
    )
    rig.run(
        storage.write(lambda db: outbox.owe(db, [Owed("w:1", person, "wish.status", 1, 1, MONDAY)]))
    )
    rig.run(storage.write(lambda db: cards.keep(db, person, "g", rig.hands.now)))
    rig.run(storage.write(lambda db: outbox.silence(db, person, "blocked", rig.hands.now)))


def test_a_stranger_hears_that_nothing_is_stored(anna: Citizen) -> None:
    reply = anna.says("/meinedaten")

    assert "Nichts, nur diese Nachricht, bis sie beantwortet ist." in reply.text
    assert reply.labels == ("Als Datei (JSON)", "Alle meine Daten löschen")


@pytest.mark.parametrize(
    "words",
    [
        "meine daten",
        "Was ist über mich gespeichert?",
        "was weißt du über mich",
        "welche daten haben sie von mir?",
        "zeig mir alle meine daten",
        "/mydata",
    ],
)
def test_it_is_asked_for_in_words(anna: Citizen, words: str) -> None:
    assert anna.says(words).text.startswith("Das ist über Sie gespeichert")


def test_everything_stored_is_said_in_words(rig: Rig, anna: Citizen) -> None:
    lives(rig, anna)
    text = anna.says("/meinedaten").text

    assert text.splitlines()[1:-2] == [
        "• Sprache: Deutsch",
        "• Zuletzt hier: 23. November 2026",
        "• Antworten hintereinander, die nicht geholfen haben: 1",
        "• Nachrichten, die Sie bekommen haben oder noch bekommen: 1",
        "• Sie nehmen keine Nachrichten an, seit 23. November 2026",
        "• Wo Sie beim Suchen Schritt für Schritt stehen, seit 23. November 2026",
        "• Ihre Aufgabe: Bildungsbüro, seit 23. November 2026",
        "• In der Liste heißen Sie: Frau Kanarie",
        "• Sie wurden eingeladen: Bildungsbüro, bis 26. November 2026",
        "• Einladungs-Links, die nicht galten: 1",
        "• Sie haben zugestimmt: „meinen Wunsch aufheben“, am 23. November 2026 (Text 2026-11)",
    ]


def test_everything_stored_is_given_as_a_file(rig: Rig, anna: Citizen) -> None:
    lives(rig, anna)
    anna.says("/meinedaten")
    given = anna.presses("Als Datei (JSON)")

    assert given.file is not None
    assert given.file.filename == "meine-daten.json"
    document = json.loads(given.file.content)
    assert datetime.fromisoformat(document["made_at"]) == rig.hands.now
    assert document["stored"]["role_grant"][0]["name"] == "Frau Kanarie"
    assert {name for name, rows in rig.dump().items() if str(anna.person.id) in str(rows)} == set(
        document["stored"]
    )
    assert anna.says("/meinedaten datei").file == given.file


def test_the_privacy_notice_leads_there(anna: Citizen) -> None:
    anna.says("/datenschutz")

    assert anna.presses("Was ist über mich gespeichert?").text.startswith("Das ist über Sie")


def test_all_of_it_goes_with_a_receipt_that_names_nobody(rig: Rig, anna: Citizen) -> None:
    lives(rig, anna)
    question = anna.says("Alle meine Daten löschen")
    assert question.text.endswith("Damit endet auch Ihr Zugang.")
    receipt = anna.presses("Ja, alles löschen")

    assert receipt.text.endswith("Beleg: 8 Einträge gelöscht am 23. November 2026 um 11:00 Uhr.")
    assert str(anna.person.id) not in receipt.text
    assert str(anna.person.id) not in str(rig.dump())
    assert "Nichts, nur diese Nachricht" in anna.says("/meinedaten").text
    assert anna.says("/team").text.startswith("Das ist für Menschen")


def test_who_has_no_access_is_told_of_none(anna: Citizen) -> None:
    assert "Zugang" not in anna.says("/loeschen").text


def test_the_tap_delivered_again_erases_nothing_more(rig: Rig, anna: Citizen) -> None:
    lives(rig, anna)
    anna.says("/loeschen")
    tap = anna.person.presses("Ja, alles löschen")
    anna.reads()
    rig.again(tap)

    assert "Beleg: 0 Einträge" in anna.person.last.text


def test_no_trace_is_left_anywhere(
    rig: Rig,
    anna: Citizen,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    traces = (str(anna.person.id).encode(), b"Frau Kanarie", anna.person.id.to_bytes(6, "big")[1:])
    with caplog.at_level(logging.DEBUG):
        lives(rig, anna)
        assert any(trace in found for trace in traces for found in files(tmp_path))
        anna.says("/loeschen")
        anna.presses("Ja, alles löschen")
        monkeypatch.setenv("BOT_DATABASE_URL", rig.house.storage.engine.url.render_as_string())
        for name in ("counts", "offers"):
            call("export", name, str(tmp_path / f"{name}.csv"))

    assert len(files(tmp_path)) >= 3
    assert not [trace for trace in traces for found in files(tmp_path) if trace in found]
    assert not [trace for trace in traces[:2] if trace.decode() in caplog.text]


def files(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir() if file.is_file()]


@pytest.mark.parametrize("yes", ["ja", "Ja, bitte", "Ja, alles löschen", "ok"])
def test_the_question_of_erasing_is_answered_in_words(anna: Citizen, yes: str) -> None:
    anna.says("/sprache du")
    anna.says("/loeschen")

    assert "nichts mehr" in anna.says(yes).text


@pytest.mark.parametrize("no", ["nein", "Nein, behalten", "lieber nicht"])
def test_who_says_no_keeps_everything(rig: Rig, anna: Citizen, no: str) -> None:
    anna.says("/wunsch Jodeln lernen")
    anna.presses("Absenden")
    anna.says("/loeschen")

    assert anna.says(no).text == "Gut, es bleibt alles, wie es ist."
    assert len(rig.dump()["wish"]) == 1
    assert "nichts mehr" not in anna.says("ja").text
