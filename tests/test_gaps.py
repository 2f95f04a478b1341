"""Demand against supply: what is counted where, and what staff found out about it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.gaps import findings
from bot.gaps.period import Period, closed, running
from bot.gaps.table import gap_table
from bot.gaps.values import Demand, Dimension, Kind, Supply
from bot.storage import audit, desk
from bot.storage.desk import Work
from bot.storage.gaps import Target
from bot.storage.units import Db, Storage
from bot.storage.wishes import Details
from bot.wishes.wish import Source, Status
from tests.gaps import CATALOGUE, NOW, TODAY, ZONE, ask, evidence, wish

pytest_plugins = ["tests.databases"]

CHILD = Details(6, 6)
BY_AGE = (Dimension.TOPIC, Dimension.AGE)


def fill(db: Db) -> None:
    wish(db, "one", "sport", CHILD, interested=3)
    wish(db, "two", "sport", Details(6, 7), source=Source.PHONE)
    wish(db, "three", "musik", Details(None, 11, "online", "evening"), status=Status.REFUSED)
    wish(db, "four", "musik", status=Status.OFFERED)
    wish(db, "five", None, status=Status.EXISTING)
    ask(db, "sport", "6–9", number=4)
    ask(db, "", "")
    ask(db, "unknown topic", "unknown age", group="unknown group")


def test_wishes_supports_and_questions_in_vain_are_told_apart(storage: Storage) -> None:
    storage.write_now(fill)
    found = gap_table(evidence(storage), CATALOGUE)

    sport = found.by_place["sport", "6–9"].demand
    assert sport == Demand(2, 2, 4, {Source.CHAT: 3, Source.PHONE: 1})
    assert found.by_place["musik", "0–13"].demand == Demand(1, 0, 0, {Source.CHAT: 1})
    assert found.by_place["", ""].demand == Demand(0, 0, 2)
    assert found.total.demand.total == 11
    assert (found.since, found.until) == (date(2026, 11, 1), TODAY)


def test_what_was_met_is_no_gap_any_more(storage: Storage) -> None:
    storage.write_now(fill)
    found = gap_table(evidence(storage), CATALOGUE)

    assert found.by_place["musik", ""].demand.total == 0


@pytest.mark.parametrize("row", [one for one in Dimension if one is not Dimension.AREA])
@pytest.mark.parametrize("column", [Dimension.AREA, Dimension.LANGUAGE])
def test_demand_adds_up_in_any_two_dimensions(
    storage: Storage, row: Dimension, column: Dimension
) -> None:
    storage.write_now(fill)
    found = gap_table(evidence(storage), CATALOGUE, (row, column))

    for margins, place in ((found.rows, 0), (found.columns, 1)):
        assert sum(one.demand.total for one in margins) == found.total.demand.total == 11
        for margin in margins:
            cells = [one for at, one in found.by_place.items() if at[place] == margin.value]
            assert sum(one.demand.total for one in cells) == margin.demand.total
    assert len(found.cells) == len(found.rows) * len(found.columns)


@pytest.mark.parametrize(
    ("across", "row", "column", "supply"),
    [
        # Turnen is for 3 to 9; nobody else says it.
        (BY_AGE, "sport", "6–9", Supply(1, 0)),
        (BY_AGE, "sport", "60+", Supply(0, 0)),
        (BY_AGE, "sport", "", Supply(1, 0)),
        # The choir's group rules children out, the band leaves it open.
        (BY_AGE, "musik", "6–9", Supply(0, 1)),
        (BY_AGE, "musik", "27–59", Supply(0, 2)),
        ((Dimension.AREA, Dimension.GROUP), "kultur", "erwachsene", Supply(1, 2)),
        ((Dimension.AREA, Dimension.TIME), "kultur", "weekend", Supply(1, 2)),
        ((Dimension.AREA, Dimension.TIME), "kultur", "evening", Supply(0, 2)),
        ((Dimension.TOPIC, Dimension.PLACE), "kunst", "town", Supply(1, 1)),
        ((Dimension.TOPIC, Dimension.PLACE), "kunst", "online", Supply(0, 2)),
        ((Dimension.TOPIC, Dimension.LANGUAGE), "sport", "de", Supply(1, 0)),
        ((Dimension.TOPIC, Dimension.LANGUAGE), "kunst", "de", Supply(0, 2)),
        (BY_AGE, "", "6–9", Supply(0, 0)),
    ],
)
def test_unknown_is_not_no(
    storage: Storage, across: tuple[Dimension, Dimension], row: str, column: str, supply: Supply
) -> None:
    found = gap_table(evidence(storage), CATALOGUE, across)

    assert found.by_place[row, column].supply == supply


def test_an_offer_counts_once_in_a_margin(storage: Storage) -> None:
    found = gap_table(evidence(storage), CATALOGUE)

    assert found.total.supply.total == 4
    assert {one.value: one.supply.total for one in found.rows} == {
        "sport": 1,
        "musik": 2,
        "kunst": 2,
        "": 0,
    }


def test_a_table_can_be_narrowed(storage: Storage) -> None:
    storage.write_now(fill)
    only = {Dimension.AREA: "kultur"}
    found = gap_table(evidence(storage), CATALOGUE, only=only)

    assert (found.total.demand.total, found.total.supply.total) == (1, 3)
    assert [(one.row, one.column) for one in found.largest] == [("musik", "0–13")]


def test_the_largest_gap_is_the_most_wanted_and_of_equals_the_one_with_less(
    storage: Storage,
) -> None:
    storage.write_now(fill)
    storage.write_now(lambda db: ask(db, "kunst", "60+"))
    found = gap_table(evidence(storage), CATALOGUE)

    assert [(one.row, one.column) for one in found.largest][:2] == [("sport", "6–9"), ("", "")]


def test_months_are_those_of_the_town(storage: Storage) -> None:
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    storage.write_now(lambda db: wish(db, "late", at=late))

    (case,) = evidence(storage).cases
    assert case.month == date(2026, 11, 1)
    assert evidence(storage, closed(TODAY)).cases == []
    assert late.astimezone(ZONE).date() == date(2026, 11, 1)


def test_periods() -> None:
    assert closed(date(2026, 1, 31)) == Period(date(2025, 1, 1), date(2026, 1, 1))
    assert running(date(2026, 12, 1)) == Period(date(2025, 12, 1), date(2026, 12, 2))
    assert running(TODAY).until == TODAY


# What staff found out.

SPORT = Target("sport", "6–9")


def mark(storage: Storage, target: Target, kind: Kind, token: str) -> bool:
    return storage.write_now(lambda db: findings.mark(db, target, kind, 7, token, NOW))


def undo(storage: Storage, number: int, token: str) -> bool:
    return storage.write_now(lambda db: findings.undo(db, number, 7, token, NOW))


def kinds(storage: Storage) -> dict[Kind, int]:
    return dict(gap_table(evidence(storage), CATALOGUE).total.kinds)


def test_nothing_is_a_deficit_before_staff_say_so(storage: Storage) -> None:
    storage.write_now(fill)
    assert kinds(storage) == {Kind.UNRECORDED: 11}

    assert mark(storage, SPORT, Kind.MISSING, "press")
    assert not mark(storage, SPORT, Kind.FULL, "press"), "the same press"
    assert kinds(storage) == {Kind.MISSING: 8, Kind.UNRECORDED: 3}
    cell = gap_table(evidence(storage), CATALOGUE).by_place["sport", "6–9"]
    assert (cell.kind, cell.kinds) == (Kind.MISSING, {Kind.MISSING: 8})


def test_a_wish_may_be_of_another_kind_than_its_topic_and_its_group_goes_with_it(
    storage: Storage,
) -> None:
    storage.write_now(fill)
    mark(storage, SPORT, Kind.MISSING, "1")
    mark(storage, Target(wish=1), Kind.FULL, "2")
    assert kinds(storage) == {Kind.FULL: 3, Kind.MISSING: 5, Kind.UNRECORDED: 3}

    def group(db: Db) -> None:
        for number in (1, 2):
            desk.lock(db, "wish", number)
            desk.write(db, "wish", number, Work(1, group=99))

    storage.write_now(group)
    assert kinds(storage) == {Kind.FULL: 4, Kind.MISSING: 4, Kind.UNRECORDED: 3}
    mark(storage, Target(wish=2), Kind.UNRECORDED, "3")
    assert kinds(storage) == {Kind.MISSING: 8, Kind.UNRECORDED: 3}


def test_a_finding_is_taken_back_once_and_the_one_before_holds_again(storage: Storage) -> None:
    storage.write_now(fill)
    mark(storage, SPORT, Kind.FULL, "1")
    mark(storage, SPORT, Kind.MISSING, "2")

    assert not undo(storage, 1, "3"), "there is a newer one"
    assert undo(storage, 2, "4")
    assert not undo(storage, 2, "5"), "it was taken back"
    assert kinds(storage)[Kind.FULL] == 8
    assert undo(storage, 1, "6")
    assert kinds(storage) == {Kind.UNRECORDED: 11}


def test_every_finding_is_noted_without_words(storage: Storage) -> None:
    mark(storage, SPORT, Kind.FULL, "1")
    undo(storage, 1, "2")

    noted = storage.read_now(lambda db: audit.page(db, None, 9))
    assert [(one.actor, one.action, one.kind, one.number) for one in noted] == [
        (7, findings.UNMARK, findings.ABOUT, 1),
        (7, findings.MARK, findings.ABOUT, 1),
    ]
    assert noted[0].at - NOW < timedelta(seconds=1)
