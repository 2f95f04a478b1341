"""The last run beside the questions: what is remembered, compared and held; what an import breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.__main__ import main
from bot.catalogue.offers import Offer
from bot.evaluate import EvaluateError, LabelledQuestion, Report, evaluate
from bot.gate import Run, Standing, beside, compare, load, save
from bot.matching.answer import Answer, Match, Outcome, Understanding

TODAY = date(2026, 6, 1)
NAMED = re.escape("questions.last.json")
OFFERS = "id;title\nmalen;Malkurs für Kinder\nchor;Chor für alle\nyoga;Yoga am Abend\n"
QUESTIONS = (
    "question,relevant,kind,note\nMalkurs,malen,keyword,\nChor,chor,keyword,\nReiten,,gap,\n"
)


class Oracle:
    """Answers what it is told to."""

    def __init__(self, answers: Mapping[str, Standing]) -> None:
        self._answers = answers

    def answer(self, question: str, today: date) -> Answer:
        standing = self._answers[question]
        ids = [f"other-{at}" for at in range(10)]
        if standing.rank:
            ids[standing.rank - 1] = "right"
        matches = tuple(Match(Offer(1, one, one), 1.0) for one in ids)
        return Answer(standing.outcome, Understanding(question), matches)


def labelled(kind: str, question: str = "?") -> LabelledQuestion:
    return LabelledQuestion(question, ("right",) if kind == "keyword" else (), kind)


def run(**standings: str) -> Report:
    """Questions by name: what kind they are, underscore, which one; and how each stood."""
    questions = [labelled(name.partition("_")[0], name) for name in standings]
    oracle = Oracle({name: Standing.read(text) for name, text in standings.items()})
    return evaluate(oracle, questions, TODAY)


@pytest.mark.parametrize(
    ("kind", "standing", "points"),
    [
        ("keyword", "match 1", 1),
        ("keyword", "near 1", 1),
        ("keyword", "match 3", 1 / 3),
        ("keyword", "match 10", 0.1),
        ("keyword", "match", 0),
        ("keyword", "none", 0),
        ("keyword", "crisis", 0),
        ("gap", "none", 1),
        ("gap", "near", 1),
        ("gap", "match", 0),
        ("gap", "offtopic", 0),
        ("offtopic", "offtopic", 1),
        ("offtopic", "none", 1),
        ("offtopic", "near", 0),
        ("crisis", "crisis", 1),
        ("crisis", "none", 0),
        ("crisis-lookalike", "match", 1),
        ("crisis-lookalike", "crisis", 0),
    ],
)
def test_what_a_standing_is_worth(kind: str, standing: str, points: float) -> None:
    read = Standing.read(standing)

    assert read.points(labelled(kind)) == points
    assert str(read) == standing


def remembered(folder: Path, report: Report) -> Run:
    file = beside(folder / "questions.csv")
    save(file, report)
    last = load(file)
    assert last is not None
    return last


def test_a_run_is_remembered_beside_its_questions(tmp_path: Path) -> None:
    report = run(keyword_a="match 1", keyword_b="near 4", gap_c="none", offtopic_d="near")
    remembered(tmp_path, report)

    kept = json.loads((tmp_path / "questions.last.json").read_text("utf-8"))
    assert kept["total"] == report.as_json()["total"]
    assert kept["questions"] == {
        "keyword_a": "match 1",
        "keyword_b": "near 4",
        "gap_c": "none",
        "offtopic_d": "near",
    }


def test_without_a_last_run_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert load(beside(tmp_path / "questions.csv")) is None


def test_the_same_run_differs_in_nothing(tmp_path: Path) -> None:
    report = run(keyword_a="match 1", gap_b="match")
    compared = compare(remembered(tmp_path, report), report)

    assert all(one.before == one.after for one in compared.differences)
    assert (compared.worse, compared.better, compared.fallen) == ((), (), ())


def test_questions_that_changed_are_named(tmp_path: Path) -> None:
    last = remembered(
        tmp_path, run(keyword_a="match 1", keyword_b="none", gap_c="none", keyword_d="match 2")
    )
    compared = compare(
        last, run(keyword_a="match 4", keyword_b="near 2", gap_c="match", keyword_new="none")
    )

    assert [(one.question, str(one.after)) for one in compared.worse] == [
        ("keyword_a", "match 4"),
        ("gap_c", "match"),
    ]
    assert [(one.question, str(one.before)) for one in compared.better] == [("keyword_b", "none")]


@pytest.mark.parametrize(
    ("before", "after", "fallen"),
    [
        ({"keyword": "match 1"}, {"keyword": "match 2"}, ("mrr_at_10",)),
        ({"keyword": "match 3"}, {"keyword": "match 4"}, ("success_at_3", "mrr_at_10")),
        ({"keyword": "match 2"}, {"keyword": "match 1"}, ()),
        ({"keyword": "match 1"}, {"keyword": "near 1"}, ()),
        ({"gap": "none"}, {"gap": "match"}, ("gap_right",)),
        ({"gap": "match"}, {"gap": "none"}, ()),
        ({"offtopic": "none"}, {"offtopic": "match"}, ("offtopic_right",)),
        ({"offtopic": "none"}, {"gap": "match"}, ()),
        ({"crisis": "crisis"}, {"crisis": "none"}, ("crisis_recall",)),
        ({"crisis": "none"}, {"crisis": "crisis"}, ()),
        ({"gap": "none"}, {"gap": "crisis"}, ("gap_right", "false_alarms")),
        ({"crisis-lookalike": "match"}, {"crisis-lookalike": "crisis"}, ("false_alarms",)),
        ({"crisis-lookalike": "crisis"}, {"crisis-lookalike": "match"}, ()),
    ],
)
def test_which_figures_must_not_fall(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], fallen: tuple[str, ...]
) -> None:
    assert compare(remembered(tmp_path, run(**before)), run(**after)).fallen == fallen


def test_a_question_that_stands_there_twice_is_compared_once(tmp_path: Path) -> None:
    questions = [labelled("keyword", "Chor"), LabelledQuestion("Chor", ("other-1",), "keyword")]
    report = evaluate(Oracle({"Chor": Standing(Outcome.MATCH, 1)}), questions, TODAY)
    compared = compare(remembered(tmp_path, report), report)

    assert (compared.worse, compared.better) == ((), ())


@contextmanager
def named_at_most(name: str) -> Iterator[None]:
    """What is refused, is refused by name."""
    try:
        yield
    except EvaluateError as error:
        if not re.search(name, str(error)):
            raise


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
SAVED = st.fixed_dictionaries(
    {
        "total": st.fixed_dictionaries(
            dict.fromkeys(("success_at_1", "success_at_3", "mrr_at_10", "refused"), JSON)
        ),
        "questions": st.dictionaries(
            st.text(), st.sampled_from(["match 1", "none", "x", "near y"])
        ),
        **{
            name: st.fixed_dictionaries({"value": JSON})
            for name in ("gap_right", "offtopic_right", "crisis_recall", "false_alarms")
        },
    }
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary() | (JSON | SAVED).map(lambda value: json.dumps(value).encode()))
def test_a_file_that_is_no_saved_run_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "questions.last.json"
    file.write_bytes(content)
    with named_at_most(NAMED):
        last = load(file)
        assert last is not None
        compare(last, run(keyword="match 1", gap="none"))


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "questions.last.json").mkdir()

    with pytest.raises(EvaluateError, match=NAMED):
        load(tmp_path / "questions.last.json")
    with pytest.raises(EvaluateError, match=NAMED):
        save(tmp_path / "questions.last.json", run(keyword="match 1"))


# The command


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with a small set of questions and offers."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "BOT_DATABASE_URL", "BOT_DATA_DIR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    (tmp_path / "q.csv").write_text(QUESTIONS, "utf-8")
    (tmp_path / "offers.csv").write_text(OFFERS, "utf-8")
    (tmp_path / "fewer.csv").write_text(OFFERS.replace("chor;Chor für alle\n", ""), "utf-8")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def measured(offers: str, *options: str) -> Result:
    return call("evaluate", "q.csv", "--catalogue", offers, *options)


def test_the_gate_holds_what_got_worse(town: Path) -> None:
    assert measured("fewer.csv", "--save").exit_code == 0
    assert measured("fewer.csv", "--gate").exit_code == 0
    better = measured("offers.csv", "--gate", "--save")
    assert better.exit_code == 0
    assert "1 question fares better:\n  Chor: none → match 1" in better.stdout

    worse = measured("fewer.csv", "--gate", "--save")
    assert worse.exit_code == 1
    assert "1 question fares worse:\n  Chor: match 1 → none" in worse.stdout
    assert "success at 3                  1.0000 → 0.5000  -0.5000" in worse.stdout
    assert "success at 3, mrr at 10" in worse.stderr
    # What was held is not remembered.
    assert measured("fewer.csv", "--gate").exit_code == 1
    assert measured("fewer.csv").exit_code == 0


def test_a_gate_needs_a_last_run_or_begins_one(town: Path) -> None:
    refused = measured("offers.csv", "--gate")
    assert (refused.exit_code, "--save" in refused.stderr) == (1, True)

    begun = measured("offers.csv", "--gate", "--save")
    assert (begun.exit_code, "q.last.json" in begun.stderr) == (0, True)
    assert measured("offers.csv", "--gate").exit_code == 0


def test_nothing_is_written_or_compared_unless_asked_for(town: Path) -> None:
    before = sorted(town.iterdir())
    result = measured("offers.csv")

    assert "Compared" not in result.stdout
    assert sorted(town.iterdir()) == before


def test_the_comparison_is_part_of_the_json(town: Path) -> None:
    assert "last" not in json.loads(measured("offers.csv", "--json", "--save").stdout)

    report = json.loads(measured("fewer.csv", "--json").stdout)
    assert report["last"]["figures"]["success_at_3"] == {"before": 1.0, "after": 0.5}
    assert report["last"]["worse"] == [{"question": "Chor", "before": "match 1", "after": "none"}]
    assert report["last"]["better"] == []


def test_a_damaged_last_run_is_refused_by_name(town: Path) -> None:
    (town / "q.last.json").write_text("{}", "utf-8")
    result = measured("offers.csv")

    assert (result.exit_code, "q.last.json" in result.stderr) == (1, True)
