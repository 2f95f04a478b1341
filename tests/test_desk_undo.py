"""The way back: the former state exactly, and what citizens are told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import actions, grouping, redaction, undoing
from bot.desk.acting import Action, Conflict, Done, Refused, Result
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.storage.units import Db, Storage
from bot.storage.wishes import Decision
from bot.wishes import decisions
from bot.wishes.wish import Status
from tests.desk import ANNA, BERT, MAJA, TOM, Desk
from tests.statements import share

pytest_plugins = ["tests.databases"]

WORKING = Decision(Status.WORKING, "Wir fragen die Volkshochschule.")


@pytest.fixture
def desk(storage: Storage) -> Desk:
    return Desk(storage)


def undone(desk: Desk, ref: Ref, seen: int | None = None, person: int = TOM) -> Result:
    return desk.write(lambda db: undoing.undo(db, ref, seen, desk.by(person)))


def bare(item: Item) -> Item:
    """Without what counts steps and moments: they only go on."""
    same = replace(item, version=0, group_version=0)
    if item.wish is None:
        return same
    moments = {"changed_at": item.created_at, "asked_at": None}
    return replace(same, wish=replace(item.wish, version=0, **moments))  # type: ignore[arg-type]


def choices(desk: Desk, refs: Sequence[Ref]) -> Sequence[Callable[[Db], Result]]:
    """Every action there is, on each of these items."""
    found: list[Callable[[Db], Result]] = []
    for ref in refs:

        def add(act: Callable[..., Result], ref: Ref = ref, **more: object) -> None:
            found.append(lambda db: act(db, ref=ref, seen=None, by=desk.by(), **more))

        add(actions.take)
        add(actions.release)
        add(actions.close, reason="Erledigt.")
        add(actions.reopen)
        add(actions.tag, name="eilt")
        add(actions.tag, name="halle")
        add(actions.untag, name="eilt")
        add(actions.set_topic, topic="musik")
        add(actions.set_threshold, threshold=2)
        add(actions.decide, decision=WORKING)
        add(actions.decide, decision=Decision(Status.OFFERED, "", "", "vhs-1"))
        add(grouping.ungroup)
        add(grouping.decide_all, decision=Decision(Status.REFUSED, "Nein."), group_seen=None)
    wishes = [ref for ref in refs if ref.kind is Kind.WISH]
    for one, other in zip(wishes, [*wishes[1:], wishes[0]], strict=True):
        pair = {one: None, other: None}
        found.append(lambda db, pair=pair: grouping.group(db, pair, desk.by()))  # type: ignore[misc]
    return found


@settings(max_examples=20, deadline=None)
@given(steps=st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_any_steps_taken_back_give_the_former_state(migrated_file: Path, steps: list[int]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        path.write_bytes(migrated_file.read_bytes())
        with Storage.open(f"sqlite:///{path}") as storage:
            share(storage)
            desk = Desk(storage)
            refs = [desk.wish(f"Wunsch {i}", ANNA, BERT) for i in range(3)]
            refs += [desk.question(), desk.correction(), desk.tip(), desk.dead()]
            acts, states, touched = choices(desk, refs), [], []
            for step in steps:
                before = [bare(desk.item(ref)) for ref in refs]
                result = desk.write(acts[step % len(acts)])
                assert not isinstance(result, Conflict)
                if isinstance(result, Done) and result.new:
                    states.append(before)
                    changed = (
                        a for a, b in zip(refs, before, strict=True) if bare(desk.item(a)) != b
                    )
                    touched.append(next(changed))
            for ref, state in zip(reversed(touched), reversed(states), strict=True):
                assert isinstance(undone(desk, ref), Done)
                assert [bare(desk.item(ref)) for ref in refs] == state
            assert {undone(desk, ref) for ref in refs} == {Refused.NOTHING}
            assert desk.owed(decisions.STATUS) == {}
            assert desk.owed(decisions.ENOUGH) == {}


def test_an_undo_acts_once_and_can_be_gone_on_with(desk: Desk) -> None:
    ref = desk.tip()
    for name in ("a", "b", "c"):
        desk.does(actions.tag, ref, name)
    by = desk.by()
    for _ in range(3):
        desk.write(lambda db: undoing.undo(db, ref, None, by))
    assert desk.item(ref).tags == ("a", "b")
    undone(desk, ref)
    desk.does(actions.tag, ref, "d")
    undone(desk, ref)
    assert desk.item(ref).tags == ("a",)
    undone(desk, ref)
    assert undone(desk, ref) is Refused.NOTHING


def test_what_somebody_did_meanwhile_is_not_undone_unseen(desk: Desk) -> None:
    ref = desk.tip()
    desk.does(actions.tag, ref, "a")
    seen = desk.item(ref).version
    desk.does(actions.tag, ref, "b", person=TOM)

    result = undone(desk, ref, seen, MAJA)
    assert isinstance(result, Conflict)
    assert (result.action, result.by and result.by.person) == (Action.TAG, TOM)
    assert desk.item(ref).tags == ("a", "b")


def test_a_step_on_several_is_undone_on_all_or_none(desk: Desk) -> None:
    one, two = desk.wish("Jodeln"), desk.wish("Jodelkurs")
    desk.write(lambda db: grouping.group(db, {one: 0, two: 0}, desk.by()))
    desk.does(grouping.decide_all, one, WORKING, group_seen=None)
    desk.does(actions.take, two, person=TOM)

    result = undone(desk, one)
    assert isinstance(result, Conflict)
    assert (result.item.ref, result.action) == (two, Action.TAKE)
    assert [desk.item(ref).status for ref in (one, two)] == ["working"] * 2
    undone(desk, two)
    undone(desk, one)
    assert [desk.item(ref).status for ref in (one, two)] == ["arrived"] * 2


def test_words_that_were_taken_out_do_not_come_back(desk: Desk) -> None:
    ref = desk.wish("Jodeln mit Frau Kanari")
    desk.does(actions.tag, ref, "eilt")
    desk.does(redaction.redact, ref, "Jodeln")

    assert undone(desk, ref) is Refused.SEALED
    assert (desk.item(ref).text, desk.item(ref).tags) == ("Jodeln", ("eilt",))


# --- what citizens are told


def test_news_that_nobody_has_yet_is_not_sent(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA, BERT)
    desk.does(actions.decide, ref, WORKING)
    undone(desk, ref)

    assert desk.owed(decisions.STATUS) == desk.owed(decisions.CORRECTED) == {}


def test_news_that_was_told_is_corrected(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA)
    desk.does(actions.decide, ref, WORKING)
    desk.delivers()
    undone(desk, ref)

    assert desk.owed(decisions.STATUS) == {}
    assert desk.owed(decisions.CORRECTED) == {ANNA: 1}


def test_who_was_told_the_same_before_is_not_told_again(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA)
    desk.does(actions.decide, ref, WORKING)
    desk.delivers()
    desk.does(actions.decide, ref, Decision(Status.PLANNED))
    undone(desk, ref)

    assert desk.owed(decisions.STATUS) == desk.owed(decisions.CORRECTED) == {}


def test_what_was_overtaken_before_it_was_told_is_told_after_all(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA)
    desk.does(actions.decide, ref, WORKING)
    desk.does(actions.decide, ref, Decision(Status.PLANNED))
    undone(desk, ref)

    assert desk.owed(decisions.STATUS) == {ANNA: 1}
    assert desk.owed(decisions.CORRECTED) == {}


def test_a_correction_that_is_not_sent_yet_can_be_overtaken(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA)
    desk.does(actions.decide, ref, WORKING)
    desk.delivers()
    undone(desk, ref)
    desk.does(actions.decide, ref, WORKING)

    assert desk.owed(decisions.STATUS) == desk.owed(decisions.CORRECTED) == {}


def test_who_was_not_asked_yet_is_asked_when_it_is_enough_again(desk: Desk) -> None:
    ref = desk.wish("Jodeln", ANNA, BERT)
    desk.does(actions.set_threshold, ref, 2)
    undone(desk, ref)
    assert desk.owed(decisions.ENOUGH) == {}

    desk.does(actions.set_threshold, ref, 2)
    assert desk.owed(decisions.ENOUGH) == {ANNA: 1, BERT: 1}
