"""What a linked Telegram group reads: dates, changes, minutes; never who is in the working group."""

from __future__ import annotations

import logging

import pytest

from bot.groups import answers, importing, joining, meetings, results
from bot.groups.files import read_meetings
from bot.storage import agenda, inbox
from bot.storage import groups as stored_groups
from bot.storage.attendance import Coming
from bot.storage.meetings import Meeting
from bot.storage.memberships import Member
from bot.storage.units import Db
from bot.telegram.intake import Intake
from handlers import ROUTES
from tests.gathering import BERLIN, local
from tests.house import Rig
from tests.room import TELEGRAM, Room

CANARY = "Kanarienvogel"
HEAD = "Ziele\nArbeitsgruppe: Leitbild\n"
PLACE = "Rathaus, Saal 2, Markt 1, 99817 Eisenach"
ONLINE = "Teilnehmen geht auch online: Die Adresse steht im Einzelchat."


@pytest.fixture
def room(rig: Rig) -> Room:
    room = Room(rig)
    room.link()
    return room


def moment(room: Room, when: str) -> None:
    room.rig.hands.now = local(when)


def test_a_new_date_a_move_and_a_cancellation_are_each_posted_once(room: Room) -> None:
    meeting = room.plans(invite=True)
    assert room.post() == [
        f"Es gibt einen neuen Termin.\n\n{HEAD}Dienstag, 1. Dezember 2026, 18:00 bis 20:00 Uhr\n{PLACE}\n\n{ONLINE}"
    ]
    button = room.chat.last.button("Im Einzelchat antworten")
    assert button.payload == f"https://t.me/{room.rig.app.bot.username}?start=m_{meeting.id}"
    assert room.chat.last.labels == ("Im Einzelchat antworten",)

    room.moves(meeting, "2026-12-02 17:00")
    moved = (
        "Das Treffen hat eine neue Zeit oder einen neuen Ort.\n\n"
        f"Bisher: Dienstag, 1. Dezember 2026, 18:00 bis 20:00 Uhr · {PLACE}\n\n"
        f"{HEAD}Mittwoch, 2. Dezember 2026, 17:00 bis 19:00 Uhr\n{PLACE}\n\n{ONLINE}"
    )
    assert room.post() == [moved]
    cancel(room, meeting)
    [off] = room.post()
    assert off.startswith("Das Treffen fällt aus.")
    assert ONLINE not in off
    assert room.post(days=9) == []


def cancel(room: Room, meeting: Meeting) -> None:
    room.write(lambda db: meetings.cancel(db, meeting.id, room.rig.hands.now))


def test_a_meeting_is_reminded_of_once_the_day_before_at_five(room: Room) -> None:
    meeting = room.plans()
    moment(room, "2026-11-30 16:59")
    assert room.post() == []
    [reminder] = room.post(minutes=1)

    assert reminder.startswith(f"Morgen ist das Treffen.\n\n{HEAD}")
    assert room.post(hours=17) == []
    # Moved after it was reminded of: the new date has a reminder of its own.
    room.moves(meeting, "2026-12-05 10:00")
    assert len(room.post()) == 1
    moment(room, "2026-12-04 17:00")
    assert room.post()[0].startswith("Morgen ist das Treffen.")


def test_what_was_moved_or_called_off_is_not_reminded_of(room: Room) -> None:
    moved, off = room.plans("2026-12-01 18:00"), room.plans("2026-12-01 15:00")
    room.moves(moved, "2026-12-09 18:00")
    cancel(room, off)
    assert len(room.post()) == 2
    moment(room, "2026-11-30 17:00")

    assert room.post() == []


def test_a_late_reminder_comes_before_the_start_and_never_after(room: Room) -> None:
    room.plans("2026-12-01 18:00")
    room.plans("2026-12-01 14:00")
    moment(room, "2026-12-01 15:00")
    [late] = room.post()

    assert late.startswith("Heute ist das Treffen.")
    assert "18:00" in late


def test_quiet_hours_hold_unless_the_morning_needs_it(room: Room) -> None:
    late, early = room.plans("2026-12-01 18:00"), room.plans("2026-11-24 09:00")
    moment(room, "2026-11-23 22:00")
    room.post()
    room.moves(late, "2026-12-02 18:00")
    cancel(room, early)
    [now] = room.post()
    assert now.startswith("Das Treffen fällt aus.")
    [morning] = room.post(hours=10)
    assert morning.startswith("Das Treffen hat eine neue Zeit oder einen neuen Ort.")


def test_a_date_that_moves_in_the_night_is_posted_as_a_new_one(room: Room) -> None:
    moment(room, "2026-11-23 22:00")
    meeting = room.plans(invite=True)
    room.moves(meeting, "2026-12-02 18:00")
    assert room.post() == []
    [morning] = room.post(hours=10)

    assert morning.startswith("Es gibt einen neuen Termin.")
    assert "Mittwoch, 2. Dezember" in morning


def test_a_date_called_off_before_anybody_read_of_it_is_not_mentioned(room: Room) -> None:
    moment(room, "2026-11-23 22:00")
    cancel(room, room.plans(invite=True))

    assert room.post(hours=10) == []


def test_several_dates_of_a_file_are_one_post(room: Room) -> None:
    rows = (
        "group;title;starts_at\nleitbild;Ziele;2026-12-01 18:00\nleitbild;Plan;2026-12-08 18:00\n"
    )

    def work(db: Db) -> None:
        reading = read_meetings(rows.encode(), "x.csv", stored_groups.everyone(db), BERLIN)
        changes = importing.plan_import(db, reading, room.rig.hands.now)
        importing.apply_import(db, changes, room.rig.hands.now)

    room.write(work)
    [post] = room.post()
    assert post.startswith("Neue Termine der Arbeitsgruppe „Leitbild“")
    assert "• Dienstag, 8. Dezember 2026, 18:00 Uhr: Plan" in post


def test_no_post_names_a_person_or_says_how_many_there_are(room: Room) -> None:
    """A member with an organisation, a note, a decision and a task with a name: none of it."""
    private = (
        "Annegret",
        "Volksbank",
        "Rollstuhl",
        "Beschlossenes",
        "Hausmeisterin",
        "Protokoll/x",
    )
    join(room)
    meeting = room.plans(invite=True)
    now = room.rig.hands.now
    room.write(
        lambda db: answers.answer(
            db, meeting.id, room.anna.person.id, Coming.YES, now, note="Ich komme im Rollstuhl"
        )
    )
    posted = room.post()
    moment(room, "2026-11-30 17:00")
    posted += room.post()
    moment(room, "2026-12-01 21:00")

    def minutes(db: Db) -> None:
        item = agenda.of_meeting(db, meeting.id)[0].id
        results.decide(db, item, "Beschlossenes von Annegret", room.rig.hands.now)
        results.entrust(db, item, "Raum suchen", "Hausmeisterin Meyer", None)
        link = "https://cloud.example/Protokoll/x"
        for _ in range(2):
            results.publish_minutes(db, meeting.id, link, room.rig.hands.now)

    room.write(minutes)
    posted += room.post(hours=12)

    assert [text.split("\n")[0] for text in posted] == [
        "Es gibt einen neuen Termin.",
        "Morgen ist das Treffen.",
        "Das Protokoll ist da.",
    ]
    assert room.chat.last.labels == ("Im Einzelchat lesen",)
    everything = "\n".join(room.reads())
    assert not [word for word in (*private, "meet.example", "1 Mensch") if word in everything]


def join(room: Room) -> None:
    member = Member(room.anna.person.id, organisation="Volksbank", role="Annegret, Vorstand")
    room.anna.says("/start")
    room.write(lambda db: joining.join(db, room.group.id, member, room.rig.hands.now))


def test_the_button_leads_to_the_meeting_in_ones_own_chat(room: Room) -> None:
    meeting = room.plans(invite=True)
    join(room)
    room.post()
    seen = room.anna.says(f"/start m_{meeting.id}")
    assert seen.text.startswith(HEAD)
    assert "Kommen Sie?" in seen.text
    assert room.anna.says("/start m").text.startswith("Ihre nächsten Termine")
    assert "nicht mehr" in room.anna.says("/start m_999").text


def test_a_call_by_name_is_told_once_an_hour_where_to_ask(room: Room) -> None:
    name = room.rig.app.bot.username
    for text in (f"/start@{name}", f"/termine@{name} bitte", f"/meinedaten@{name.upper()}"):
        room.anna.person.writes(text, chat=room.chat)
    room.rig.settle()
    assert room.post() == ["Fragen beantworte ich im Einzelchat."]
    room.rig.hands.advance(minutes=59)
    room.anna.person.writes(f"/start@{name}", chat=room.chat)
    room.rig.settle()
    assert room.post() == []
    room.rig.hands.advance(minutes=1)
    room.anna.person.writes(f"/start@{name}", chat=room.chat)
    room.rig.settle()
    assert room.post() == ["Fragen beantworte ich im Einzelchat."]


@pytest.mark.parametrize(
    "text", ["Hallo", "/start", "/termine@anderer_bot", "schwimmkurs", "@bot hilf", "stopp"]
)
def test_nothing_else_is_answered(room: Room, text: str) -> None:
    before = room.rig.dump()
    room.anna.person.writes(text, chat=room.chat)
    room.rig.settle()

    assert room.post() == []
    assert room.rig.dump() == before


def test_no_personal_command_says_anything_in_a_group(room: Room) -> None:
    """Every command and every code there is, by a person with all rights."""
    commands = sorted({name for one in ROUTES for name in getattr(one.trigger, "commands", ())})
    assert len(commands) > 30
    seen = room.chat.reads()[-1]
    for name in commands:
        room.staff.person.writes(f"/{name}", chat=room.chat)
    for letter in "shalpxwdfotqinugreymzkbvjTCWDAGMSLRK":
        room.staff.person.forges(f"{letter}:1:1", seen)
    room.rig.settle()

    assert room.post() == []


def test_no_word_of_a_group_is_stored_or_logged(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor a name: not for a moment, and not where the handling fails."""
    caplog.set_level(logging.DEBUG)
    person = room.rig.api.person(7_310_009_999, CANARY)
    updates = [
        person.writes(f"Mein {CANARY} ist krank", chat=room.chat),
        person.writes(f"/start@{room.rig.app.bot.username} {CANARY}", chat=room.chat),
        person.writes(f"/{CANARY}", chat=room.chat),
        person.edits(person.writes(CANARY, chat=room.chat), f"{CANARY} zwei"),
        person.sends_contact(chat=room.chat),
        person.forges(CANARY, room.chat.reads()[-1]),
        room.chat.joined_by(person),
        room.chat.left_by(person),
    ]
    storage, clock = room.rig.house.storage, room.rig.hands
    room.rig.run(Intake(storage, clock).take(updates))
    waiting = room.rig.dump()["inbox"]
    assert len(waiting) == len(updates)
    assert all(str(TELEGRAM) in str(row) for row in waiting)
    room.rig.settle()
    room.post()

    for word in (CANARY, "4915112345678", str(person.id)):
        assert word not in str(room.rig.dump())
        assert word not in caplog.text
    assert room.write(inbox.backlog).waiting == len(updates)


def test_many_posts_to_a_group_are_owed_not_lost(room: Room) -> None:
    """Telegram takes twenty a minute of a group; the limits of the sender see to that."""
    for day in range(1, 26):
        room.plans(f"2026-12-{day:02} 18:00", invite=True)

    assert len(room.post()) == 25


def test_a_link_that_comes_later_reminds_of_what_is_ahead(rig: Rig) -> None:
    room = Room(rig)
    room.plans()
    room.link()
    moment(room, "2026-11-30 17:00")

    assert [text.split("\n")[0] for text in room.post()] == ["Morgen ist das Treffen."]


def test_without_a_linked_group_nothing_is_owed(rig: Rig) -> None:
    room = Room(rig)
    meeting = room.plans(invite=True)
    room.moves(meeting, "2026-12-02 18:00")
    cancel(room, meeting)

    assert [row for row in rig.dump()["outbox"] if "post." in str(row)] == []
