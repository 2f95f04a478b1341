"""A Telegram group becomes that of a working group, or is left."""

from __future__ import annotations

from typing import Any

import pytest

from bot.groups import chats
from bot.people.roles import Role
from bot.storage import group_chats, outbox, roles
from bot.storage.outbox import State
from bot.storage.roles import Grant
from tests.house import MONDAY, Citizen, Rig
from tests.room import LATER, TELEGRAM, Room

FAREWELL = (
    "Diese Gruppe gehört zu keiner Arbeitsgruppe der Stadt, darum gehe ich wieder; "
    "Fragen beantworte ich gern im Einzelchat."
)


@pytest.fixture
def room(rig: Rig) -> Room:
    return Room(rig)


@pytest.fixture
def linked(room: Room) -> Room:
    room.link()
    assert room.linked == TELEGRAM
    return room


def test_staff_choose_the_working_group_and_the_telegram_group_reads_it_once(room: Room) -> None:
    room.staff.says("/start")
    room.adds(room.staff)
    asked = room.staff.reads()
    assert asked.text == (
        "Sie haben mich in die Gruppe „Leitbild-Chat“ geholt.\n\nMit welcher Arbeitsgruppe verbinden?"
    )
    assert room.group.about.name in asked.labels
    assert asked.labels[-1] == "Keine"
    assert room.reads() == []

    told = room.staff.presses(room.group.about.name)
    assert told.text.startswith(
        f"Die Telegram-Gruppe gehört jetzt zur Arbeitsgruppe „{room.group.about.name}“."
    )
    first = (
        f"Diese Gruppe gehört jetzt zur Arbeitsgruppe „{room.group.about.name}“. Hier stehen "
        "Termine, Änderungen und Absagen – ohne Namen. Fragen bitte im Einzelchat."
    )
    assert room.post() == [first]
    button = room.chat.last.button("Einzelchat öffnen")
    assert (button.kind, button.payload) == (
        "url",
        f"https://t.me/{room.rig.app.bot.username}?start=m",
    )
    assert room.linked == TELEGRAM
    assert room.post(days=2) == []
    assert room.is_in


@pytest.mark.parametrize("who", ["citizen", "member", "revoked"])
def test_others_cannot_bring_it_anywhere(room: Room, who: str) -> None:
    if who == "member":
        room.enters(room.anna)
    if who == "revoked":
        room.write(lambda db: roles.erase(db, room.staff.person.id))
    added_by = room.staff if who == "revoked" else room.anna
    added_by.says("/start")
    room.adds(added_by)

    assert room.post() == []
    assert room.post(seconds=LATER) == [FAREWELL]
    assert not room.is_in
    assert room.post(hours=3) == []
    assert "holt" not in added_by.reads().text


@pytest.mark.parametrize("how", ["press", "typed"])
def test_none_is_a_farewell(room: Room, how: str) -> None:
    room.staff.says("/start")
    room.adds(room.staff)
    told = room.staff.presses("Keine") if how == "press" else room.staff.says("keine")

    assert told.text == "Gut. Ich verabschiede mich dort und verlasse die Gruppe."
    assert room.post() == [FAREWELL]
    assert not room.is_in


def test_a_working_group_can_be_typed(room: Room) -> None:
    room.staff.says("/start")
    room.adds(room.staff)

    assert "gehört jetzt zur Arbeitsgruppe" in room.staff.says(room.group.about.name).text
    assert room.linked == TELEGRAM


def test_what_means_something_else_is_no_answer(room: Room) -> None:
    room.staff.says("/start")
    room.adds(room.staff)

    assert "Seepferdchen" in room.staff.says("schwimmkurs für kinder").text
    assert room.linked is None


def test_a_day_without_a_choice_is_a_farewell(room: Room) -> None:
    room.staff.says("/start")
    room.adds(room.staff)

    assert room.post(hours=23) == []
    assert room.post(hours=1) == [FAREWELL]
    assert not room.is_in
    assert room.staff.presses("Keine").text.startswith("Das ist schon erledigt.")


def test_who_never_wrote_to_the_bot_cannot_be_asked(room: Room) -> None:
    room.chat.adds_bot(room.staff.person)
    room.rig.settle()

    assert room.post() == [FAREWELL]
    assert not room.is_in
    assert room.post(seconds=LATER) == []


def test_staff_who_were_forgotten_cannot_choose_any_more(room: Room) -> None:
    room.staff.says("/start")
    room.adds(room.staff)
    room.write(lambda db: group_chats.erase(db, room.staff.person.id))

    assert room.staff.presses(room.group.about.name).text.startswith("Das ist schon erledigt.")
    assert room.post(days=1) == [FAREWELL]


def test_only_who_was_asked_answers(room: Room) -> None:
    other = colleague(room)
    room.staff.says("/start")
    room.adds(room.staff)
    button = room.staff.reads().button(room.group.about.name)
    other.says("/start")
    other.person.forges(button.payload, other.person.last)

    assert other.reads().text.startswith("Das ist schon erledigt.")
    assert room.linked is None


def colleague(room: Room) -> Citizen:
    other = room.rig.citizen(name="Carla")
    grant = Grant(2, other.person.id, Role.STAFF, "", MONDAY)
    room.write(lambda db: roles.grant(db, grant))
    return other


def test_a_working_group_that_was_linked_meanwhile_is_not_linked_twice(linked: Room) -> None:
    second = linked.rig.api.group(-2, "Zweite", members=(linked.staff.person,), bot_status="left")
    second.adds_bot(linked.staff.person)
    asked = linked.staff.reads()
    assert linked.group.about.name not in asked.labels
    code = asked.button("Keine").payload.rpartition(":")[0]
    linked.staff.person.forges(f"{code}:{linked.group.id}", asked)

    assert "Mit welcher Arbeitsgruppe verbinden?" in linked.staff.reads().text
    assert linked.linked == TELEGRAM


@pytest.mark.parametrize(
    "code",
    [
        "K",
        "K:",
        "K:1",
        "K:x:y",
        "K:999:1",
        "K:p",
        "K:p:999",
        "K:p:999:y",
        "K:-1:-1",
        "K:1:0",
        "K:p:1:z",
    ],
)
def test_a_made_up_button_gets_a_kind_word(room: Room, code: str) -> None:
    room.staff.says("/start")
    room.staff.person.forges(code, room.staff.person.last)

    assert room.staff.reads().text.startswith(
        ("Das ist schon erledigt.", "Diese Arbeitsgruppe ist mit keiner")
    )
    assert room.linked is None


def test_every_update_has_its_effect_once(room: Room) -> None:
    room.staff.says("/start")
    updates: list[Any] = room.chat.adds_bot(room.staff.person)
    room.rig.settle()
    questions = len(room.staff.replies)
    room.rig.again(updates[1])
    assert len(room.staff.replies) == questions
    # The first one may have ended before the question was sent: it asks again.
    room.rig.again(updates[0])
    assert len(room.staff.replies) == questions + 1

    [pressed] = (room.staff.person.presses(room.group.about.name),)
    room.rig.settle()
    said = room.staff.reads().text
    room.rig.again(pressed)
    assert room.staff.reads().text == said
    for update in updates:
        room.rig.again(update)

    assert len(room.post(seconds=LATER)) == 1
    assert room.is_in
    assert room.linked == TELEGRAM


def test_a_replayed_farewell_is_one(room: Room) -> None:
    updates: list[Any] = room.chat.adds_bot(room.anna.person)
    room.rig.settle()
    for update in (*updates, *updates):
        room.rig.again(update)

    assert room.post(seconds=LATER) == [FAREWELL]
    for update in updates:
        room.rig.again(update)
    assert room.post(minutes=30) == []


def test_an_unknown_group_is_left_whenever_it_is_heard_of(room: Room) -> None:
    """As after a restart from an older backup, in which nothing is known of the group."""
    room.chat.chat.members[room.rig.api.bot.user.id] = "member"
    for text in ("Guten Morgen", "/start", "Wer kommt?"):
        room.anna.person.writes(text, chat=room.chat)
    room.rig.settle()

    assert room.post() == [FAREWELL]
    assert not room.is_in


def test_so_is_one_that_only_lets_it_do_more(room: Room) -> None:
    room.chat.chat.members[room.rig.api.bot.user.id] = "member"
    room.chat.promotes_bot(room.anna.person)
    room.rig.settle()
    assert room.post() == [FAREWELL]


def test_ours_may_let_it_do_more(linked: Room) -> None:
    linked.chat.promotes_bot(linked.anna.person)
    linked.rig.settle()
    assert linked.post(seconds=LATER) == []
    assert linked.linked == TELEGRAM


def test_who_was_left_can_be_linked_again(room: Room) -> None:
    room.adds(room.anna)
    room.post(seconds=LATER)
    assert not room.is_in
    room.link()

    assert room.linked == TELEGRAM
    assert room.reads()[-1].startswith("Diese Gruppe gehört jetzt")
    assert room.post(seconds=LATER) == []


def test_a_channel_is_left_whoever_made_the_bot_its_administrator(rig: Rig) -> None:
    room = Room(rig, kind="channel")
    room.staff.says("/start")
    room.adds(room.staff)

    assert room.post(seconds=LATER) == [FAREWELL]
    assert not room.is_in
    assert "Arbeitsgruppe" not in room.staff.reads().text


def test_staff_end_the_link_after_a_question(linked: Room) -> None:
    staff, name = linked.staff, linked.group.about.name
    staff.says("/arbeitsgruppen")
    staff.presses(f"1. {name}") if f"1. {name}" in staff.reads().labels else staff.says(name)
    asked = staff.presses("Telegram-Gruppe trennen")
    assert asked.labels == ("Ja, trennen", "Nein, behalten")
    assert "Telegram-Gruppe trennen" in staff.presses("Nein, behalten").labels
    assert linked.linked == TELEGRAM
    staff.says("Telegram-Gruppe trennen")

    assert staff.says("ja").text.startswith("Die Telegram-Gruppe ist getrennt.")
    assert linked.linked is None
    assert linked.post() == [FAREWELL]
    assert not linked.is_in
    assert "Telegram-Gruppe trennen" not in staff.presses("Arbeitsgruppe").labels


def test_what_is_not_linked_cannot_be_ended(linked: Room) -> None:
    linked.staff.says("/arbeitsgruppen")
    linked.staff.says("1")
    told = linked.staff.says("Telegram-Gruppe trennen")

    assert told.text == "Diese Arbeitsgruppe ist mit keiner Telegram-Gruppe verbunden."
    assert linked.linked == TELEGRAM


def test_citizens_cannot_end_it(linked: Room) -> None:
    linked.anna.says("/start")
    linked.anna.person.forges(f"K:p:{linked.group.id}:y", linked.anna.person.last)

    assert "keinen Zugang" in linked.anna.reads().text
    assert linked.linked == TELEGRAM
    assert "Telegram-Gruppe trennen" not in linked.anna.says(linked.group.about.name).labels


def test_a_link_belongs_to_the_town_not_to_who_made_it(linked: Room) -> None:
    linked.write(lambda db: roles.erase(db, linked.staff.person.id))
    linked.plans(invite=True)

    assert len(linked.post()) == 1
    assert linked.is_in


def test_a_group_that_throws_the_bot_out_is_unlinked_and_listed(linked: Room) -> None:
    linked.plans(invite=True)
    linked.chat.removes_bot(linked.anna.person)
    linked.rig.settle()

    assert linked.linked is None
    assert linked.post(days=8) == []
    lost = linked.staff.says("/eingang nicht angekommen").text
    assert f"Telegram-Gruppe der Arbeitsgruppe „{linked.group.about.name}“" in lost
    assert "die Gruppe hat den Bot entfernt und ist nicht mehr verbunden" in lost
    assert "1–1 von 1" in lost
    assert "Anna" not in lost


def test_a_refusal_to_a_post_unlinks_too(linked: Room) -> None:
    """The update about the kick never came: Telegram keeps it for a day only."""
    linked.chat.chat.members[linked.rig.api.bot.user.id] = "kicked"
    linked.plans(invite=True)
    linked.post()
    linked.post()

    assert linked.linked is None
    lost = linked.staff.says("/eingang nicht angekommen").text
    assert "Beitrag zum neuen Treffen „Ziele“" in lost
    assert "Telegram-Gruppe der Arbeitsgruppe" in lost


@pytest.mark.parametrize("order", ["to, from", "from, to", "from alone", "join, from"])
def test_a_group_that_is_upgraded_stays_linked(rig: Rig, order: str) -> None:
    room = Room(rig, kind="group")
    room.link()
    room.plans("2026-12-01 18:00")
    to, from_ = room.chat.migrates(-1_001_999, room.anna.person)
    rig.api.bot.updates.forget([to["update_id"], from_["update_id"]])
    join = room.anna.person.change(room.chat.chat.json(), rig.api.bot.user, "left", "administrator")
    told = {
        "to": to,
        "from": from_,
        "from alone": from_,
        "join": {"update_id": 5, "my_chat_member": join},
    }
    for one in order.split(", "):
        rig.again(told[one])
        room.post()

    assert room.linked == -1_001_999
    assert room.post(seconds=LATER) == []
    assert room.is_in
    assert len(room.send("2026-11-30 17:00")) == 1
    assert "Morgen ist das Treffen." in room.reads()[-1]


def test_only_what_belongs_to_it_follows_a_group(linked: Room) -> None:
    linked.write(lambda db: chats.migrate(db, -77, -78))

    assert linked.linked == TELEGRAM


def test_nothing_is_planned_for_a_group_that_was_unlinked(linked: Room) -> None:
    linked.plans(invite=True)
    linked.write(lambda db: chats.part(db, linked.group.id, 1, linked.rig.hands.now))
    counts = linked.write(outbox.counts)

    assert counts[State.PLANNED] == 1
    assert linked.post() == [FAREWELL]
