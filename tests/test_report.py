"""`bildungslotse report`: a quarter for a committee, and what stands nowhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from bot.gaps import findings, release
from bot.gaps.values import Kind
from bot.report import contents
from bot.report.contents import Report
from bot.report.quarter import Quarter
from bot.sheets.report.document import document, story
from bot.storage import agenda, audit, counts, groups, meetings, results
from bot.storage.counts import Cell
from bot.storage.counts import Table as Counted
from bot.storage.gaps import Target
from bot.storage.groups import About
from bot.storage.meetings import Draft, Location, Span
from bot.storage.units import Db, Storage
from bot.wishes.wish import Source, Status
from tests.gaps import CATALOGUE, NOW, TODAY, TOWN, ZONE, ask, wish
from tests.house import Rig
from tests.test_commands import call
from tests.test_gaps_sheets import clock

pytest_plugins = ["tests.databases"]

OCTOBER = datetime(2026, 10, 12, 16, tzinfo=UTC)
QUARTER = Quarter(2026, 4)


def fill(db: Db) -> None:
    """An October in which some things came in, and groups met."""
    found = [Cell(Counted.OUTCOME, "", "match")]
    for _ in range(13):
        counts.add(db, OCTOBER.date(), "de", found)
    ask(db, "sport", "60+", day=OCTOBER.date(), number=17, language="en")
    ask(db, "musik", "6–9", day=date(2026, 3, 3), number=11)
    for at in range(7):
        wish(db, f"{at}", "musik", source=Source.PHONE, status=Status.PLANNED, at=OCTOBER)
    wish(db, "loved", "musik", interested=9, at=OCTOBER)
    findings.mark(db, Target("sport", "60+"), Kind.MISSING, None, "1", NOW)
    groups.add(db, About("g", "Leitbild <1>"))
    meet(db, "2026-10-12T18:00", OCTOBER)
    meet(db, "2026-07-13T18:00", datetime(2026, 7, 13, 16, tzinfo=UTC))
    meetings.cancel(db, meet(db, "2026-10-13T18:00", OCTOBER.replace(day=13)), NOW)


def meet(db: Db, wall: str, start: datetime) -> int:
    """A meeting with a decision and two tasks, of which one is done."""
    group = groups.everyone(db)[0].id
    draft = Draft(group, "Treffen", Span(wall, "Europe/Berlin", start), Location("Rathaus"), "")
    meeting = meetings.keep(db, draft, NOW)
    item = agenda.add(db, group, meeting.id, "Ziele")
    results.resolve(db, item.id, "So machen wir es.", NOW)
    results.finish(db, results.entrust(db, item.id, "Raum", "Amt", None).id, done=True)
    results.entrust(db, item.id, "Plakat", "Amt", None)
    return meeting.id


def close(storage: Storage, today: date = TODAY) -> None:
    for month in storage.read_now(lambda db: release.due(db, today)):
        storage.write_now(partial(_close, month))


def _close(month: date, db: Db) -> None:
    release.close(db, TOWN, ZONE, month)


def report(storage: Storage, quarter: Quarter = QUARTER, today: date = TODAY) -> Report:
    close(storage, today)
    found = storage.read_now(lambda db: contents.find(db, ZONE, quarter, today))
    assert found is not None
    return contents.report(found, CATALOGUE, quarter, today)


def texts(flowables: Iterable[Flowable]) -> Iterator[str]:
    """What is printed, paragraph by paragraph and row by row."""
    for one in flowables:
        match one:
            case KeepTogether():
                yield from texts(one._content)  # type: ignore[attr-defined]
            case Table():
                yield from (" | ".join(texts(row)) for row in one._cellvalues)  # type: ignore[attr-defined]
            case Paragraph():
                yield one.getPlainText()


def read(storage: Storage, quarter: Quarter = QUARTER, today: date = TODAY) -> list[str]:
    return list(texts(story(report(storage, quarter, today))))


def test_figures_of_the_quarter_stand_beside_those_of_twelve_months(storage: Storage) -> None:
    storage.write_now(fill)
    said = read(storage)

    assert "Bericht zum 4. Quartal 2026" in said
    rows = [one.split(" | ") for one in said if " | " in one]
    told = {row[0]: row[1:3] for row in rows}
    assert told["Fragen mit passendem Angebot"] == ["10", "10"]
    assert told["Fragen ohne passendes Angebot"] == ["15", "25"]
    assert told["Beantwortete Wünsche"] == ["5", "5"]
    assert told["Geplant"] == ["5", "5"]
    ways = {one: told[one][0] for one in ("Chat", "Telefon", "Schalter", "Konferenz", "„Ich auch“")}
    assert sum(map(int, ways.values())) == int(told["Wünsche und „Ich auch“"][0])
    assert ways["Telefon"] == "5"
    assert ["Sport", "ab 60 Jahren", "15", "0", "0", "Defizit"] in rows
    assert told["Englisch"][0] == "15"


def test_no_figure_of_people_is_less_than_five_and_each_says_what_is_missing(
    storage: Storage,
) -> None:
    storage.write_now(fill)
    said = read(storage)
    people = said[said.index("Das Wichtigste") : said.index("Arbeitsgruppen")]

    figures = [
        int(number)
        for row in people
        if " | " in row
        for number in re.findall(r"(?<=\| )\d+(?= \||$)", row.partition(" | ")[2])
    ]
    assert all(number % 5 == 0 for number in figures)
    assert sum("Nicht dabei: " in one for one in said) >= 12


def test_a_quarter_that_is_not_over_says_which_months_it_tells(storage: Storage) -> None:
    storage.write_now(fill)

    assert (
        "Dieses Quartal ist nicht vollständig. Gezählt: Oktober 2026. "
        "Nicht abgeschlossen: November 2026, Dezember 2026." in read(storage)
    )
    whole = read(storage, Quarter(2026, 3))
    assert not any("nicht vollständig" in one for one in whole)
    assert "Am meisten vermisst: " not in " ".join(whole), "nobody missed anything in summer"
    assert "In diesen Monaten hat niemand etwas vermisst, oder zu wenige." in whole


def test_working_groups_are_counted_exactly_and_by_quarter(storage: Storage) -> None:
    storage.write_now(fill)

    assert "Leitbild <1> | 1 | 1 | 1 | 2 | 1" in read(storage)
    assert "Leitbild <1> | 1 | 0 | 1 | 2 | 1" in read(storage, Quarter(2026, 3))


def test_older_quarters_show_what_was_published_then(storage: Storage) -> None:
    storage.write_now(fill)

    spring = report(storage, Quarter(2026, 1))
    assert spring.quarter.released.period.since == date(2026, 1, 1)
    assert spring.year.released.period.until == date(2026, 3, 31)
    assert "Fragen ohne passendes Angebot | 10 | 10" in " ".join(texts(story(spring)))


def test_without_a_closed_month_there_is_no_report(storage: Storage) -> None:
    def found(quarter: Quarter) -> object:
        return storage.read_now(lambda db: contents.find(db, ZONE, quarter, TODAY))

    assert found(QUARTER) is None, "nothing is closed yet"
    close(storage)
    assert found(QUARTER) is not None
    assert found(Quarter(2027, 1)) is None
    assert found(Quarter(2024, 1)) is None


def test_the_document_has_numbered_pages_bookmarks_and_a_language(storage: Storage) -> None:
    storage.write_now(fill)
    content = document(report(storage))

    assert content.startswith(b"%PDF-")
    assert 4 <= len(re.findall(rb"/Type /Page\b", content)) <= 8
    assert b"/Lang (de-DE)" in content
    outline = len(re.findall(rb"/Dest ", content))
    assert outline == 9, "one bookmark for each heading"
    assert len(set(re.findall(rb"/Dest \[ (\d+) 0 R", content))) >= 4, "on their own pages"


# The command.


@pytest.fixture
def town(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rig:
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "BOT_DATA_DIR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("BOT_DATABASE_URL", rig.house.storage.engine.url.render_as_string())
    clock(monkeypatch, NOW)
    rig.run(rig.house.storage.write(fill))
    return rig


def test_the_report_is_written_noted_and_replaces_an_older_one(town: Rig) -> None:
    Path("q4.pdf").write_text("old", encoding="utf-8")
    result = call("report", "--quarter", "2026-4", "q4.pdf")

    assert result.exit_code == 0
    assert "Der Bericht ist geschrieben: q4.pdf" in result.stdout
    assert "Noch nicht abgeschlossen und darum nicht dabei: November 2026, Dezember 2026." in (
        result.stdout
    )
    assert Path("q4.pdf").read_bytes().startswith(b"%PDF-")
    assert list(Path.cwd().glob("*q4.pdf*")) == [Path.cwd() / "q4.pdf"]
    assert not list(Path.cwd().glob(".*")), "nothing half written is left"
    (noted,) = town.run(town.house.storage.read(lambda db: audit.page(db, None, 1)))
    assert (noted.action, noted.kind, noted.actor) == ("export", "report", None)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (("2026-5", "q.pdf"), "„2026-5“ ist kein Quartal. Schreiben Sie zum Beispiel: 2026-4."),
        (("herbst", "q.pdf"), "ist kein Quartal"),
        (("2027-1", "q.pdf"), "Die ersten Zahlen gibt es am 1. Februar 2027."),
        (("2020-1", "q.pdf"), "Zu diesem Quartal gibt es keine Zahlen."),
        (("2026-4", "q.docx"), "Der Dateiname muss auf .pdf enden."),
        (("2026-4", "no/such/q.pdf"), "no/such"),
    ],
)
def test_what_cannot_be_written_is_said(town: Rig, how: tuple[str, str], says: str) -> None:
    result = call("report", "--quarter", *how)

    assert result.exit_code == 1
    assert says in result.stderr
    assert not Path(how[1]).exists()


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_gaps_are_exported_as_a_picture(town: Rig, ending: str) -> None:
    result = call("export", "gaps", f"gaps.{ending}")

    assert result.exit_code == 0
    assert "Am meisten vermisst: Sport und Bewegung, ab 60 Jahren: 15 Fälle." in result.stdout
    assert "Abgeschlossene Monate vom 1. November 2025 bis 31. Oktober 2026." in result.stdout
    assert Path(f"gaps.{ending}").stat().st_size > 5000


@pytest.mark.parametrize(
    ("which", "says"),
    [
        ("months", "Am meisten vermisst wurde im Oktober 2026: 30 Fälle."),
        ("offers", "Die meisten Angebote gibt es für: Jugendliche."),
        ("kinds", "Bei 15 von 40 Fällen ist erfasst, woran es liegt."),
    ],
)
def test_each_picture_can_be_exported(town: Rig, which: str, says: str) -> None:
    result = call("export", "gaps", "--picture", which, "gaps.svg")

    assert result.exit_code == 0
    assert says in result.stdout


def test_an_empty_picture_is_not_written(town: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_DATABASE_URL", "sqlite:///none.db")
    result = call("export", "gaps", "gaps.png")

    assert result.exit_code == 1
    assert "Noch kein Bild" in result.stderr
    assert not Path("gaps.png").exists()


def test_a_report_closes_the_months_that_are_over(town: Rig) -> None:
    call("report", "--quarter", "2026-4", "q4.pdf")

    due = town.run(town.house.storage.read(lambda db: release.due(db, TODAY)))
    assert due == []
