"""Working groups as citizens and staff meet them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sheets.qr import picture
from tests.circle import Circle
from tests.house import fresh, living


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    with living(fresh(tmp_path)) as rig:
        yield Circle(rig)


@pytest.mark.parametrize("said", ["/arbeitsgruppen", "/groups", "Arbeitsgruppen", "arbeitsgruppe"])
def test_everyone_sees_the_groups_their_purpose_and_the_next_date(
    circle: Circle, said: str
) -> None:
    circle.plans()

    text = circle.anna.says(said).text

    assert "5. Leitbild\nDie Gruppe erarbeitet gemeinsame Ziele" in text
    assert "Nächstes Treffen: Dienstag, 1. Dezember 2026, 18:00 bis 20:00 Uhr" in text
    assert text.count("Nächstes Treffen: steht noch nicht fest") == 7


def test_nothing_is_stored_before_it_is_sent(circle: Circle) -> None:
    anna = circle.anna
    anna.says("/arbeitsgruppen")
    before = circle.rig.dump()
    anna.presses("5. Leitbild")
    text = anna.presses("Ich möchte mitmachen").text

    assert "Mit „Absenden“ sind Sie einverstanden" in text
    after = circle.rig.dump()
    assert {name for name in after if after[name] != before[name]} <= {"card"}

    assert "Organisation und Aufgabe: VHS, Leiterin" in anna.says("VHS, Leiterin").text
    assert circle.rig.dump()["application"] == []
    assert str(anna.person.id) not in str(circle.rig.dump()["group_draft"])

    assert anna.presses("Absenden").text.startswith("Ihre Anfrage ist angekommen.")
    [row] = circle.rig.dump()["application"]
    assert {"VHS", "Leiterin", anna.person.id} <= set(row)
    assert circle.rig.dump()["group_draft"] == []


def test_an_application_can_be_typed_sent_twice_and_taken_back(circle: Circle) -> None:
    anna = circle.anna
    for words in ("Arbeitsgruppen", "Leitbild", "Ich möchte mitmachen", "Absenden"):
        anna.says(words)
    assert "Sie haben angefragt" in anna.person.last.text
    anna.does(anna.person.forges(f"b:{circle.group.id}:s", anna.person.last))
    assert len(circle.rig.dump()["application"]) == 1

    assert anna.says("Anfrage zurückziehen").text.startswith("Ihre Anfrage ist gelöscht.")
    assert circle.rig.dump()["application"] == []


def test_never_mind_leaves_no_application(circle: Circle) -> None:
    anna = circle.anna
    for words in ("Arbeitsgruppen", "5", "Ich möchte mitmachen", "abbrechen"):
        anna.says(words)

    assert "Ich möchte mitmachen" in anna.person.last.labels
    assert circle.rig.dump()["application"] == []


def apply(circle: Circle) -> None:
    for words in ("Arbeitsgruppen", "Leitbild", "Ich möchte mitmachen", "VHS", "Absenden"):
        circle.anna.says(words)


def test_staff_accept_and_the_person_is_told(circle: Circle) -> None:
    apply(circle)
    staff = circle.staff
    assert "1 Anfrage" in staff.says("/arbeitsgruppen").labels
    staff.presses("1 Anfrage")
    assert "Leitbild: VHS (23. November 2026)" in staff.presses("1. Leitbild").text

    assert "Angenommen" in staff.says("annehmen: Schön, dass Sie kommen!").text
    circle.send()

    told = circle.anna.person.last.text
    assert told.startswith("Sie gehören jetzt zur Arbeitsgruppe „Leitbild“.")
    assert "„Schön, dass Sie kommen!“" in told
    circle.anna.says("Arbeitsgruppen")
    circle.anna.presses("5. Leitbild")
    assert circle.anna.presses("Gruppe verlassen").text.startswith("Sie haben die Gruppe verlassen")
    assert circle.rig.dump()["membership"] == []


def test_staff_decline_once(circle: Circle) -> None:
    apply(circle)
    staff = circle.staff
    staff.says("/arbeitsgruppen")
    staff.presses("1 Anfrage")
    card = staff.presses("1. Leitbild")
    staff.presses("Ablehnen")
    again = staff.does(staff.person.forges("G:y:1", card))

    assert "Darauf hat schon jemand geantwortet." in again.text
    circle.send()
    assert "leider nicht mitmachen" in circle.anna.person.last.text
    assert circle.rig.dump()["membership"] == []


def test_a_link_brings_one_person_into_the_group(circle: Circle) -> None:
    staff = circle.staff
    for words in ("Arbeitsgruppen", "Leitbild"):
        staff.says(words)
    text = staff.presses("Mit Link einladen").text
    link = text[text.index("https://t.me/") :].split()[0]
    payload = link.partition("start=")[2]

    invited = circle.anna.says(f"/start {payload}")
    assert "Mit „Ich mache mit“ willigen Sie ein" in invited.text
    assert circle.rig.dump()["membership"] == circle.rig.dump()["consent"] == []
    assert circle.anna.says("Ich mache mit").text.startswith("Willkommen!")
    assert "Sie gehören zu dieser Gruppe." in circle.anna.says(f"/start {payload}").text
    other = circle.rig.citizen(name="Carla")
    assert other.says(f"/start {payload}").text.startswith("Dieser Link ist schon benutzt")
    assert len(circle.rig.dump()["membership"]) == 1


@pytest.mark.parametrize("way", ["press", "type"])
def test_the_same_as_a_picture_to_hold_up(circle: Circle, way: str) -> None:
    staff = circle.staff
    for words in ("Arbeitsgruppen", "Leitbild"):
        staff.says(words)
    label = "QR-Code zum Einladen"
    sent = staff.presses(label) if way == "press" else staff.says(label)

    assert sent.file is not None
    assert sent.file.filename == "einladung.png"
    link = sent.text[sent.text.index("https://t.me/") :].split()[0]
    assert sent.file.content == picture(link)
    assert "Einladung in „Leitbild“, Eisenach" in sent.text
    payload = link.partition("start=")[2]
    assert "Mit „Ich mache mit“ willigen Sie ein" in circle.anna.says(f"/start {payload}").text
    assert "schon benutzt" in circle.rig.citizen(name="Carla").says(f"/start {payload}").text


def test_a_link_that_somebody_else_opened_brings_nobody_in(circle: Circle) -> None:
    shown = circle.anna.says("/arbeitsgruppen")
    circle.anna.does(circle.anna.person.forges(f"b:{circle.group.id}:y", shown))

    assert circle.rig.dump()["membership"] == []


def consents(circle: Circle) -> list[tuple[object, ...]]:
    """Purpose, wording, language, and whether it was taken back."""
    return [(*row[2:5], row[6] is not None) for row in circle.rig.dump()["consent"]]


def test_asking_to_join_is_agreed_to_and_taken_back(circle: Circle) -> None:
    apply(circle)
    assert consents(circle) == [("membership", "2026-11", "de", False)]
    assert "mich zu Arbeitsgruppen einladen" in circle.anna.says("/meinedaten").text

    for words in ("Arbeitsgruppen", "Leitbild", "Anfrage zurückziehen"):
        circle.anna.says(words)
    assert consents(circle) == [("membership", "2026-11", "de", True)]


def test_leaving_the_last_group_takes_the_consent_back(circle: Circle) -> None:
    apply(circle)
    for words in ("/arbeitsgruppen", "1 Anfrage", "1. Leitbild", "annehmen"):
        circle.staff.says(words)
    assert consents(circle) == [("membership", "2026-11", "de", False)]

    for words in ("Arbeitsgruppen", "Leitbild", "Gruppe verlassen"):
        circle.anna.says(words)
    assert consents(circle) == [("membership", "2026-11", "de", True)]


def test_who_is_declined_is_kept_for_nothing(circle: Circle) -> None:
    apply(circle)
    for words in ("/arbeitsgruppen", "1 Anfrage", "1. Leitbild", "ablehnen"):
        circle.staff.says(words)

    assert consents(circle) == [("membership", "2026-11", "de", True)]


@pytest.mark.parametrize(
    "code", ["b:", "b:x", "b:99", "b:99:j", "b:99:s:t", "b:5:?", "b:5:s:🙂", "b:-1:l"]
)
def test_a_button_that_somebody_made_up_does_no_harm(circle: Circle, code: str) -> None:
    shown = circle.anna.says("/arbeitsgruppen")

    assert circle.anna.does(circle.anna.person.forges(code, shown)).text
    assert circle.rig.dump()["membership"] == []


@pytest.mark.parametrize(
    "code", ["G", "G:a:1", "G:y:1", "G:i:1", "G:x", "G:i:99", "G:y:99", "G:n:x"]
)
def test_only_staff_answer(circle: Circle, code: str) -> None:
    apply(circle)
    anna = circle.anna
    assert anna.does(anna.person.forges(code, anna.person.last)).text.startswith("Das ist für")
    assert circle.rig.dump()["membership"] == []

    staff = circle.staff
    shown = staff.says("/arbeitsgruppen")
    assert staff.does(staff.person.forges(code, shown)).text


def test_all_buttons_of_staff_on_a_group_can_be_typed(circle: Circle) -> None:
    staff = circle.staff
    for typed, answer in (
        ("Termin planen", "Wie heißt das Treffen?"),
        ("Mitglieder ohne Telegram", "Mitglieder ohne Telegram: Leitbild"),
        ("Mit Link einladen", "Einladung in „Leitbild“"),
        ("Alle Arbeitsgruppen", "Arbeitsgruppen"),
    ):
        staff.says("/arbeitsgruppen")
        staff.says("Leitbild")
        assert answer in staff.says(typed).text, typed


def test_what_staff_do_with_a_group_is_a_question_from_others(circle: Circle) -> None:
    anna = circle.anna
    anna.says("/arbeitsgruppen")
    anna.says("Leitbild")

    assert "Mitglieder ohne Telegram:" not in anna.says("Mitglieder ohne Telegram").text
    assert "Wie heißt das Treffen" not in anna.says("Termin planen").text
