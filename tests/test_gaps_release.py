"""What leaves the office shows fewer than five cases nowhere, however it is put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gaps import release
from bot.gaps.cases import SUPPORT, Case
from bot.gaps.findings import Findings
from bot.gaps.fives import DIMENSIONS, Part, fresh, more, with_ways
from bot.gaps.period import Period, closed
from bot.gaps.release import Released
from bot.gaps.table import gap_table
from bot.gaps.values import Dimension, GapTable, Kind, Margin
from bot.storage import counts, gaps
from bot.storage.counts import Cell, Table
from bot.storage.gaps import Place
from bot.storage.units import Storage
from bot.wishes.wish import Source, Status
from tests.gaps import CATALOGUE, TOWN, ZONE, ask, wish

pytest_plugins = ["tests.databases"]

AREAS = {topic.id: topic.area for topic in TOWN.topics}
MONTHS = tuple(date(2026, month, 1) for month in (7, 8, 9))
Figures = dict[Place, int]


def case(
    month: date, topic: str, number: int, *, wished: bool = False, way: str = "chat", **named: str
) -> Case:
    given_ = dict.fromkeys(("age", "group", "place", "time", "language"), "") | named
    joined = wished and way == SUPPORT
    return Case(
        month,
        AREAS.get(topic, ""),
        topic,
        given_["age"],
        given_["group"],
        given_["place"],
        given_["time"],
        given_["language"],
        wishes=number if wished and not joined else 0,
        supports=number if joined else 0,
        questions=0 if wished else number,
        source=Source(way) if way in set(Source) else Source.CHAT if way else None,
    )


def published(cases: Iterable[Case], months: Sequence[date] = MONTHS) -> list[Figures]:
    """All that is published when one month after the other is closed."""
    found, exports = Figures(), list[Figures]()
    for month in months:
        now = fresh([one for one in cases if one.month <= month], found, TOWN)
        found = {at: found.get(at, 0) + now.get(at, 0) for at in {*found, *now}}
        exports.append(found)
    return exports


# Somebody who knows the method, and thinks every town through that there could be.

SMALL = range(7)
FIVES = range(0, 21, 5)
AGES = ("6–9", "60+")


def _of_age(number: int, month: date, topic: str, age: str) -> Case:
    return case(month, topic, number, age=age, wished=True)


def _of_part(number: int, wished: bool, topic: str) -> Case:
    return case(MONTHS[0], topic, number, wished=wished)


def _of_way(number: int, month: date, way: str) -> Case:
    return case(month, "sport", number, way=way, wished=True)


Maker = Callable[[int], Case]
WORLDS: dict[str, list[Maker]] = {
    "two ages of two topics": [
        partial(_of_age, month=MONTHS[0], topic=topic, age=age)
        for topic, age in product(("sport", "musik"), AGES)
    ],
    "two ages in two months": [
        partial(_of_age, month=month, topic="sport", age=age)
        for month, age in product(MONTHS[:2], AGES)
    ],
    "wished and asked in two areas": [
        partial(_of_part, wished=wished, topic=topic)
        for wished, topic in product((True, False), ("sport", "musik"))
    ],
    "wishes by phone and supports in two months": [
        partial(_of_way, month=month, way=way)
        for month, way in product(MONTHS[:2], ("phone", SUPPORT))
    ],
}


@pytest.mark.parametrize("world", WORLDS)
def test_who_knows_all_figures_and_the_method_is_never_sure_of_one_to_four_cases(
    world: str,
) -> None:
    makers = WORLDS[world]
    possible: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for truth in {*product(SMALL, repeat=4), *product(FIVES, repeat=4)}:
        cases = [make(number) for make, number in zip(makers, truth, strict=True)]
        seen = [sorted(export.items(), key=str) for export in published(cases, MONTHS[:2])]
        possible[str(seen)].add(truth)
    for signs in product((-1, 0, 1), repeat=4):
        for truths in possible.values():
            if all(sum(truth) <= max(FIVES) for truth in truths):
                sums = {abs(sum(map(int.__mul__, signs, truth))) for truth in truths}
                assert not sums <= {1, 2, 3, 4}, (signs, truths)


def _leaks_when_each_figure_is_rounded_by_itself() -> bool:
    """The usual way: every cell and every total to the nearest five."""
    possible: defaultdict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for one, other in product(SMALL, SMALL):
        seen = tuple(5 * round(number / 5) for number in (one, other, one + other))
        possible[seen].append((one, other))
    return any({one for one, _ in truths} <= {1, 2, 3, 4} for truths in possible.values())


def test_the_same_attack_breaks_figures_that_are_rounded_one_by_one() -> None:
    assert _leaks_when_each_figure_is_rounded_by_itself()


# Larger towns: every table there is, every cell, every difference.

CASES = st.lists(
    st.builds(
        case,
        st.sampled_from(MONTHS),
        st.sampled_from((*AREAS, "")),
        st.integers(1, 12),
        wished=st.booleans(),
        age=st.sampled_from(("", *(band.id for band in TOWN.bands[:4]))),
        group=st.sampled_from(("", "kinder", "+")),
        place=st.sampled_from(("", "online", "Gotha")),
        time=st.sampled_from(("", "evening")),
        language=st.sampled_from(("de", "en", "uk")),
        way=st.sampled_from(("chat", "phone", "counter", SUPPORT)),
    ),
    max_size=25,
)


def tables(figures: Figures) -> list[GapTable]:
    period, unknown = closed(date(2026, 10, 5)), Findings({}, {})
    released = Released(period, {period.since: figures})
    return [
        gap_table(released.evidence(TOWN, by, unknown), CATALOGUE, (rows, by))
        for rows in (Dimension.TOPIC, Dimension.AREA)
        for by in DIMENSIONS
    ]


def numbers(table: GapTable) -> set[int]:
    margins: list[Margin] = [*table.rows, *table.columns, table.total]
    demands = [*(one.demand for one in margins), *(one.demand for one in table.cells)]
    told = {n for one in demands for n in (one.wishes, one.supports, one.questions, one.total)}
    return told | {n for one in demands for n in one.sources.values()}


@settings(max_examples=60)
@given(cases=CASES)
def test_no_cell_and_no_difference_shows_fewer_than_five(cases: list[Case]) -> None:
    exports = published(cases)
    shown = {
        number for figures in exports for table in tables(figures) for number in numbers(table)
    }
    for one, other in combinations(shown | {0}, 2):
        assert abs(one - other) >= 5
        assert one % 5 == other % 5 == 0
    for earlier, later in pairwise(exports):
        assert all(later[at] - earlier[at] >= 0 for at in earlier), "nothing is taken back"


@given(cases=CASES)
def test_all_tables_agree_with_each_other(cases: list[Case]) -> None:
    shown = tables(published(cases)[-1])

    for alike in (shown[: len(DIMENSIONS)], shown[len(DIMENSIONS) :]):
        for table in alike:
            assert totals(table.total) == totals(shown[0].total)
            assert list(map(totals, table.rows)) == list(map(totals, alike[0].rows))


def totals(one: Margin) -> tuple[str, int, int]:
    """Only by way are supports told apart from wishes."""
    return one.value, one.demand.wishes + one.demand.supports, one.demand.questions


@given(cases=CASES)
def test_the_published_town_is_one_that_could_have_been(cases: list[Case]) -> None:
    """Had the cases been the published ones, month by month, the same would have been published."""
    exports = published(cases)
    before, double = Figures(), list[Case]()
    for month, figures in zip(MONTHS, exports, strict=True):
        new = {at: number - before.get(at, 0) for at, number in figures.items()}
        double += list(_town_of(month, new))
        before = figures

    assert published(double) == exports


def _town_of(month: date, figures: Figures) -> Iterable[Case]:
    """Cases of which these are the true figures."""
    fives: defaultdict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for at in sorted(figures, key=str):
        held = fives[at.part, at.topic].setdefault(at.dimension, [])
        held += [at.value] * (figures[at] // 5)
    for (part, topic), named in fives.items():
        for place in range(len(named["age"])):
            told = {dimension: held[place] for dimension, held in named.items()}
            yield case(month, topic, 5, wished=part == Part.WISHED, **told)


@given(cases=CASES)
def test_totals_are_less_than_five_below_the_truth(cases: list[Case]) -> None:
    figures = published(cases)[-1]
    table = tables(figures)[0]

    assert 0 <= sum(one.total for one in cases) - table.total.demand.total < 5


# The same with a database, month by month.

NOBODY = Findings({}, {})


def out(storage: Storage, today: date) -> Released:
    for month in storage.read_now(lambda db: release.due(db, today)):
        close(storage, month)
    return storage.read_now(lambda db: release.published(db, closed(today)))


def close(storage: Storage, month: date) -> None:
    storage.write_now(lambda db: release.close(db, TOWN, ZONE, month))


def total(released: Released) -> int:
    evidence = released.evidence(TOWN, Dimension.AGE, NOBODY)
    return gap_table(evidence, CATALOGUE).total.demand.total


def test_a_month_is_closed_once_and_the_present_one_is_left_out(storage: Storage) -> None:
    october, november = date(2026, 10, 9), date(2026, 11, 20)
    storage.write_now(lambda db: ask(db, "sport", "6–9", day=october, number=7))
    storage.write_now(lambda db: ask(db, "sport", "6–9", day=november, number=50))
    assert total(out(storage, november)) == 5

    # What changes afterwards in a closed month is published with the next one.
    storage.write_now(lambda db: ask(db, "sport", "6–9", day=october, number=60))
    assert total(out(storage, november)) == 5
    close(storage, date(2026, 10, 1))
    assert total(out(storage, november)) == 5
    assert total(out(storage, date(2026, 12, 1))) == 115


def test_wishes_of_closed_months_count_whatever_became_of_them(storage: Storage) -> None:
    then = datetime(2026, 10, 31, 22, 59, tzinfo=UTC)
    midnight = datetime(2026, 10, 31, 23, 0, tzinfo=UTC)
    storage.write_now(lambda db: wish(db, "1", interested=5, at=then))
    storage.write_now(lambda db: wish(db, "2", interested=5, at=midnight))

    assert total(out(storage, date(2026, 11, 20))) == 5


def test_a_year_is_published_and_what_is_older_goes(storage: Storage) -> None:
    storage.write_now(lambda db: ask(db, day=date(2025, 11, 30), number=10))
    storage.write_now(lambda db: ask(db, day=date(2026, 10, 1), number=4))

    first, second = out(storage, date(2026, 11, 1)), out(storage, date(2026, 12, 1))
    assert first.period == Period(date(2025, 11, 1), date(2026, 11, 1))
    assert (total(first), total(second)) == (10, 0)


def test_months_that_nobody_exported_are_made_up_for(storage: Storage) -> None:
    for month in (8, 9, 10):
        storage.write_now(partial(ask, day=date(2026, month, 3), number=4))

    assert total(out(storage, date(2026, 9, 1))) == 0
    assert total(out(storage, date(2026, 11, 1))) == 10
    assert total(out(storage, date(2026, 11, 1))) == 10


def test_what_staff_found_out_stands_beside_the_figures(storage: Storage) -> None:
    storage.write_now(lambda db: ask(db, "sport", "6–9", day=date(2026, 10, 3), number=9))
    known = Findings({("sport", "6–9"): Kind.MISSING}, {})
    released = out(storage, date(2026, 11, 1))

    cell = gap_table(released.evidence(TOWN, Dimension.AGE, known), CATALOGUE).by_place
    assert cell["sport", "6–9"].kind is Kind.MISSING
    by_group = gap_table(
        released.evidence(TOWN, Dimension.GROUP, known),
        CATALOGUE,
        (Dimension.TOPIC, Dimension.GROUP),
    )
    assert by_group.total.kinds == {Kind.UNRECORDED: 5}


# Ways, and what was answered.


def test_ways_are_told_apart_in_fives(storage: Storage) -> None:
    then = datetime(2026, 10, 9, tzinfo=UTC)
    for at in range(6):
        storage.write_now(partial(wish, token=f"phone {at}", source=Source.PHONE, at=then))
    storage.write_now(lambda db: wish(db, "loved", interested=9, at=then))
    storage.write_now(lambda db: ask(db, day=date(2026, 10, 3), number=12))

    released = out(storage, date(2026, 11, 1))
    ways = gap_table(
        released.evidence(TOWN, Dimension.WAY, NOBODY), CATALOGUE, (Dimension.TOPIC, Dimension.WAY)
    )
    told = {one.value: one.demand.total for one in ways.columns if one.demand.total}
    assert told == {"chat": 10, "phone": 5, SUPPORT: 10}
    assert ways.total.demand.supports == 10


def test_months_closed_before_ways_were_told_apart_stay_without_them(storage: Storage) -> None:
    september, october = date(2026, 9, 1), date(2026, 10, 1)
    old = {
        Place(Part.ASKED, "sport", by, "de" if by is Dimension.LANGUAGE else ""): 10
        for by in DIMENSIONS
        if by is not Dimension.WAY
    }
    storage.write_now(lambda db: gaps.close(db, september))
    storage.write_now(lambda db: gaps.release(db, september, old))
    storage.write_now(lambda db: ask(db, day=september, number=13))
    storage.write_now(lambda db: ask(db, day=october, number=9))

    released = out(storage, date(2026, 11, 1))
    ways = {
        (month, at.value): number
        for month, held in released.months.items()
        for at, number in held.items()
        if at.dimension == Dimension.WAY
    }
    assert ways == {(september, ""): 10, (october, "chat"): 10}
    assert total(released) == 20
    assert storage.read_now(lambda db: gaps.released(db, september, october)) == {september: old}


ANSWERS = st.lists(
    st.dictionaries(st.sampled_from(("offered", "planned", "refused")), st.integers(0, 9)),
    min_size=1,
    max_size=4,
)


def answered(months: Sequence[dict[str, int]]) -> list[Figures]:
    """What each month adds, where so many more were counted in each."""
    counted, found, added = Counter[str](), Figures(), list[Figures]()
    for month in months:
        counted.update(month)
        new = dict(more({Part.ANSWERED: counted}, found))
        found = {at: found.get(at, 0) + new.get(at, 0) for at in {*found, *new}}
        added.append(new)
    return added


@given(months=ANSWERS)
def test_answers_are_published_in_fives_and_could_have_been_the_true_ones(
    months: list[dict[str, int]],
) -> None:
    added = answered(months)

    assert {number % 5 for new in added for number in new.values()} <= {0}
    whole = sum(number for new in added for number in new.values())
    assert 0 <= sum(sum(month.values()) for month in months) - whole < 5
    assert answered([{at.value: number for at, number in new.items()} for new in added]) == added


def test_questions_that_were_answered_and_wishes_too_are_published_by_month(
    storage: Storage,
) -> None:
    september, october = date(2026, 9, 9), date(2026, 10, 9)
    found = [Cell(Table.OUTCOME, "", "match")]
    for day in [september] * 7 + [october] * 9:
        storage.write_now(partial(counts.add, day=day, language="de", cells=found))
    then = datetime(2026, 10, 9, tzinfo=UTC)
    for at in range(6):
        status = Status.PLANNED if at else Status.ARRIVED
        storage.write_now(partial(wish, token=f"{at}", status=status, at=then))

    released = out(storage, date(2026, 11, 1))
    assert released.told(Part.FOUND) == {"match": 15}
    assert released.told(Part.ANSWERED) == {"planned": 5}
    by_month = {
        month: Released(released.period, {month: of}) for month, of in released.months.items()
    }
    assert {month.month: one.told(Part.FOUND) for month, one in by_month.items()} == {
        9: {"match": 5},
        10: {"match": 10},
    }


@given(cases=CASES)
def test_months_are_differences_and_show_no_fewer_than_five_either(cases: list[Case]) -> None:
    exports = published(cases)
    for earlier, later in pairwise([Figures(), *exports]):
        month = {at: number - earlier.get(at, 0) for at, number in later.items()}
        assert with_ways(month) == {at: number for at, number in month.items() if number}
        for table in tables(month):
            assert all(number % 5 == 0 for number in numbers(table))
