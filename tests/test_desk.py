"""The list of everything that is pending: complete, the oldest first, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.desk import actions, admitting, figures, keeping, pending
from bot.desk.kinds import CLOSED_BY_HAND, Kind, Ref, Standing
from bot.desk.pending import Filter, Page
from bot.storage import dead, desk_steps, passed, wishes
from bot.storage.applications import ApplicationState
from bot.storage.desk_steps import StepRow
from bot.storage.units import Storage
from bot.storage.wishes import Decision
from bot.wishes.wish import Status
from tests.desk import ANNA, BERT, DAY, MAJA, NOW, TOM, Desk

pytest_plugins = ["tests.databases"]


@pytest.fixture
def desk(storage: Storage) -> Desk:
    return Desk(storage)


def test_everything_that_is_pending_stands_in_one_list(desk: Desk) -> None:
    refs = desk.one_of_each()

    assert desk.listed() == refs


def test_the_list_begins_with_the_oldest(desk: Desk) -> None:
    young = desk.wish()
    desk.now -= DAY
    old = desk.tip()

    assert desk.listed() == [old, young]


def test_what_has_its_result_is_pending_no_more(desk: Desk) -> None:
    refs = desk.one_of_each()
    by_hand = [ref for ref in refs if ref.kind in CLOSED_BY_HAND]
    desk.does(actions.decide, refs[0], Decision(Status.OFFERED))
    desk.does(admitting.answer, Ref(Kind.APPLICATION, 1), Decision(ApplicationState.DECLINED))
    for ref in by_hand:
        desk.does(actions.close, ref)

    assert desk.listed() == []
    assert desk.listed(Filter(status=Status.OFFERED)) == refs[:1]
    assert desk.listed(Filter(status=Standing.CLOSED)) == refs[1:]
    for ref in by_hand:
        desk.does(actions.reopen, ref)
    assert desk.listed() == by_hand


def test_updates_that_did_not_fail_are_nobodys_work(desk: Desk) -> None:
    desk.dead(5, state="done")

    assert desk.listed() == []
    assert desk.read(lambda db: pending.find(db, Kind.DEAD, 5)) is None


def test_an_update_that_is_tried_again_is_pending_when_it_fails_again(desk: Desk) -> None:
    ref = desk.dead()
    desk.does(actions.close, ref)
    assert desk.write(lambda db: dead.retry(db, ref.number))
    assert desk.listed() == []

    desk.write(lambda db: db.exec_driver_sql("UPDATE inbox SET state = 'dead', ended_at = sent_at"))
    assert desk.listed() == [ref]


def test_the_list_can_be_narrowed(desk: Desk) -> None:
    sport = desk.wish("Jodeln", topic="sport")
    music = desk.question(topic="musik")
    offer = desk.correction(topic="musik")
    desk.now += DAY
    young = desk.tip()
    desk.does(actions.tag, sport, "Eilt")
    desk.does(actions.decide, sport, Decision(Status.PLANNED))

    for wanted, found in (
        (Filter(kind=Kind.WISH), [sport]),
        (Filter(topic="musik"), [offer, music]),
        (Filter(topic=""), [young]),
        (Filter(topic="musik", kind=Kind.WISH), []),
        (Filter(status=Status.PLANNED), [sport]),
        (Filter(status=Status.ARRIVED), []),
        (Filter(status=Status.PLANNED, kind=Kind.TIP), []),
        (Filter(status=Standing.CLOSED, kind=Kind.WISH), []),
        (Filter(older_than=desk.now), [offer, music, sport]),
        (Filter(tag="eilt"), [sport]),
        (Filter(tag="eilt", topic="musik"), []),
    ):
        assert desk.listed(wanted) == found, wanted


def test_dead_updates_have_no_topic(desk: Desk) -> None:
    ref = desk.dead()

    assert desk.listed(Filter(topic="")) == [ref]
    assert desk.listed(Filter(topic="sport")) == []


def numbers(page: Page) -> list[int]:
    return [item.number for item in page.items]


def test_pages_follow_each_other_and_lead_back(desk: Desk) -> None:
    refs = [desk.wish(f"Wunsch {i}") for i in range(7)]

    def page(after: Ref | None = None, before: Ref | None = None) -> Page:
        return desk.read(lambda db: pending.page(db, after=after, before=before, size=3))

    first = page()
    second, third = page(after=refs[2]), page(after=refs[5])
    assert [numbers(one) for one in (first, second, third)] == [[1, 2, 3], [4, 5, 6], [7]]
    assert [(one.total, one.place) for one in (first, second, third)] == [(7, 1), (7, 4), (7, 7)]
    assert [one.has_next for one in (first, second, third)] == [True, True, False]
    assert [one.has_previous for one in (first, second, third)] == [False, True, True]
    assert page(before=refs[6]) == second
    assert page(before=refs[3]) == first


def test_the_next_page_is_found_from_an_item_that_is_settled(desk: Desk) -> None:
    refs = [desk.wish(f"Wunsch {i}") for i in range(4)]
    desk.does(actions.decide, refs[1], Decision(Status.EXISTING))

    page = desk.read(lambda db: pending.page(db, after=refs[1], size=2))
    assert (numbers(page), page.place) == ([3, 4], 2)


def test_from_an_item_that_is_gone_the_list_begins_anew(desk: Desk) -> None:
    refs = [desk.wish(f"Wunsch {i}") for i in range(2)]
    desk.write(lambda db: wishes.drop(db, refs[0].number))

    assert numbers(desk.read(lambda db: pending.page(db, after=refs[0]))) == [refs[1].number]


def test_an_empty_list_has_no_place(desk: Desk) -> None:
    page = desk.read(pending.page)

    assert (page.items, page.total, page.place) == ([], 0, 0)
    assert not page.has_next
    assert not page.has_previous


def test_an_item_tells_what_staff_need(desk: Desk) -> None:
    desk.seats(MAJA, 4, "Maja")
    ref = desk.wish("Jodeln", ANNA, BERT, topic="musik")
    desk.does(actions.take, ref)
    desk.does(actions.tag, ref, "#Große  Halle")
    item = desk.item(ref)

    assert (item.text, item.topic, item.status, item.interested) == (
        "Jodeln",
        "musik",
        "arrived",
        2,
    )
    assert item.tags == ("grosse halle",)
    assert item.taken is not None
    assert (item.taken.number, item.taken.name) == (4, "Maja")

    tip = desk.item(desk.tip("Die Jodelgruppe", about="Wo jodelt man?"))
    assert (tip.text, tip.about, tip.status) == ("Die Jodelgruppe", "Wo jodelt man?", "open")
    wrong = desk.item(desk.correction())
    assert (wrong.offer_id, wrong.wrong, wrong.text) == ("vhs-1", "time", "")
    assert desk.item(desk.dead()).kind_of_update == "message"


def test_who_holds_no_seat_any_more_has_no_name(desk: Desk) -> None:
    ref = desk.tip()
    desk.does(actions.take, ref, person=TOM)
    taken = desk.item(ref).taken

    assert taken is not None
    assert (taken.number, taken.name) == (None, "")


def test_figures_count_what_is_pending(desk: Desk) -> None:
    desk.one_of_each()
    desk.now = NOW + 3 * DAY
    planned, popular = desk.wish("Jodeln", ANNA), desk.wish("Imkern", ANNA, BERT)
    desk.does(actions.decide, planned, Decision(Status.PLANNED))
    desk.does(actions.close, desk.question())

    each = dict.fromkeys(Kind, 1)
    assert desk.read(lambda db: figures.unanswered(db, NOW + DAY)) == each
    assert desk.read(lambda db: figures.unanswered(db, NOW + 4 * DAY)) == {**each, Kind.WISH: 2}
    most = desk.read(lambda db: figures.most_supported(db, 2))
    assert [item.ref for item in most] == [popular, planned]


def test_what_is_settled_is_kept_ninety_days(desk: Desk) -> None:
    settled = [desk.question("Kanarienvogel?"), desk.tip("Kanarienvogel!")]
    for ref in settled:
        desk.does(actions.close, ref)
        desk.does(actions.tag, ref, "tiere")
    pending_still = desk.question("Noch offen?")

    def forgets(after: timedelta) -> int:
        return desk.write(lambda db: keeping.forget(db, NOW + after))

    assert forgets(keeping.CLOSED_KEPT) == 0
    assert forgets(keeping.CLOSED_KEPT + timedelta(seconds=1)) > 0
    assert desk.listed() == [pending_still]
    rows = desk.rows("audit")
    assert "Kanarienvogel" not in str(rows)
    assert [rows[name] for name in ("desk_work", "desk_tag", "desk_step", "tip")] == [[]] * 4


def test_a_wish_that_is_withdrawn_leaves_nothing_at_the_desk(desk: Desk) -> None:
    ref, other = desk.wish(), desk.wish("Imkern")
    for one in (ref, other):
        desk.does(actions.take, one)
        desk.does(actions.tag, one, "eilt")
        desk.does(actions.decide, one, Decision(Status.WORKING))
    desk.write(lambda db: wishes.drop(db, ref.number))

    rows = desk.rows("audit")
    left = {name: len(rows[name]) for name in ("desk_work", "desk_tag", "wish_version")}
    assert left == {"desk_work": 1, "desk_tag": 1, "wish_version": 1}
    assert desk.read(lambda db: desk_steps.last(db, ref.kind, ref.number)) is None


def test_steps_are_forgotten_when_they_can_be_taken_back_no_more(desk: Desk) -> None:
    desk.does(actions.take, desk.wish())
    desk.write(lambda db: keeping.forget(db, NOW + keeping.UNDOABLE + timedelta(seconds=1)))

    assert desk.rows()[StepRow.__tablename__] == []


def test_a_number_never_comes_to_mean_another_item(desk: Desk) -> None:
    makes: dict[str, Callable[[], Ref]] = {
        "passed_question": desk.question,
        "correction": desk.correction,
        "tip": desk.tip,
    }
    for table, make in makes.items():
        first, emptied = make(), f"DELETE FROM {table}"
        desk.write(lambda db, sql=emptied: db.exec_driver_sql(sql))  # type: ignore[misc]
        assert make().number > first.number


def test_a_question_that_is_passed_on_again_is_one(desk: Desk) -> None:
    ref = desk.question("Wo jodelt man?", "musik")

    [kept] = desk.read(passed.stored)
    assert (kept.id, kept.topic) == (ref.number, "musik")
