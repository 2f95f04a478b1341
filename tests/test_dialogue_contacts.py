"""Members without Telegram: entered by staff, written to by e-mail, answered for, and removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from bot.app import without_mail
from bot.groups import meetings as rules
from bot.groups import notices
from bot.mail.sender import TRIES, Sender, pause
from bot.settings import Settings
from handlers.context import HOUSE
from handlers.letters import Writer
from tests.botapi.view import Seen
from tests.circle import Circle, at
from tests.house import Rig
from tests.post_office import PostOffice, entry, open_office, words

WEBER = "Petra Weber, weber@schulamt.example, Schulamt"


class Town(Circle):
    """A circle whose house sends e-mail through an office of its own."""

    def __init__(self, rig: Rig, office: PostOffice) -> None:
        super().__init__(rig)
        self.office = office
        rig.app.bot_data[HOUSE] = replace(rig.house, mails=True)
        clock = rig.house.clock
        writer = Writer(rig.house.library, clock, "bildung@eisenach.example")
        self.sender = Sender(
            rig.house.storage, self.box, writer.write, office.server, clock, owner="test"
        )

    def opens(self) -> Seen:
        self.staff.says("/arbeitsgruppen")
        self.staff.says("Leitbild")
        return self.staff.says("Mitglieder ohne Telegram")

    def enters_by_hand(self, said: str = WEBER) -> Seen:
        self.opens()
        self.staff.presses("Jemanden eintragen")
        self.staff.says(said)
        return self.staff.says("ja")

    def posts(self, when: str = "") -> list[EmailMessage]:
        """What the post office has after our sender worked at this moment, or at another one.

        In the order in which it was owed: several letters are on their way at once.
        """
        if when:
            self.rig.hands.now = at(when).start
        while self.rig.run(self.sender.step()):
            pass
        return sorted(self.office.take(), key=_owed)

    def answers(self, *said: str) -> Seen:
        self.opens()
        self.staff.presses("1. Petra Weber")
        self.staff.presses("Antwort: Ziele")
        for words_ in said:
            seen = self.staff.says(words_)
        return seen


@pytest.fixture
def town(rig: Rig) -> Iterator[Town]:
    with open_office() as office:
        yield Town(rig, office)


def test_whoever_is_entered_is_welcomed_and_invited(town: Town) -> None:
    town.plans()
    asked = town.opens()
    assert "Noch niemand" in asked.text
    town.staff.presses("Jemanden eintragen")
    asked = town.staff.says(WEBER)
    assert "Hat diese Person zugestimmt" in asked.text
    assert town.rig.dump()["contact"] == []
    seen = town.staff.says("ja")
    assert "Petra Weber ist eingetragen" in seen.text
    assert "1. Petra Weber, Schulamt" in seen.text

    welcome, invited = town.posts()
    assert "Arbeitsgruppe" in welcome["Subject"]
    assert "Sie gehören jetzt zur Arbeitsgruppe" in words(welcome)
    assert welcome["To"] == "weber@schulamt.example"
    assert "Einladung: Ziele, Dienstag, 1. Dezember 2026" in invited["Subject"]
    assert "Rathaus, Saal 2" in words(invited)
    assert "Antworten Sie einfach auf diese E-Mail" in words(invited)
    assert "Petra" not in words(invited)
    assert "METHOD:REQUEST" in entry(invited)
    assert "PARTSTAT=NEEDS-ACTION" in entry(invited)
    assert town.posts() == []


def test_whoever_reads_english_is_written_to_in_english(town: Town) -> None:
    town.plans()
    town.opens()
    town.staff.presses("Jemanden eintragen")
    town.staff.says(WEBER)
    town.staff.says("Ja, mit E-Mails auf Englisch")
    assert "Bekommt E-Mails auf Englisch" in town.staff.says("1. Petra Weber").text

    welcome, invited = town.posts()
    assert welcome["Subject"] == "Working group Leitbild"
    assert "You belong to the working group" in words(welcome)
    assert "Invitation: Ziele, Tuesday, December 1, 2026" in invited["Subject"]
    assert "Simply answer this e-mail" in words(invited)
    assert "Working group: Leitbild" in entry(invited)
    [reminder] = town.posts("2026-11-24 17:00")
    assert "Reminder: Ziele" in reminder["Subject"]
    assert "Are you coming?" in words(reminder)


def test_who_did_not_agree_is_not_entered(town: Town) -> None:
    town.opens()
    town.staff.presses("Jemanden eintragen")
    town.staff.says(WEBER)
    town.staff.says("nein")

    assert town.rig.dump()["contact"] == []
    assert town.posts() == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Petra Weber, Schulamt", "Es fehlt eine E-Mail-Adresse."),
        ("Petra Weber, weber@schulamt", "„weber@schulamt“ ist keine E-Mail-Adresse."),
        ("weber@schulamt.example", "Vor der E-Mail-Adresse fehlt der Name."),
        ("P" * 101 + ", weber@schulamt.example", "101 Zeichen"),
    ],
)
def test_what_cannot_be_kept_is_asked_again(town: Town, said: str, answer: str) -> None:
    town.opens()
    town.staff.presses("Jemanden eintragen")

    assert answer in town.staff.says(said).text
    assert "Hat diese Person zugestimmt" in town.staff.says("Petra Weber <w@amt.example>").text


def test_reminders_moves_and_cancellations_come_by_mail_with_the_calendar(town: Town) -> None:
    meeting = town.plans()
    town.enters_by_hand()
    town.posts()

    [reminder] = town.posts("2026-11-24 17:00")
    assert "Erinnerung: Ziele" in reminder["Subject"]
    town.moves(meeting, "2026-12-02 18:00")
    [moved] = town.posts()
    assert "Neuer Termin oder Ort: Ziele, Mittwoch, 2. Dezember 2026" in moved["Subject"]
    assert "Bisher: Dienstag, 1. Dezember 2026" in words(moved)
    assert sequence(moved) > sequence(reminder)
    assert "METHOD:REQUEST" in entry(moved)
    assert uid(moved) == uid(reminder)

    town.write(lambda db: rules.cancel(db, meeting.id, town.rig.hands.now))
    [off] = town.posts()
    assert "Abgesagt: Ziele" in off["Subject"]
    assert "METHOD:CANCEL" in entry(off)
    assert "STATUS:CANCELLED" in entry(off)
    assert (sequence(off), uid(off)) == (sequence(moved) + 1, uid(moved))
    assert town.posts("2026-12-01 17:00") == []


def test_several_new_dates_come_in_one_letter_with_all_entries(town: Town) -> None:
    town.enters_by_hand()
    town.posts()
    first, second = town.plans("2026-12-01 18:00"), town.plans("2027-01-12 18:00")
    now = town.rig.hands.now
    until = second.span.start
    town.write(lambda db: notices.announce(db, town.group.id, "batch", until, now))
    [letter] = town.posts()

    assert "Neue Termine: " in letter["Subject"]
    assert "METHOD:PUBLISH" in entry(letter)
    assert [f"UID:meeting-{one.id}@" in entry(letter) for one in (first, second)] == [True, True]
    assert "DTSTART;TZID=Europe/Berlin:20270112T180000" in entry(letter)


def test_an_answer_by_phone_is_taken_down_and_holds_reminders_back(town: Town) -> None:
    town.plans()
    town.enters_by_hand()
    town.posts()
    seen = town.answers("Vertretung kommt mit", "Kommt nicht")
    assert "Antwort bisher: abgesagt" in seen.text
    assert "Notiz: Vertretung kommt mit" in seen.text
    assert town.posts("2026-11-24 17:00") == []

    town.answers("Kommt")
    [reminder] = town.posts("2026-11-30 17:00")
    assert "zugesagt" in words(reminder)
    assert "PARTSTAT=ACCEPTED" in entry(reminder)


def test_whoever_is_removed_from_the_last_group_is_forgotten(town: Town) -> None:
    town.plans()
    town.enters_by_hand()
    town.posts()
    town.opens()
    town.staff.presses("1. Petra Weber")
    town.staff.presses("Aus der Gruppe entfernen")
    seen = town.staff.says("ja")

    assert "Entfernt." in seen.text
    assert "Noch niemand" in seen.text
    dump = town.rig.dump()
    assert (dump["contact"], dump["membership"]) == ([], [])
    assert "weber" not in repr(dump).lower().replace("schulamt", "")
    assert town.posts("2026-11-24 17:00") == []


def test_an_address_that_does_not_exist_stands_at_the_desk(town: Town) -> None:
    town.plans()
    town.office.refuses.add("weber@schulamt.example")
    town.enters_by_hand()

    assert town.posts() == []
    town.staff.says("/eingang")
    lost = town.staff.says("Nicht angekommen").text
    assert "per E-Mail" in lost
    assert "Einladung zum Treffen „Ziele“" in lost
    assert "Petra Weber" in lost


def test_a_busy_server_is_tried_again(town: Town) -> None:
    town.office.busy = True
    town.plans()
    town.enters_by_hand()
    assert town.posts() == []
    town.office.busy = False
    town.rig.hands.advance(minutes=1)

    assert len(town.posts()) == 2


def test_what_no_server_takes_stands_at_the_desk(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.mail.sender.TRIES", 3)
    town.office.busy = True
    town.plans()
    town.enters_by_hand()
    for minutes in (0, 1, 2):
        town.staff.says("/eingang")
        assert "Petra Weber" not in town.staff.says("Nicht angekommen").text
        town.rig.hands.advance(minutes=minutes)
        town.posts()

    town.staff.says("/eingang")
    assert "Petra Weber" in town.staff.says("Nicht angekommen").text
    town.office.busy = False
    town.rig.hands.advance(hours=1)
    assert town.posts() == []


def test_waits_for_a_server_grow_and_end_after_about_a_day() -> None:
    waits = [pause(failures) for failures in range(TRIES - 1)]

    assert [one.seconds // 60 for one in waits[:6]] == [1, 2, 4, 8, 15, 15]
    assert timedelta(hours=23) < sum(waits, timedelta()) < timedelta(hours=25)


def test_a_letter_whose_answer_was_lost_comes_again_under_the_same_number(town: Town) -> None:
    town.office.drops = 1
    town.enters_by_hand()
    [first] = town.posts()
    town.rig.hands.advance(minutes=1)
    [again] = town.posts()

    assert first["Message-ID"] == again["Message-ID"]


def test_names_stand_on_the_list_of_those_who_organise_only(town: Town) -> None:
    town.plans()
    town.enters_by_hand()
    town.enters(town.anna)
    town.staff.says("/termin")
    town.staff.says("Ziele")
    assert "Petra Weber, Schulamt: keine Antwort" in town.staff.says("Wer kommt").text

    town.anna.says("/termine")
    assert "Weber" not in town.anna.says("Ziele").text


def test_where_mail_is_off_nobody_can_be_entered(rig: Rig) -> None:
    circle = Circle(rig)
    circle.staff.says("/arbeitsgruppen")
    circle.staff.says("Leitbild")
    seen = circle.staff.presses("Mitglieder ohne Telegram")

    assert "nicht eingerichtet" in seen.text
    assert "Jemanden eintragen" not in seen.labels


def test_where_mail_was_turned_off_staff_see_who_was_not_reached(town: Town) -> None:
    town.plans()
    town.enters_by_hand()
    town.posts()
    [give_up] = without_mail(Settings(), town.box)
    assert without_mail(Settings(smtp=town.office.server), town.box) == []
    town.rig.hands.now = at("2026-11-24 17:00").start
    town.write(lambda db: give_up(db, town.rig.hands.now))

    assert town.posts() == []
    town.staff.says("/eingang")
    lost = town.staff.says("Nicht angekommen").text
    assert "Erinnerung ans Treffen „Ziele“" in lost
    assert "per E-Mail" in lost
    assert "Petra Weber" in lost
    assert "Einladung" not in lost


def test_mail_that_was_turned_off_leaves_the_night_and_cancelled_dates_alone(town: Town) -> None:
    meeting = town.plans()
    town.enters_by_hand()
    [give_up] = without_mail(Settings(), town.box)
    town.write(lambda db: rules.cancel(db, meeting.id, town.rig.hands.now))
    night = at("2026-11-23 21:00").start
    town.write(lambda db: give_up(db, night))

    rows = town.rig.dump()["outbox"]
    assert [row for row in rows if "failed" in row] == []
    assert len([row for row in rows if "cancelled" in row]) > 1
    assert [mail["Subject"] for mail in town.posts("2026-11-24 09:00")] == [
        "Arbeitsgruppe Leitbild"
    ]


@pytest.mark.parametrize(
    "code",
    ["E", "E:l:99", "E:n:x", "E:s:nothing", "E:o:1:5", "E:r:1:5", "E:R:1:5", "E:m:5:1:y", "E:z:1"],
)
def test_a_button_that_somebody_made_up_does_no_harm(town: Town, code: str) -> None:
    shown = town.opens()

    assert town.staff.does(town.staff.person.forges(code, shown)).text
    assert town.rig.dump()["contact"] == []


def _owed(mail: EmailMessage) -> int:
    return int(str(mail["Message-ID"]).partition("-")[2].partition("@")[0])


def sequence(mail: EmailMessage) -> int:
    return int(entry(mail).partition("SEQUENCE:")[2].split()[0])


def uid(mail: EmailMessage) -> str:
    return entry(mail).partition("UID:")[2].split()[0]
