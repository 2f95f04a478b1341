"""Steps of staff: on what they saw, each once, noted without words."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from itertools import pairwise
from threading import Barrier, Thread

import pytest

from bot.desk import actions, grouping, trail
from bot.desk.acting import Action, By, Conflict, Done, Refused, Result
from bot.desk.kinds import WITH_TOPIC, Kind, Ref
from bot.people import register
from bot.storage import audit, wishes
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content, Decision
from bot.wishes import decisions, drafts
from bot.wishes.wish import Status
from tests.desk import ANNA, BERT, DAY, MAJA, NOW, TOM, Desk

pytest_plugins = ["tests.databases"]

WORKING = Decision(Status.WORKING, "Wir fragen die Volkshochschule.")


@pytest.fixture
def desk(storage: Storage) -> Desk:
    return Desk(storage)


def test_who_comes_second_sees_what_the_first_did(desk: Desk) -> None:
    desk.seats(MAJA, 4, "Maja")
    ref = desk.wish("Jodeln", ANNA)
    seen = desk.item(ref).version
    desk.does(actions.decide, ref, WORKING)

    before = desk.rows()
    result = desk.write(
        lambda db: actions.decide(db, ref, seen, Decision(Status.PLANNED), desk.by(TOM))
    )
    assert isinstance(result, Conflict)
    assert (result.action, result.at, result.item.status) == (Action.DECIDE, NOW, "working")
    assert result.by is not None
    assert (result.by.number, result.by.name) == (4, "Maja")
    assert desk.rows() == before


def test_words_that_their_author_changed_are_to_be_read_first(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA)
    seen = desk.item(ref)
    content = Content("Jodeln am Abend", "de")

    def reword(db: Db) -> None:
        assert seen.wish is not None
        draft = drafts.of_wish(db, seen.wish, 9, NOW)
        drafts.rewrite(db, draft.token, 10, content)
        changed = drafts.from_text(db, 10, content, NOW)
        assert drafts.change(db, changed, ANNA) is not None

    desk.write(reword)
    result = desk.write(lambda db: actions.take(db, ref, seen.version, desk.by()))
    assert isinstance(result, Conflict)
    assert (result.item.text, result.action, result.by) == ("Jodeln am Abend", None, None)


def test_the_same_press_acts_once(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA)
    by = desk.by()
    results = [desk.write(lambda db: actions.decide(db, ref, 0, WORKING, by)) for _ in range(5)]

    assert [isinstance(one, Done) and one.new for one in results] == [True, *[False] * 4]
    assert desk.owed(decisions.STATUS) == {ANNA: 1}
    assert desk.item(ref).version == 1


def test_what_is_so_already_is_no_step(desk: Desk) -> None:
    ref = desk.tip()
    desk.does(actions.take, ref)

    assert not desk.does(actions.take, ref).new
    assert len(desk.read(lambda db: audit.page(db, None, 9))) == 1


def test_a_colleague_can_take_over_what_they_saw_taken(desk: Desk) -> None:
    ref = desk.question()
    desk.does(actions.take, ref, person=MAJA)
    desk.does(actions.take, ref, person=TOM)
    taken = desk.item(ref).taken

    assert taken is not None
    assert taken.person == TOM
    desk.does(actions.release, ref)
    assert desk.item(ref).taken is None


def test_what_is_gone_is_refused(desk: Desk) -> None:
    ref = desk.wish()
    desk.write(lambda db: wishes.drop(db, ref.number))
    by = desk.by()

    for act in (
        partial(actions.take, ref=ref, seen=0, by=by),
        partial(actions.decide, ref=ref, seen=0, decision=WORKING, by=by),
        partial(grouping.ungroup, ref=ref, seen=0, by=by),
        partial(grouping.group, seen={ref: 0, desk.wish(): 0}, by=by),
        partial(actions.close, ref=Ref(Kind.TIP, 99), seen=0, by=by),
    ):
        assert desk.write(act) is Refused.GONE
    assert [desk.rows()[name] for name in ("desk_work", "desk_step", "audit")] == [[]] * 3


def test_what_is_no_decision_is_refused(desk: Desk) -> None:
    ref, tip, by = desk.wish(), desk.tip(), desk.by()

    def decided(decision: Decision, which: Ref = ref) -> Result:
        return desk.write(lambda db: actions.decide(db, which, 0, decision, by))

    assert decided(Decision(Status.REFUSED, "  ")) is Refused.INCOMPLETE
    assert decided(Decision(Status.PASSED_ON)) is Refused.INCOMPLETE
    assert decided(Decision(Status.WORKING, "x" * (actions.LONGEST + 1))) is Refused.LONG
    assert decided(WORKING, tip) is Refused.WRONG_KIND
    assert desk.write(lambda db: actions.close(db, ref, 0, by)) is Refused.WRONG_KIND
    assert desk.write(lambda db: actions.set_threshold(db, tip, 0, 3, by)) is Refused.WRONG_KIND
    assert desk.write(lambda db: actions.set_threshold(db, ref, 0, 0, by)) is Refused.NUMBER
    assert desk.write(lambda db: actions.tag(db, ref, 0, " # ", by)) is Refused.INCOMPLETE
    assert isinstance(decided(Decision(Status.PASSED_ON, passed_to="Landkreis")), Done)


def test_a_lower_threshold_asks_those_who_are_enough_now(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA, BERT)
    desk.does(actions.set_threshold, ref, 2)

    assert desk.owed(decisions.ENOUGH) == {ANNA: 1, BERT: 1}


def test_topics_and_tags_can_be_changed(desk: Desk) -> None:
    for ref in desk.one_of_each():
        desk.does(actions.tag, ref, "Eilt")
        desk.does(actions.tag, ref, "halle")
        desk.does(actions.untag, ref, "EILT")
        assert desk.item(ref).tags == ("halle",)
        if ref.kind in WITH_TOPIC:
            desk.does(actions.set_topic, ref, "musik")
            assert desk.item(ref).topic == "musik"
    dead = desk.write(lambda db: actions.set_topic(db, ref, None, "musik", desk.by()))
    assert dead is Refused.WRONG_KIND


# --- groups


def grouped(desk: Desk, *refs: Ref) -> Result:
    return desk.write(lambda db: grouping.group(db, dict.fromkeys(refs), desk.by()))


def test_wishes_that_mean_the_same_stand_together_and_stay_apart(desk: Desk) -> None:
    one, two, three = (desk.wish(text) for text in ("Jodeln", "Jodelkurs", "Jodler"))
    grouped(desk, one, two)
    assert desk.item(one).group == desk.item(two).group == (1, 2)
    assert desk.item(three).group == ()

    grouped(desk, two, three)
    assert desk.item(one).group == (1, 2, 3)
    desk.does(grouping.ungroup, one)
    assert [desk.item(ref).group for ref in (one, two, three)] == [(), (2, 3), (2, 3)]
    desk.does(grouping.ungroup, two)
    assert [desk.item(ref).group for ref in (one, two, three)] == [()] * 3
    assert [desk.item(ref).text for ref in (one, two, three)] == ["Jodeln", "Jodelkurs", "Jodler"]


def test_a_group_needs_two_wishes(desk: Desk) -> None:
    one, tip = desk.wish(), desk.tip()

    assert grouped(desk, one) is Refused.INCOMPLETE
    assert grouped(desk, one, tip) is Refused.WRONG_KIND
    result = grouped(desk, one, desk.wish())
    again = grouped(desk, one)
    assert isinstance(result, Done)
    assert isinstance(again, Done)
    assert not again.new


def test_one_decision_answers_all_of_a_group_that_are_open(desk: Desk) -> None:
    one, two, settled, other = (desk.wish(f"Jodeln {i}", ANNA) for i in range(4))
    desk.does(actions.decide, settled, Decision(Status.REFUSED, "Zu laut."))
    grouped(desk, one, two, settled)
    done = desk.does(grouping.decide_all, one, WORKING, group_seen=desk.item(two).group_version)

    assert {item.number for item in done.items} == {one.number, two.number, settled.number}
    statuses = [desk.item(ref).status for ref in (one, two, settled, other)]
    assert statuses == ["working", "working", "refused", "arrived"]
    assert desk.owed(decisions.STATUS) == {ANNA: 3}


def test_a_group_that_changed_meanwhile_is_not_decided(desk: Desk) -> None:
    one, two = desk.wish("Jodeln"), desk.wish("Jodelkurs")
    grouped(desk, one, two)
    seen = desk.item(one)
    desk.does(actions.decide, two, Decision(Status.PLANNED))

    result = desk.write(
        lambda db: grouping.decide_all(
            db, one, seen.version, WORKING, desk.by(), group_seen=seen.group_version
        )
    )
    assert isinstance(result, Conflict)
    assert [desk.item(ref).status for ref in (one, two)] == ["arrived", "planned"]


# --- several at once


def test_of_two_who_act_at_once_one_acts(database_url: str) -> None:
    with Storage.open(database_url) as one, Storage.open(database_url) as other:
        desk = Desk(one)
        refs = [desk.wish(f"Wunsch {i}", ANNA) for i in range(20)]
        results: list[tuple[int, Result]] = []
        start = Barrier(2)

        def act(storage: Storage, person: int) -> None:
            start.wait()
            for ref in refs:
                by = By(person, f"{person} {ref.number}", NOW)
                done = storage.write_now(
                    lambda db, ref=ref, by=by: actions.decide(  # type: ignore[misc]
                        db, ref, 0, Decision(Status.WORKING, str(person)), by
                    )
                )
                results.append((person, done))

        both = [Thread(target=act, args=pair) for pair in ((one, MAJA), (other, TOM))]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()

        done = [result for _, result in results if isinstance(result, Done)]
        told = [result for _, result in results if isinstance(result, Conflict)]
        assert (len(done), len(told)) == (len(refs), len(refs))
        for person, result in results:
            if isinstance(result, Conflict):
                assert result.by is not None
                assert result.by.person == {MAJA: TOM, TOM: MAJA}[person]
        assert desk.owed(decisions.STATUS) == {ANNA: len(refs)}
        assert {desk.item(ref).version for ref in refs} == {1}


# --- the audit


def test_every_action_is_noted_without_words(desk: Desk) -> None:
    desk.seats(MAJA, 4, "Maja")
    ref, other = desk.wish("Kanarienvogel"), desk.wish("Papagei")
    desk.does(actions.take, ref)
    desk.does(actions.decide, ref, Decision(Status.REFUSED, "Kein Platz."))
    grouped(desk, ref, other)
    noted = desk.read(trail.page)

    assert [(one.action, one.kind, one.number) for one in noted] == [
        ("group", "wish", other.number),
        ("group", "wish", ref.number),
        ("decide", "wish", ref.number),
        ("take", "wish", ref.number),
    ]
    assert {one.seat.name for one in noted if one.seat} == {"Maja"}
    assert "Kanarienvogel" not in str(desk.rows()["audit"] + desk.rows()["desk_step"])
    assert all(a.id > b.id for a, b in pairwise(noted))
    assert desk.read(lambda db: trail.page(db, below=noted[1].id)) == noted[2:]


def test_the_same_refusal_is_noted_once(desk: Desk) -> None:
    noted = [
        desk.write(lambda db: audit.note(db, TOM, "refused", "", 0, NOW, "update 5"))
        for _ in range(3)
    ]

    assert noted == [True, False, False]


def test_the_audit_is_kept_a_year(desk: Desk) -> None:
    desk.does(actions.take, desk.tip())

    def forgets(after: timedelta) -> int:
        return desk.write(lambda db: trail.forget(db, NOW + after))

    assert forgets(trail.KEPT) == 0
    assert forgets(trail.KEPT + DAY) == 1
    assert desk.read(trail.page) == []


def test_who_is_erased_did_nothing_by_name(desk: Desk) -> None:
    ref = desk.tip()
    desk.does(actions.take, ref)
    desk.does(actions.tag, ref, "eilt")
    desk.write(lambda db: register.forget(db, MAJA))

    assert str(MAJA) not in str(desk.rows())
    item = desk.item(ref)
    assert (item.taken, item.tags) == (None, ("eilt",))
    assert [(one.action, one.seat) for one in desk.read(trail.page)] == [
        ("tag", None),
        ("take", None),
    ]
