"""The town's control set: an import says which of its questions it would break."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.__main__ import main
from bot.catalogue.catalogues import read_data_offers
from bot.catalogue.importing import apply_import, plan_import
from bot.catalogue.offers import Contact, Offer
from bot.catalogue.planned import planned_catalogue
from bot.catalogue.problems import CatalogueError
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.stored import current_catalogue
from bot.catalogue.town import Town
from bot.control import broken, control_questions
from bot.evaluate import EvaluateError, LabelledQuestion
from bot.matching.matcher import Matcher
from bot.storage.units import Db, Storage
from tests.offer_files import Cells, read_all

pytest_plugins = ["tests.databases"]

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TOWN = Town("Eisenach", Contact(), {}, {})
PACKAGED = Path(__file__).parents[1] / "data"
OFFERS = "id;title\nmalen;Malkurs für Kinder\nchor;Chor für alle\nyoga;Yoga am Abend\n"
QUESTIONS = (
    "question,relevant,kind,note\nMalkurs,malen,keyword,\nChor,chor,keyword,\nReiten,,gap,\n"
)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with two files of offers."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "BOT_DATABASE_URL", "BOT_DATA_DIR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    (tmp_path / "offers.csv").write_text(OFFERS, "utf-8")
    (tmp_path / "fewer.csv").write_text(OFFERS.replace("chor;Chor für alle\n", ""), "utf-8")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def own_data(town: Path, questions: bytes | None) -> str:
    """A town's own data folder, Eisenach's but for offers and questions."""
    folder = town / "data"
    folder.mkdir()
    for file in PACKAGED.iterdir():
        if file.is_file() and file.name != "questions.csv":
            (folder / file.name).write_bytes(file.read_bytes())
    (folder / "offers.csv").write_text(OFFERS, "utf-8")
    if questions is not None:
        (folder / "questions.csv").write_bytes(questions)
    return str(folder)


@pytest.mark.parametrize("options", [["--dry-run"], ["--yes"]])
def test_an_import_names_the_questions_it_breaks(
    town: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setenv("BOT_DATA_DIR", own_data(town, QUESTIONS.encode()))
    result = call("import", "offers", "fewer.csv", *options)

    assert result.exit_code == 0
    assert "1 question that found its answer would find it no more:\n  Chor\n" in result.stdout
    assert "Malkurs" not in result.stdout
    assert call("import", "offers", "fewer.csv").stdout.count("Please look") == (
        options == ["--dry-run"]
    )


def test_a_town_without_control_questions_imports_in_silence(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_DATA_DIR", own_data(town, None))
    result = call("import", "offers", "fewer.csv", "--yes")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Please look" not in result.stdout


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        (b"frage\nChor\n", "the column is missing"),
        (b"question,relevant\n,chor\n", "line 2"),
        (b"", "empty"),
    ],
)
def test_a_control_set_that_cannot_be_read_is_no_reason_to_refuse_an_import(
    town: Path, monkeypatch: pytest.MonkeyPatch, questions: bytes, says: str
) -> None:
    monkeypatch.setenv("BOT_DATA_DIR", own_data(town, questions))
    result = call("import", "offers", "fewer.csv", "--yes")

    assert result.exit_code == 0
    assert "questions.csv" in result.stderr
    assert says in result.stderr


def test_an_import_that_breaks_nothing_says_nothing(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_DATA_DIR", own_data(town, QUESTIONS.encode()))
    (town / "fewer.csv").write_text(OFFERS.replace("yoga;Yoga am Abend\n", ""), "utf-8")

    assert "Please look" not in call("import", "offers", "fewer.csv", "--yes").stdout


def test_the_packaged_control_set_fits_the_packaged_offers() -> None:
    questions = control_questions(None)
    ids = {row.id for row in read_data_offers().rows}

    assert len(questions) == 200
    assert {one for asked in questions for one in asked.relevant} <= ids


def test_control_questions_are_read_as_excel_saves_them(tmp_path: Path) -> None:
    text = 'question;relevant;kind\n"Wo töpfern?";"a;b";keyword\n\nReiten;;gap\nKurz\n'
    (tmp_path / "questions.csv").write_bytes(text.encode("cp1252"))

    assert control_questions(tmp_path) == (
        LabelledQuestion("Wo töpfern?", ("a", "b"), "keyword"),
        LabelledQuestion("Reiten", (), "gap"),
        LabelledQuestion("Kurz", (), "question"),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary() | st.text().map(lambda text: f"question;relevant\n{text}".encode()))
def test_any_control_set_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "questions.csv").write_bytes(content)
    with suppress(CatalogueError, EvaluateError):
        assert all(one.question for one in control_questions(tmp_path))


def offers(*titles: str) -> Catalogue:
    return Catalogue("1", tuple(Offer(at, t.lower(), t) for at, t in enumerate(titles, 1)), TOWN)


CHOIR = LabelledQuestion("Chor", ("chor",), "keyword")


@pytest.mark.parametrize(
    ("asked", "before", "after", "breaks"),
    [
        (CHOIR, ("Chor", "Yoga"), ("Yoga",), True),
        (CHOIR, ("Chor", "Yoga"), ("Yoga", "Chor"), False),
        # What did not work before cannot be broken.
        (CHOIR, ("Yoga",), ("Yoga", "Malen"), False),
        # A gap that is closed is good news.
        (LabelledQuestion("Reiten", (), "gap"), ("Chor",), ("Chor", "Reiten"), False),
        (LabelledQuestion("Reiten", (), "offtopic"), ("Chor",), ("Chor", "Reiten"), True),
    ],
)
def test_which_questions_a_catalogue_breaks(
    asked: LabelledQuestion, before: tuple[str, ...], after: tuple[str, ...], breaks: bool
) -> None:
    found = broken([asked], Matcher(offers(*before)), Matcher(offers(*after)), TODAY)

    assert found == ((asked,) if breaks else ())


FILES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.fixed_dictionaries({"title": st.sampled_from(["Chor", "Yoga"])})
    | st.fixed_dictionaries({"title": st.just("Chor"), "city": st.sampled_from(["", "Gotha"])}),
    min_size=1,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(files=st.lists(FILES, min_size=1, max_size=4))
def test_a_planned_catalogue_is_what_the_import_makes(
    storage: Storage, files: list[dict[str, dict[str, str]]]
) -> None:
    def import_(rows: list[Cells], db: Db) -> tuple[Catalogue, Catalogue]:
        changes = plan_import(db, read_all(*rows))
        planned = planned_catalogue(db, changes, TOWN)
        apply_import(db, changes, NOW, yes=True)
        return planned, current_catalogue(db, TOWN)

    def told(catalogue: Catalogue) -> list[tuple[str, str, str]]:
        return [(one.id, one.title, one.place.city) for one in catalogue.offers]

    for file in files:
        rows: list[Cells] = [{"id": name, **cells} for name, cells in file.items()]
        planned, imported = storage.write_now(partial(import_, rows))
        assert told(planned) == told(imported)
        assert len(planned.by_key) == len(planned.offers)
