"""Desk work in a spreadsheet: out, filled in, back; and wishes that came another way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bot.commands import wishes as command
from bot.desk.acting import By
from bot.desk.kinds import Kind, Ref
from bot.desk.undoing import undo
from bot.storage import wishes as stored
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content, Decision, Wish
from bot.wishes import decisions
from bot.wishes.entering import enter
from bot.wishes.reading import read
from bot.wishes.wish import Source, Status
from tests.house import MONDAY, Citizen, Rig
from tests.sheet_files import as_csv, fill_in, headings, rows, table, xlsx
from tests.test_commands import call
from tests.test_dialogue_wish import due, wishes

MARK = "Fassung (nicht ändern)"


@pytest.fixture(autouse=True)
def town(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The terminal of a house in which people wish."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "BOT_DATA_DIR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("BOT_DATABASE_URL", rig.house.storage.engine.url.render_as_string())
    edition = rig.house.library.edition  # indexing it anew takes a second
    monkeypatch.setattr(
        command, "_understanding", lambda _: lambda text: read(edition, text, "de", MONDAY.date())
    )
    return tmp_path


@pytest.fixture
def sheet(rig: Rig, anna: Citizen, town: Path) -> Path:
    """A wish of Anna's and two of others, written to a file."""
    wishes(anna)
    for text in ("=Seiltanzen", "Einradfahren"):
        content = Content(text, "de")
        rig.run(rig.house.storage.write(partial(_enter, content=content)))
    rig.hands.advance(days=1)
    call("export", "wishes", "w.xlsx")
    return town / "w.xlsx"


def _enter(db: Db, content: Content) -> int:
    return enter(db, f"test:{content.text}", content, Source.COUNTER, MONDAY)


def wish(rig: Rig, number: int) -> Wish:
    found = rig.run(rig.house.storage.read(lambda db: stored.find(db, number)))
    assert isinstance(found, Wish)
    return found


def decided(rig: Rig, number: int = 1) -> tuple[str, str, str, str | None]:
    decision = wish(rig, number).decision
    return decision.status, decision.answer, decision.passed_to, decision.offer_id


def refused(*arguments: str) -> str:
    result = call(*arguments)
    assert result.exit_code == 1
    assert "Es wurde nichts geändert." in result.stderr
    return result.stderr


def filled(sheet: Path, **cells: str) -> Path:
    """The first wish answered; underscores stand for spaces."""
    named = {heading.replace("_", " ").strip(): cell for heading, cell in cells.items()}
    fill_in(sheet, {1: named})
    return sheet


# --- out


def test_a_sheet_holds_all_wishes_and_nobody(rig: Rig, anna: Citizen, sheet: Path) -> None:
    found = rows(sheet)

    assert [row["Wunsch"] for row in found] == [
        "Einradfahren",
        "=Seiltanzen",
        "Jodeln lernen",
    ]
    assert found[2]["Eingegangen am"].date() == date(2026, 11, 23)
    assert (found[2]["Nummer"], found[2]["Stand"], found[2]["Quelle"]) == (1, "Angekommen", "Chat")
    assert {row["Neuer Stand"] for row in found} == {None}
    content = sheet.read_bytes().decode("latin-1") + str(found)
    assert str(anna.person.id) not in content
    assert not any(wish(rig, number).token in content for number in (1, 2, 3))


def test_both_formats_have_the_same_columns(sheet: Path) -> None:
    result = call("export", "wishes", "w.csv")

    first = (sheet.parent / "w.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert first == ";".join(f'"{name}"' for name in headings(sheet))
    assert "3 Wünsche geschrieben." in result.stdout
    assert "sicher aufbewahren" in result.stdout


def test_each_export_is_noted_without_a_name(rig: Rig, sheet: Path) -> None:
    call("export", "wishes", "w.csv")

    noted = [row for row in rig.dump()["audit"] if "export" in row]
    assert len(noted) == 2
    assert {row[2] for row in noted} == {None}


def test_another_ending_is_refused(town: Path) -> None:
    assert ".xlsx oder .csv" in refused("export", "wishes", "w.pdf")
    assert not (town / "w.pdf").exists()


def test_a_folder_that_is_not_there_is_named(town: Path) -> None:
    assert call("export", "wishes", "no/w.xlsx").exit_code == 1


# --- back


def test_answers_come_back_and_are_told_once(rig: Rig, anna: Citizen, sheet: Path) -> None:
    filled(sheet, Neuer_Stand="Geplant", Neue_Antwort="Ab Januar,\n- wenn genug kommen")
    said = call("import", "answers", "w.xlsx").stdout

    assert "1 Wunsch mit Neuigkeit\n  Nr. 1: Geplant\n1 Mensch wird benachrichtigt" in said
    assert decided(rig) == (Status.PLANNED, "Ab Januar,\n- wenn genug kommen", "", None)
    assert decided(rig, 2)[0] == Status.ARRIVED
    assert [chat for chat, _ in due(rig)] == [anna.person.id]

    again = call("import", "answers", "w.xlsx").stdout
    assert "0 Wünsche beantwortet." in again
    assert "1 Wunsch wie bisher" in again
    assert due(rig) == []


def test_an_answer_is_a_step_of_the_desk_that_can_be_taken_back(rig: Rig, sheet: Path) -> None:
    call("import", "answers", str(filled(sheet, Neuer_Stand="Geplant")))
    [noted] = [row for row in rig.dump()["audit"] if "decide" in row]
    assert noted[2] is None

    by = By(None, "taken back", rig.hands.now)
    rig.run(rig.house.storage.write(lambda db: undo(db, Ref(Kind.WISH, 1), None, by)))
    assert decided(rig)[0] == Status.ARRIVED


def test_a_dry_run_changes_nothing(rig: Rig, sheet: Path) -> None:
    filled(sheet, Neuer_Stand="Geplant")
    before = rig.dump()

    assert "Probelauf" in call("import", "answers", "w.xlsx", "--dry-run").stdout
    assert rig.dump() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_any_excel_comes_back(rig: Rig, sheet: Path, encoding: str, delimiter: str) -> None:
    filled(sheet, Neuer_Stand="Wir kümmern uns", Neue_Antwort="Schön, danke!")
    as_csv(sheet.parent / "w.csv", table(sheet), encoding, delimiter)
    call("import", "answers", "w.csv")

    assert decided(rig) == (Status.WORKING, "Schön, danke!", "", None)


def test_what_was_answered_meanwhile_is_named_and_nothing_changes(rig: Rig, sheet: Path) -> None:
    fill_in(sheet, {1: {"Neuer Stand": "Geplant"}, 2: {"Neuer Stand": "Geplant"}})
    other = Decision(Status.REFUSED, "Leider kein Raum.")
    rig.run(rig.house.storage.write(lambda db: decisions.decide(db, 1, other, MONDAY)))
    before = rig.dump()

    said = refused("import", "answers", "w.xlsx")
    assert "w.xlsx, Zeile 4, Spalte Nummer: Wunsch 1 wurde inzwischen beantwortet" in said
    assert "„Geht leider nicht“" in said
    assert rig.dump() == before


def test_what_was_worded_anew_is_named(rig: Rig, sheet: Path) -> None:
    filled(sheet, Neuer_Stand="Geplant")
    content = wish(rig, 2).content
    rig.run(rig.house.storage.write(lambda db: stored.rewrite(db, 1, content)))

    assert "Wunsch 1 wurde inzwischen anders formuliert" in refused("import", "answers", "w.xlsx")


WRONG: list[tuple[Mapping[str, Any], str]] = [
    (
        {"Neuer Stand": "erledigt"},
        "Spalte Neuer Stand: „erledigt“ ist hier nicht bekannt. Möglich sind: Wir",
    ),
    ({"Neuer Stand": "Angekommen"}, "Spalte Neuer Stand: „Angekommen“ ist hier nicht bekannt"),
    (
        {"Neuer Stand": "Geht leider nicht"},
        "Spalte Neue Antwort: Zu „Geht leider nicht“ fehlt eine",
    ),
    (
        {"Neuer Stand": "Weitergegeben"},
        "Spalte Neu: weitergegeben an: Zu „Weitergegeben“ fehlt, an wen",
    ),
    (
        {"Neuer Stand": "Geplant", "Neu: weitergegeben an": "Land"},
        "Spalte Neu: weitergegeben an: Das passt nicht zu „Geplant“",
    ),
    ({"Neu: Angebot": "Georgenschule"}, "Spalte Neu: Angebot"),
    ({"Neuer Stand": "Gibt es schon", "Neu: Angebot": "Nichts"}, "Kein Angebot heißt „Nichts“"),
    ({"Neue Antwort": "x" * 5000}, "Spalte Neue Antwort"),
    ({"Neuer Stand": "Geplant", "Nummer": 99}, "Einen Wunsch mit der Nummer 99 gibt es nicht"),
    ({"Neuer Stand": "Geplant", "Nummer": "eins"}, "Spalte Nummer"),
    ({"Neuer Stand": "Geplant", MARK: ""}, f"Spalte {MARK}"),
]


@pytest.mark.parametrize(("cells", "reason"), WRONG)
def test_what_is_wrong_is_named_by_row_and_column(
    rig: Rig, sheet: Path, cells: Mapping[str, Any], reason: str
) -> None:
    fill_in(sheet, {1: cells, 2: {"Neuer Stand": "Geplant"}})
    before = rig.dump()
    said = refused("import", "answers", "w.xlsx")

    assert reason in said
    assert "Zeile 4" in said
    assert rig.dump() == before


def test_a_number_that_is_there_twice_is_named(rig: Rig, sheet: Path) -> None:
    fill_in(sheet, {1: {"Neuer Stand": "Geplant"}, 2: {"Neuer Stand": "Geplant", "Nummer": 1}})

    assert "steht schon in Zeile 3" in refused("import", "answers", "w.xlsx")


@pytest.mark.parametrize("missing", ["Nummer", MARK])
def test_a_column_that_is_needed_is_named(sheet: Path, missing: str) -> None:
    head, *rest = table(sheet)
    place = head.index(missing)
    kept = [[cell for at, cell in enumerate(row) if at != place] for row in (head, *rest)]
    as_csv(sheet.parent / "w.csv", kept)

    assert missing.lower() in refused("import", "answers", "w.csv")


def test_a_sheet_without_room_for_answers_is_none(town: Path) -> None:
    xlsx(town / "x.xlsx", [["Nummer", MARK], [1, "v0-1"]])

    assert "Neuer Stand, Neue Antwort" in refused("import", "answers", "x.xlsx")


def test_within_a_status_what_is_empty_stays(rig: Rig, sheet: Path) -> None:
    filled(sheet, Neuer_Stand="Weitergegeben …", **{"Neu:_weitergegeben_an": "Landkreis"})
    call("import", "answers", "w.xlsx")
    assert decided(rig) == (Status.PASSED_ON, "", "Landkreis", None)

    call("export", "wishes", "w.xlsx")
    call("import", "answers", str(filled(sheet, Neue_Antwort="Noch keine Antwort.")))
    assert decided(rig) == (Status.PASSED_ON, "Noch keine Antwort.", "Landkreis", None)

    call("export", "wishes", "w.xlsx")
    offer = {"Neu:_Angebot": "georgenschule"}
    call("import", "answers", str(filled(sheet, Neuer_Stand="gibt es schon", **offer)))
    assert decided(rig) == (Status.EXISTING, "", "", "georgenschule")


def test_an_offer_is_found_by_its_title(rig: Rig, sheet: Path) -> None:
    title = rows_of_offers(sheet)[0]
    call(
        "import",
        "answers",
        str(filled(sheet, Neuer_Stand="Gibt es jetzt", **{"Neu:_Angebot": title})),
    )

    assert decided(rig)[3] == "georgenschule"


def rows_of_offers(sheet: Path) -> list[str]:
    from openpyxl import load_workbook

    return [
        str(row[0]) for row in load_workbook(sheet).worksheets[1].iter_rows(2, values_only=True)
    ]


def test_very_many_answers_need_a_yes(
    rig: Rig, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.answers.MANY", 0)
    filled(sheet, Neuer_Stand="Geplant")

    result = call("import", "answers", "w.xlsx")
    assert (result.exit_code, decided(rig)[0]) == (1, Status.ARRIVED)
    assert "--yes" in result.stderr
    call("import", "answers", "w.xlsx", "--yes")
    assert decided(rig)[0] == Status.PLANNED


# --- from elsewhere

LIST = [
    ["Wunsch", "Quelle", "Eingegangen am", "Alter von", "Alter bis", "Wo", "Wann", "Notiz"],
    ["Japanisch für Anfänger", "Telefon", "05.10.2026", "18", "", "vor Ort", "abends", "x"],
    ["Einradfahren", "", "", "6,5", "10", "", "", ""],
    ["Ruft mich an: 0170 1234567, Töpfern", "konferenz", "", "", "", "", "am Wochenende", ""],
]


def brought(*arguments: str) -> Result:
    return call("import", "wishes", "list.csv", *arguments)


def every(rig: Rig) -> list[Wish]:
    found: list[Wish] = rig.run(rig.house.storage.read(lambda db: list(stored.every(db))))
    return found[::-1]


def test_a_list_of_wishes_is_taken_in_once(rig: Rig, town: Path) -> None:
    as_csv(town / "list.csv", LIST)
    result = brought()

    assert "3 neue Wünsche" in result.stdout
    assert "Spalte notiz" in result.stderr
    assert "Zeile 4, Spalte Wunsch: Telefonnummern" in result.stderr
    first, second, third = every(rig)
    assert [one.source for one in (first, second, third)] == [
        Source.PHONE,
        Source.COUNTER,
        Source.CONFERENCE,
    ]
    assert first.created_at.date() == date(2026, 10, 5)
    details = first.content.details
    assert (details.age_from, details.place, details.time) == (18, "town", "evening")
    assert (second.content.details.age_from, second.content.details.age_to) == (6.5, 10)
    assert third.content.text == "Ruft mich an: , Töpfern"
    assert [one.interested for one in (first, second, third)] == [1, 1, 1]
    assert rig.dump()["wish_follower"] == []

    as_csv(town / "list.csv", [LIST[0], LIST[3], LIST[2], LIST[1]])
    again = brought()
    assert "0 neue Wünsche\n3 Wünsche wie bisher" in again.stdout
    assert len(every(rig)) == 3


def test_equal_rows_are_as_many_wishes(rig: Rig, town: Path) -> None:
    as_csv(town / "list.csv", [["Wunsch"], ["Einradfahren"], ["Einradfahren"]])
    brought()
    brought()

    assert len(every(rig)) == 2


def test_a_dry_run_of_a_list_changes_nothing(rig: Rig, town: Path) -> None:
    as_csv(town / "list.csv", LIST)
    before = rig.dump()

    assert "Probelauf" in brought("--dry-run").stdout
    assert rig.dump() == before


def test_danger_is_pointed_out(rig: Rig, town: Path) -> None:
    as_csv(town / "list.csv", [["Wunsch"], ["ich will mich umbringen"]])

    assert "Zeile 2, Spalte Wunsch: Das klingt nach Gefahr" in brought().stderr
    assert [one.content.sensitive for one in every(rig)] == [True]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["?!", "", ""], "Spalte Wunsch: Darin steht kein Wort"),
        (["ab", "", ""], "Spalte Wunsch: Das ist zu kurz"),
        (["x " * 2000, "", ""], "Spalte Wunsch: Das ist zu lang"),
        (["Chor", "Brieftaube", ""], "Möglich sind: Telefon, Schalter, Konferenz"),
        (["Chor", "Chat", ""], "Möglich sind: Telefon, Schalter, Konferenz"),
        (["Chor", "", "01/02/2026"], "Spalte Eingegangen am"),
        (["Chor", "", "24.12.2090"], "Spalte Eingegangen am: Dieser Tag liegt in der Zukunft"),
    ],
)
def test_a_wrong_row_keeps_all_of_the_list_out(
    rig: Rig, town: Path, cells: list[str], reason: str
) -> None:
    head = ["Wunsch", "Quelle", "Eingegangen am"]
    as_csv(town / "list.csv", [head, ["Einradfahren", "", ""], cells])

    said = refused("import", "wishes", "list.csv")
    assert reason in said
    assert "Zeile 3" in said
    assert every(rig) == []


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["10", "6", "", ""], "Alter von"),
        (["alt", "", "", ""], "Alter von"),
        (["", "", "im Wald", ""], "Wo"),
        (["", "", "", "nie"], "Wann"),
    ],
)
def test_a_wrong_detail_is_named(town: Path, cells: list[str], column: str) -> None:
    head = ["Wunsch", "Alter von", "Alter bis", "Wo", "Wann"]
    as_csv(town / "list.csv", [head, ["Chor singen", *cells]])

    assert f"Zeile 2, Spalte {column}:" in refused("import", "wishes", "list.csv")


def test_a_topic_is_read_by_its_name(rig: Rig, town: Path) -> None:
    topic = rig.house.library.catalogue.town.topics[3]
    as_csv(town / "list.csv", [["Wunsch", "Thema"], ["Einradfahren", topic.names["de"]]])
    brought()
    call("export", "wishes", "w.xlsx")

    assert [one.content.topic for one in every(rig)] == [topic.id]
    assert [row["Thema"] for row in rows(town / "w.xlsx")] == [topic.names["de"]]


def test_an_empty_list_is_refused(town: Path) -> None:
    as_csv(town / "list.csv", [["Wunsch"]])

    assert "steht kein Wunsch" in refused("import", "wishes", "list.csv")


def test_very_many_wishes_need_a_yes(rig: Rig, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.commands.wishes.MANY", 0)
    as_csv(town / "list.csv", LIST)

    assert (brought().exit_code, every(rig)) == (1, [])
    assert brought("--yes").exit_code == 0
    assert len(every(rig)) == 3


def test_without_a_database_a_dry_run_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_DATABASE_URL", "sqlite:///new.db")
    as_csv(tmp_path / "list.csv", LIST)
    assert brought("--dry-run").exit_code == 0
    assert not (tmp_path / "new.db").exists()

    assert brought().exit_code == 0
    with Storage.open("sqlite:///new.db") as storage:
        assert len(storage.read_now(lambda db: list(stored.every(db)))) == 3
