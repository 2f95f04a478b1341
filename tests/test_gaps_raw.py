"""The gap table agrees in every cell with what other code counts from the raw data."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue.snapshot import Catalogue
from bot.gaps import findings, raw, table
from bot.gaps.period import running
from bot.gaps.table import Evidence, gap_table
from bot.gaps.values import Dimension, GapTable, Kind
from bot.storage import audit, desk, unanswered
from bot.storage.desk import Work
from bot.storage.gaps import Target
from bot.storage.unanswered import Unanswered
from bot.storage.units import Db, Storage
from bot.storage.wishes import Details
from bot.wishes.wish import AGES, Source, Status
from tests import recompute
from tests.gaps import CATALOGUE, NOW, TODAY, TOWN, ZONE, ask, wish
from tests.house import Rig
from tests.test_commands import call

pytest_plugins = ["tests.databases"]

ACROSS = tuple(combinations(Dimension, 2))
PERIOD = running(TODAY)


def agree(evidence: Evidence, catalogue: Catalogue, again: recompute.Raw) -> None:
    """Every figure of every cell, in all pairs of dimensions."""
    for rows, columns in ACROSS:
        found = gap_table(evidence, catalogue, (rows, columns))
        counted = recompute.recompute(again, rows.value, columns.value)
        assert {at: +figures for at, figures in counted.items()} == {
            at: +Counter(figures(found, at)) for at in found.by_place
        }


def figures(found: GapTable, at: tuple[str, str]) -> dict[str, int]:
    cell = found.by_place[at]
    kinds = {kind.value: number for kind, number in cell.kinds.items()}
    own = {
        "wishes": cell.demand.wishes,
        "supports": cell.demand.supports,
        "questions": cell.demand.questions,
        "sure": cell.supply.sure,
        "unknown": cell.supply.unknown,
    }
    assert not kinds.keys() & own.keys()
    return {**own, **kinds}


def as_read(db: Db, catalogue: Catalogue) -> recompute.Raw:
    file = StringIO()
    writer = csv.DictWriter(file, raw.COLUMNS, restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(raw.records(db, catalogue, ZONE, PERIOD))
    return recompute.Raw(csv.DictReader(StringIO(file.getvalue()), delimiter=";"))


TOPICS = st.sampled_from(("sport", "musik", "kunst", "gone", ""))
DAYS = st.integers(0, 500).map(lambda days: NOW - timedelta(days=days, minutes=37 * days))
WISHES = st.fixed_dictionaries(
    {
        "topic": TOPICS.map(lambda topic: topic or None),
        "details": st.builds(
            lambda ages, place, time: Details(ages[0], ages[1], place, time),
            st.sampled_from([(None, None), *AGES.values(), (6, 7), (2.5, 2.5), (3, 12), (6, None)]),
            st.sampled_from(("", "town", "online")),
            st.sampled_from(("", "daytime", "evening", "weekend")),
        ),
        "interested": st.integers(1, 4),
        "source": st.sampled_from(Source),
        "status": st.sampled_from(Status),
        "language": st.sampled_from(("de", "de@du", "en")),
        "at": DAYS,
    }
)
QUESTIONS = st.fixed_dictionaries(
    {
        "topic": TOPICS,
        "age": st.sampled_from(("", "gone", *(band.id for band in TOWN.bands))),
        "group": st.sampled_from(("", "kinder", "senioren", "gone", "+")),
        "place": st.sampled_from(("", "online", "Gotha", "Mihla")),
        "time": st.sampled_from(("", "evening", "weekend", "holidays", "+")),
        "language": st.sampled_from(("de", "en")),
        "number": st.integers(1, 9),
        "day": DAYS.map(lambda moment: moment.date()),
    }
)
FINDINGS = st.tuples(
    st.builds(Target, TOPICS, st.sampled_from(("", "6–9", "18+")))
    | st.integers(1, 6).map(lambda number: Target(wish=number)),
    st.sampled_from(Kind),
)


@pytest.fixture(scope="module")
def empty(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    file = shutil.copy(migrated_file, tmp_path_factory.mktemp("raw") / "bot.db")
    with Storage.open(f"sqlite:///{file}") as storage:
        yield storage


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    wished=st.lists(WISHES, max_size=6),
    asked=st.lists(QUESTIONS, max_size=8),
    found=st.lists(FINDINGS, max_size=5),
    together=st.sets(st.integers(1, 6)),
)
def test_other_code_counts_the_same(
    empty: Storage,
    wished: list[dict[str, Any]],
    asked: list[dict[str, Any]],
    found: list[tuple[Target, Kind]],
    together: set[int],
) -> None:
    def work(db: Db) -> tuple[Evidence, recompute.Raw]:
        trial = db.begin_nested()
        try:
            numbers = [wish(db, f"{at}", **one) for at, one in enumerate(wished)]
            for one in asked:
                ask(db, **one)
            for at, (target, kind) in enumerate(found):
                findings.mark(db, target, kind, None, f"{at}", NOW)
            for number in together & set(numbers):
                desk.lock(db, "wish", number)
                desk.write(db, "wish", number, Work(1, group=5))
            return table.find(db, ZONE, PERIOD).evidence(TOWN, ZONE), as_read(db, CATALOGUE)
        finally:
            trial.rollback()

    agree(*_first(empty.write_now(work)))


def _first(found: tuple[Evidence, recompute.Raw]) -> tuple[Evidence, Catalogue, recompute.Raw]:
    return found[0], CATALOGUE, found[1]


def fill(db: Db, catalogue: Catalogue, chance: Random) -> None:
    """A year of a town that has all of our offers."""
    town = catalogue.town
    topics, bands = [one.id for one in town.topics], ["", *(band.id for band in town.bands)]
    groups = ["", "+", *(one.id for one in town.target_groups)]
    for at in range(150):
        ages = chance.choice([(None, None), *AGES.values(), (6, 6), (10, 14)])
        place = chance.choice(("", "town", "online"))
        when = chance.choice(("", "evening", "weekend", "daytime"))
        wish(
            db,
            f"{at}",
            chance.choice(topics),
            Details(*ages, place, when),
            interested=chance.randint(1, 5),
            source=chance.choice(tuple(Source)),
            status=chance.choice(tuple(Status)),
            at=NOW - timedelta(hours=chance.randrange(8000)),
        )
    for _ in range(600):
        about = Unanswered(
            chance.choice(("", *topics)),
            chance.choice(bands),
            chance.choice(groups),
            chance.choice(("", "online", "Gotha", "Nordstadt")),
            chance.choice(("", "evening", "weekend", "holidays", "+")),
        )
        day = TODAY - timedelta(days=chance.randrange(330))
        unanswered.add(db, day, chance.choice(("de", "en")), about)
    for at in range(20):
        target = Target(chance.choice(topics), chance.choice(bands))
        findings.mark(db, target, chance.choice(tuple(Kind)), None, f"{at}", NOW)


@pytest.fixture
def town(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rig:
    """The terminal of a house in which many people wish and ask."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "BOT_DATA_DIR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("BOT_DATABASE_URL", rig.house.storage.engine.url.render_as_string())
    monkeypatch.setattr("bot.commands.environment.system_clock", lambda: NOW)
    catalogue = rig.house.library.catalogue
    rig.run(rig.house.storage.write(lambda db: fill(db, catalogue, Random(5))))
    return rig


def test_a_whole_town_agrees_in_every_cell(town: Rig) -> None:
    call("export", "gaps", "raw.csv", "--raw")
    house = town.house
    found = town.run(house.storage.read(lambda db: table.find(db, ZONE, PERIOD)))
    evidence = found.evidence(house.library.catalogue.town, ZONE)

    assert len(evidence.cases) > 700
    agree(evidence, house.library.catalogue, recompute.read(Path("raw.csv")))


def test_raw_data_hold_no_words_and_are_noted(town: Rig) -> None:
    result = call("export", "gaps", "raw.csv", "--raw")

    assert "bleibt im Amt" in result.stdout
    assert "Wunsch" not in Path("raw.csv").read_text("utf-8")
    noted = town.run(town.house.storage.read(lambda db: audit.page(db, None, 1)))
    assert (noted[0].action, noted[0].kind, noted[0].actor) == ("export", "gaps-raw", None)


def test_the_script_prints_its_table(town: Rig, capsys: pytest.CaptureFixture[str]) -> None:
    call("export", "gaps", "raw.csv", "--raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["recompute", "raw.csv", "--by", "area", "language"])
        recompute.main()

    header, *rows = csv.reader(StringIO(capsys.readouterr().out), delimiter=";")
    assert header == ["area", "language", *recompute.FIGURES]
    assert ["kultur", "de"] in [row[:2] for row in rows]
