"""Meetings from a file: named problems, all or nothing, the same file changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.catalogue.problems import CatalogueError
from bot.groups import agenda
from bot.groups.files import Reading, read_meetings
from bot.groups.importing import Changes, apply_import, plan_import
from bot.groups.notices import DATES, INVITED, MOVED
from bot.storage import agenda as stored_agenda
from bot.storage import groups
from bot.storage import meetings as stored
from bot.storage.meetings import Location, Meeting
from bot.storage.units import Storage
from tests.gathering import ANNA, BERLIN, NOW, RATHAUS, Gathering, at, local

pytest_plugins = ["tests.databases"]

HEAD = "group,title,starts_at,ends_at,place,address,online_url,agenda,reminders\n"
FIRST = (
    "leitbild,Auftakt,2026-12-01 18:00,2026-12-01 20:00,Rathaus,Markt 1,,Ziele;Termine,1d@17:00\n"
)
SECOND = "Leitbild,Zweites Treffen,15.12.2026 18:00,,,,https://meet.example.org/a,,\n"


@pytest.fixture
def gathering(storage: Storage) -> Gathering:
    return Gathering(storage)


def read(gathering: Gathering, text: str) -> Reading:
    known = gathering.look(groups.everyone)
    return read_meetings(text.encode(), "termine.csv", known, BERLIN)


def take_over(gathering: Gathering, *rows: str, head: str = HEAD) -> Changes:
    reading = read(gathering, head + "".join(rows))
    changes = gathering.look(lambda db: plan_import(db, reading, gathering.now))
    gathering.do(lambda db: apply_import(db, changes, gathering.now))
    return changes


def coming(gathering: Gathering) -> list[Meeting]:
    return list(gathering.look(lambda db: stored.coming(db, [gathering.group], NOW)))


def items(gathering: Gathering, meeting: Meeting) -> list[str]:
    found = gathering.look(lambda db: stored_agenda.of_meeting(db, meeting.id))
    return [item.name for item in found]


def test_every_row_becomes_a_meeting_with_its_agenda_and_reminders(gathering: Gathering) -> None:
    changes = take_over(gathering, FIRST, SECOND)
    first, second = coming(gathering)

    assert (len(changes.added), changes.unchanged) == (2, 0)
    assert (first.name, first.location, first.reminders) == ("Auftakt", RATHAUS, "1d@17:00")
    assert (first.span.start, first.span.end) == (
        local("2026-12-01 18:00"),
        local("2026-12-01 20:00"),
    )
    assert items(gathering, first) == ["Ziele", "Termine"]
    assert second.location == Location(online_url="https://meet.example.org/a")
    assert second.reminders == "7d@17:00;1d@17:00;2h"


def test_members_hear_once_of_many_dates_and_of_one_as_an_invitation(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    take_over(gathering, FIRST, SECOND)
    assert [kind for kind, _ in gathering.owed(ANNA)].count(DATES) == 1
    assert INVITED not in dict(gathering.owed(ANNA))

    third = "leitbild,Drittes Treffen,2027-01-12 18:00,,,,,,keine\n"
    take_over(gathering, third)
    assert [kind for kind, _ in gathering.owed(ANNA)].count(INVITED) == 1


def test_the_same_file_again_changes_nothing(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    take_over(gathering, FIRST, SECOND)
    before = coming(gathering), gathering.owed()
    again = take_over(gathering, SECOND, FIRST.replace("1d@17:00", " 1D@17:00 "))

    assert not again
    assert again.unchanged == 2
    assert (coming(gathering), gathering.owed()) == before


def test_the_same_file_is_good_when_its_meetings_are_over(gathering: Gathering) -> None:
    take_over(gathering, FIRST)
    gathering.now += timedelta(days=99)

    assert take_over(gathering, FIRST).unchanged == 1


def test_what_staff_moved_stays_where_it_is(gathering: Gathering) -> None:
    take_over(gathering, FIRST)
    [meeting] = coming(gathering)
    gathering.moves(meeting, "2026-12-03 19:00")
    assert not take_over(gathering, FIRST)
    take_over(gathering, FIRST.replace("Rathaus", "Bibliothek"))
    [moved] = coming(gathering)

    assert moved.span == at("2026-12-03 19:00")
    assert moved.location == Location("Bibliothek", "Markt 1")


def test_what_the_file_says_anew_is_changed_and_told(gathering: Gathering) -> None:
    gathering.joins(ANNA)
    take_over(gathering, FIRST)
    gathering.tick()
    [meeting] = coming(gathering)
    gathering.do(lambda db: agenda.add(db, meeting.id, "Von der Gruppe"))
    changed = take_over(
        gathering,
        FIRST.replace("20:00", "21:00").replace("Ziele", "Zahlen").replace("1d@17:00", "2h"),
    )
    [now] = coming(gathering)

    assert [one.columns for one in changed.changed] == [("ends_at", "agenda", "reminders")]
    assert (now.span.end, now.version) == (local("2026-12-01 21:00"), 2)
    assert items(gathering, now) == ["Termine", "Von der Gruppe", "Zahlen"]
    assert [kind for kind, _ in gathering.owed(ANNA)] == [MOVED, "meeting.hours"]


def test_what_was_cancelled_is_not_planned_again_by_a_file(gathering: Gathering) -> None:
    take_over(gathering, FIRST)
    [meeting] = coming(gathering)
    gathering.cancels(meeting)
    take_over(gathering, FIRST.replace("Rathaus", "Bibliothek"))

    assert [one.cancelled for one in coming(gathering)] == [True]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "bildung,Auftakt,2026-12-01 18:00",
            "row 2, column group: there is no working group “bildung”",
        ),
        ("leitbild,,2026-12-01 18:00", "row 2, column title: this cell must not be empty"),
        ("leitbild,Auftakt,morgen", "row 2, column starts_at: “morgen” is not a day and time"),
        ("leitbild,Auftakt,2026-11-01 18:00", "row 2, column starts_at: this time has passed"),
        (
            "leitbild,Auftakt,2027-03-28 02:30",
            "the clocks jump over “2027-03-28 02:30” that night; write 01:30 or 03:30",
        ),
        (
            "leitbild,Auftakt,2027-10-31 02:30",
            "column starts_at: “2027-10-31 02:30” is there twice that night; write “2027-10-31 02:30 MESZ” or",
        ),
        (
            "leitbild,Auftakt,2027-10-31 01:00,2027-10-31 02:30",
            "column ends_at: “2027-10-31 02:30” is there twice",
        ),
        (
            "leitbild,Auftakt,2026-12-01 18:00,2026-12-01 17:00",
            "column ends_at: it ends before it begins",
        ),
        (
            "leitbild,Auftakt,2026-12-01 18:00,später",
            "column ends_at: “später” is not a day and time",
        ),
        ("leitbild,Auftakt,2026-12-01 18:00,,,,javascript:alert(1)", "column online_url"),
        ("leitbild,Auftakt,2026-12-01 18:00,,,,,,bald", "column reminders: “bald” is no reminder"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_changed(
    gathering: Gathering, row: str, problem: str
) -> None:
    with pytest.raises(CatalogueError) as error:
        take_over(gathering, row + "\n", SECOND)

    assert problem in str(error.value)
    assert coming(gathering) == []


@pytest.mark.parametrize(
    ("zone", "utc"),
    [("MESZ", "2027-10-31T00:30"), ("CEST", "2027-10-31T00:30"), ("MEZ", "2027-10-31T01:30")],
)
def test_which_of_two_is_meant_is_written_behind_it(
    gathering: Gathering, zone: str, utc: str
) -> None:
    take_over(gathering, f"leitbild,Nachtwache,2027-10-31 02:30 {zone}\n")
    [meeting] = coming(gathering)

    assert meeting.span.start.isoformat(timespec="minutes").startswith(utc)


def test_a_row_that_is_there_twice_is_named(gathering: Gathering) -> None:
    with pytest.raises(CatalogueError, match="row 3: row 2 has the same group, title and start"):
        take_over(gathering, FIRST, FIRST)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "empty"), ("group,title\n", "starts_at"), (HEAD, "there is no meeting in the file")],
)
def test_a_file_that_is_no_list_of_meetings_is_refused(
    gathering: Gathering, text: str, problem: str
) -> None:
    reading = read(gathering, text)
    with pytest.raises(CatalogueError, match=problem):
        gathering.look(lambda db: plan_import(db, reading, NOW))


def test_a_column_that_nobody_knows_is_a_warning(gathering: Gathering) -> None:
    reading = read(gathering, "group;title;starts_at;raum\nleitbild;Auftakt;1.12.2026 18:00;7\n")

    assert [warning.column for warning in reading.warnings] == ["raum"]
    assert len(reading.rows) == 1


def test_all_of_a_file_or_nothing(gathering: Gathering) -> None:
    """A meeting that fails takes the others back with it."""
    reading = read(gathering, HEAD + FIRST + SECOND)
    changes = gathering.look(lambda db: plan_import(db, reading, NOW))
    later = local("2026-12-10 18:00")
    with pytest.raises(Exception, match="has passed"):
        gathering.do(lambda db: apply_import(db, changes, later))

    assert coming(gathering) == []


# --- the command


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "BOT_DATABASE_URL", "BOT_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    def command(text: str, *options: str) -> tuple[int, str]:
        (tmp_path / "termine.csv").write_text(text, encoding="utf-8")
        result = CliRunner().invoke(main, ["import", "meetings", "termine.csv", *options])
        return result.exit_code, result.output

    return command


FAR = "leitbild,Auftakt,2099-12-01 18:00\n"
SHORT = "group,title,starts_at\n"


def test_the_command_plans_meetings_and_says_so(run: Callable[..., tuple[int, str]]) -> None:
    code, output = run(SHORT + FAR)

    assert code == 0
    assert "1 neuer Termin\n  2099-12-01 18:00 Auftakt\n" in output
    code, again = run(SHORT + FAR)
    assert code == 0
    assert "0 neue Termine\n0 geänderte Termine\n1 Termin wie bisher\n" in again


def test_a_dry_run_leaves_nothing_behind(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    code, output = run(SHORT + FAR, "--dry-run")

    assert (code, "Es wurde nichts geändert" in output) == (0, True)
    assert [path.name for path in tmp_path.iterdir()] == ["termine.csv"]


def test_the_command_names_problems_in_the_language_of_the_terminal(
    run: Callable[..., tuple[int, str]],
) -> None:
    code, output = run(
        SHORT + "leitbild,Auftakt,2099-13-01 18:00\nschule,Auftakt,2099-12-01 18:00\n"
    )

    assert code == 1
    assert "Zeile 2, Spalte starts_at: „2099-13-01 18:00“ ist kein Tag mit Uhrzeit" in output
    assert "Zeile 3, Spalte group: es gibt keine Arbeitsgruppe „schule“" in output


def test_a_great_many_are_told_of_only_when_that_is_meant(
    run: Callable[..., tuple[int, str]],
) -> None:
    many = "".join(f"leitbild,Auftakt {day},2099-12-{day:02} 18:00\n" for day in range(1, 31))
    many += many.replace("18:00", "20:00").replace("Auftakt", "Runde")

    code, output = run(SHORT + many)
    assert (code, "60 Termine würden auf einmal bekannt gegeben" in output) == (1, True)
    code, output = run(SHORT + many, "--yes")
    assert (code, "60 neue Termine" in output) == (0, True)
