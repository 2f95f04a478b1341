"""Working groups: where they come from, who joins them and how, who leaves."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalogue.problems import CatalogueError
from bot.groups import forgetting, joining
from bot.groups.seeding import read_groups, seed
from bot.people import invitations
from bot.people.roles import Role, held
from bot.storage import applications, attendance, groups, memberships
from bot.storage.applications import ApplicationState
from bot.storage.attendance import Coming
from bot.storage.groups import About
from bot.storage.memberships import Member
from bot.storage.outbox import Channel
from bot.storage.units import Storage
from bot.telegram.service import following
from tests.gathering import ANNA, BERT, NOW, Gathering

pytest_plugins = ["tests.databases"]


@pytest.fixture
def gathering(storage: Storage) -> Gathering:
    return Gathering(storage)


# --- the town's file


def test_the_town_begins_with_eight_groups_and_every_group_says_its_purpose() -> None:
    found = read_groups()

    assert len(found) == 8
    assert len({about.code for about in found}) == 8
    assert all(about.purpose and about.contact for about in found)


def test_an_empty_database_is_seeded_once(storage: Storage) -> None:
    assert storage.write_now(seed) == 8
    assert storage.write_now(seed) == 0
    assert len(storage.read_now(groups.everyone)) == 8


def test_a_group_that_staff_changed_stays_so(storage: Storage) -> None:
    storage.write_now(seed)
    changed = About("leitbild", "Unser Leitbild", topics=("schule", "kultur"), active=False)
    group = storage.read_now(lambda db: groups.called(db, "leitbild"))
    assert group is not None
    assert storage.write_now(lambda db: groups.change(db, group.id, changed))
    storage.write_now(seed)

    assert storage.read_now(lambda db: groups.find(db, group.id)) == groups.WorkingGroup(
        group.id, changed
    )


def test_a_town_without_the_file_has_no_groups(tmp_path: Path) -> None:
    assert read_groups(tmp_path) == ()


def test_a_topic_that_nobody_knows_is_named(tmp_path: Path) -> None:
    (tmp_path / "topics.csv").write_text("key,id,de,en\n1,schule,Schule,School\n")
    (tmp_path / "working_groups.csv").write_text("id,title,topics\nleitbild,Leitbild,schul\n")

    with pytest.raises(CatalogueError, match=r"row 2, column topics: “schul”"):
        read_groups(tmp_path)


# --- a linked Telegram group


def test_a_telegram_group_belongs_to_one_working_group_and_is_followed(
    gathering: Gathering,
) -> None:
    gathering.do(lambda db: groups.link(db, gathering.group, -77))
    gathering.do(lambda db: groups.migrate(db, -77, -10077))
    found = gathering.look(lambda db: groups.linked(db, -10077))

    assert found is not None
    assert found.id == gathering.group
    assert gathering.look(lambda db: groups.linked(db, -77)) is None


def test_a_group_that_telegram_moves_takes_its_working_group_along(storage: Storage) -> None:
    gathering = Gathering(storage)
    gathering.do(lambda db: groups.link(db, gathering.group, -77))

    async def move() -> None:
        await following(storage)(-77, -100_77)

    asyncio.run(move())

    assert gathering.look(lambda db: groups.linked(db, -77)) is None
    assert gathering.look(lambda db: groups.linked(db, -100_77)) is not None


# --- joining


def test_who_asks_twice_has_one_application_with_the_last_words(gathering: Gathering) -> None:
    def ask(role: str) -> None:
        gathering.do(
            lambda db: joining.apply(db, gathering.group, ANNA, NOW, organisation="Kita", role=role)
        )

    ask("")
    ask("Leiterin")
    [waiting] = gathering.look(applications.waiting)

    assert (waiting.person, waiting.organisation, waiting.role) == (ANNA, "Kita", "Leiterin")
    assert waiting.state is ApplicationState.ASKED


def test_who_is_accepted_is_a_member_and_is_told_once(gathering: Gathering) -> None:
    applied = gathering.do(
        lambda db: joining.apply(db, gathering.group, ANNA, NOW, role="Leiterin", language="uk")
    )
    assert applied is not None
    for _ in range(2):
        gathering.do(lambda db: joining.accept(db, applied.id, "Willkommen!", NOW))

    assert gathering.look(lambda db: memberships.find(db, gathering.group, ANNA)) == Member(
        ANNA, role="Leiterin", language="uk"
    )
    assert [kind for kind, _ in gathering.owed(ANNA)] == [joining.ANSWERED]
    found = gathering.look(lambda db: applications.find(db, applied.id))
    assert found is not None
    assert (found.state, found.answer) == (ApplicationState.ACCEPTED, "Willkommen!")


def test_who_is_declined_is_told_and_may_ask_again(gathering: Gathering) -> None:
    first = gathering.do(lambda db: joining.apply(db, gathering.group, ANNA, NOW))
    assert first is not None
    assert gathering.do(lambda db: joining.decline(db, first.id, "Die Gruppe ist voll.", NOW))
    assert gathering.do(lambda db: joining.accept(db, first.id, "", NOW)) is None
    again = gathering.do(lambda db: joining.apply(db, gathering.group, ANNA, NOW))

    assert again is not None
    assert again.id != first.id
    assert gathering.look(lambda db: memberships.groups(db, ANNA)) == []


def test_a_member_has_nothing_to_ask_for_and_an_ended_group_takes_nobody(
    gathering: Gathering,
) -> None:
    gathering.joins(ANNA)
    assert gathering.do(lambda db: joining.apply(db, gathering.group, ANNA, NOW)) is None

    ended = About("leitbild", "Leitbild", active=False)
    gathering.do(lambda db: groups.change(db, gathering.group, ended))
    assert gathering.do(lambda db: joining.apply(db, gathering.group, BERT, NOW)) is None
    assert gathering.do(lambda db: joining.apply(db, 99, BERT, NOW)) is None


def test_whoever_belongs_to_a_group_is_a_member_and_only_so_long(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    assert gathering.look(lambda db: held(db, ANNA)) == {Role.MEMBER}

    gathering.leaves(ANNA)
    assert gathering.look(lambda db: held(db, ANNA)) == frozenset()


def test_a_link_brings_one_person_into_its_group_once(gathering: Gathering) -> None:
    token = gathering.do(
        lambda db: invitations.invite(db, Role.MEMBER, "", NOW, group=gathering.group)
    )
    carried = invitations.payload(token)

    def come(person: int, update: int) -> str | None:
        found = gathering.do(lambda db: joining.open_link(db, carried, person, update, NOW))
        return found.about.code if found else None

    def agree(person: int) -> bool:
        return gathering.do(lambda db: joining.join_invited(db, gathering.group, person, "de", NOW))

    assert come(ANNA, 1) == come(ANNA, 1) == "leitbild"
    assert come(BERT, 2) is None
    assert gathering.look(lambda db: held(db, ANNA)) == frozenset()
    assert (agree(ANNA), agree(BERT)) == (True, False)
    assert gathering.look(lambda db: held(db, ANNA)) == {Role.MEMBER}
    gathering.leaves(ANNA)
    assert gathering.look(lambda db: held(db, ANNA)) == frozenset()


def test_a_link_that_gives_a_role_leads_into_no_group(gathering: Gathering) -> None:
    token = gathering.do(lambda db: invitations.invite(db, Role.STAFF, "", NOW))
    carried = invitations.payload(token)

    assert gathering.do(lambda db: joining.open_link(db, carried, ANNA, 1, NOW)) is None
    assert gathering.do(lambda db: invitations.join(db, carried, ANNA, 2, NOW)) is Role.STAFF


def test_who_has_no_telegram_is_a_member_by_mail(gathering: Gathering) -> None:
    by_mail = Member((1 << 60) + 1, Channel.MAIL, "Schulamt")
    gathering.do(lambda db: joining.join(db, gathering.group, by_mail, NOW))
    gathering.plans("2026-12-01 18:00")

    assert gathering.look(lambda db: memberships.of_group(db, gathering.group)) == [by_mail]
    gathering.until(gathering.now + timedelta(days=8))
    assert gathering.sent == [], "what goes by mail is not for Telegram"


# --- what is known ends


def test_answers_and_applications_are_forgotten_after_ninety_days(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    meeting = gathering.plans("2026-12-01 18:00")
    gathering.answers(ANNA, meeting, Coming.YES)
    applied = gathering.do(lambda db: joining.apply(db, gathering.group, BERT, NOW))
    assert applied is not None
    gathering.do(lambda db: joining.decline(db, applied.id, "", NOW))

    soon, late = NOW + timedelta(days=89), NOW + timedelta(days=99)
    assert gathering.do(lambda db: forgetting.forget(db, soon)) == 0
    assert gathering.do(lambda db: forgetting.forget(db, late)) == 2
    assert gathering.look(lambda db: attendance.of_meeting(db, meeting.id)) == {}
