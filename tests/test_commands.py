"""The command line that operators script against."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.meaning.embedder import installed_embedder
from bot.people.roles import Role
from bot.storage import roles
from bot.storage.roles import Grant
from bot.storage.units import Storage

OFFERS = "id;title;age_min;age_max\nmalen;Malkurs für Kinder;6;10\nchor;Chor für alle;;\n"
FAIR = "id;title;starts_on;url\nmesse;Bildungsmesse;2090-05-01;https://messe.example\n"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, as in a fresh installation without the extra."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_MEANING", "off")
    for name in ("BOT_TOKEN", "BOT_DATABASE_URL", "BOT_DATA_DIR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return tmp_path


def call(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False, **options)


def asked(*arguments: str) -> Any:
    return json.loads(call("ask", "--json", *arguments).stdout)


def test_ask_answers_in_json_without_leaving_anything_behind(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_MEANING", "auto")
    answer = asked("schwimmkurs für meine 6-jährige tochter", "--limit", "2")

    assert set(answer) >= {"question", "outcome", "offers", "understood", "meaning"}
    assert answer["outcome"] == "match"
    assert len(answer["offers"]) == 2
    assert set(answer["offers"][0]) == {"id", "score", "why"}
    assert answer["meaning"] is (installed_embedder() is not None)
    assert list(town.iterdir()) == []


def test_an_honest_no_has_no_offers_but_what_is_nearest(town: Path) -> None:
    answer = asked("Japanisch Kurs")

    assert (answer["outcome"], answer["offers"]) == ("none", [])
    assert "nearest" in answer


def test_ask_speaks_the_language_of_the_terminal(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "This fits your question" in call("ask", "schwimmkurs").stdout
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert "Das passt zu Ihrer Frage" in call("ask", "schwimmkurs").stdout


def test_ask_reads_another_towns_offers_and_a_file_of_questions(town: Path) -> None:
    (town / "offers.csv").write_text(OFFERS, encoding="cp1252")
    (town / "questions.txt").write_text("malen\n\nchor\n", encoding="utf-8")
    lines = call("ask", "--file", "questions.txt", "--catalogue", "offers.csv").stdout.splitlines()

    assert [json.loads(line)["offers"][0]["id"] for line in lines] == ["malen", "chor"]


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "x", "--file", "q"], ["ask", "--limit", "0", "x"]]
)
def test_a_wrong_call_is_explained(town: Path, arguments: list[str]) -> None:
    result = call(*arguments)

    assert result.exit_code == 2
    assert result.stderr


def test_a_file_that_is_no_catalogue_is_refused_with_every_bad_cell(town: Path) -> None:
    bad = "id;title;age_min;starts_on\na;Töpfern;-3;31.02.2026\na;;5;\n"
    (town / "bad.csv").write_text(bad, encoding="utf-8")
    result = call("import", "offers", "bad.csv")

    assert result.exit_code == 1
    for place in (
        "row 2, column age_min",
        "row 2, column starts_on",
        "row 3, column title",
        "row 3, column id",
    ):
        assert f"bad.csv, {place}: " in result.stderr
    assert "Nothing was changed." in result.stderr


def test_an_import_shows_what_it_does_and_asks_before_it_removes_much(town: Path) -> None:
    (town / "offers.csv").write_text(OFFERS, encoding="utf-8")

    assert "dry run" in call("import", "offers", "offers.csv", "--dry-run", "--yes").stdout
    refused = call("import", "offers", "offers.csv")
    assert (refused.exit_code, "--yes" in refused.stderr) == (1, True)
    assert asked("schwimmkurs")["outcome"] == "match"

    done = call("import", "offers", "offers.csv", "--yes")
    assert done.exit_code == 0
    assert "2 new offers" in done.stdout
    assert "339 removed offers" in done.stdout
    assert asked("malkurs")["offers"][0]["id"] == "malen"
    again = call("import", "offers", "offers.csv")
    assert "2 offers as before" in again.stdout


def test_what_is_exported_can_be_imported(town: Path) -> None:
    assert "339 offers written." in call("export", "offers", "out.csv").stdout
    assert "339 offers as before" in call("import", "offers", "out.csv").stdout
    assert call("export", "offers", "out.pdf").exit_code == 1
    assert call("export", "offers", "no/such/folder/out.csv").exit_code == 1


def test_check_names_what_is_missing_and_what_to_look_at(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfit = call("check")
    assert unfit.exit_code == 1
    assert "BOT_TOKEN" in unfit.stdout

    monkeypatch.setenv("BOT_TOKEN", "1:canary")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9")
    (town / "offers.csv").write_text(OFFERS, encoding="utf-8")
    call("import", "offers", "offers.csv", "--yes")
    fit = call("check", "--json")
    report = json.loads(fit.stdout)
    assert (fit.exit_code, report["fit"]) == (0, True)
    names = {line["name"] for line in report["findings"]}
    assert {"catalogue no-source", "catalogue undated", "catalogue unconfirmed"} <= names
    assert {"telegram"} <= names, "it says that Telegram cannot be reached"
    assert "canary" not in fit.stdout


def test_check_warns_while_nobody_is_at_the_desk(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warned() -> bool:
        return "warning staff: " in call("check").stdout

    monkeypatch.delenv("BOT_ADMINS", raising=False)
    assert warned()
    line = next(one for one in call("check").stdout.splitlines() if "staff: " in one)
    assert line.endswith("bildungslotse team invite --role admin")

    # Neither an invitation nor another task is somebody at the desk.
    (town / "offers.csv").write_text(OFFERS, encoding="utf-8")
    call("import", "offers", "offers.csv", "--yes")
    call("team", "invite", "--role", "staff")
    employ(1, Role.MEMBER)
    assert warned()

    employ(2, Role.STAFF)
    assert not warned()
    call("team", "revoke", "2")
    assert warned()
    monkeypatch.setenv("BOT_ADMINS", "7310000101")
    assert not warned()


def employ(number: int, role: Role) -> None:
    given = Grant(number, 7_310_000_100 + number, role, "", datetime(2026, 11, 23, tzinfo=UTC))
    with Storage.open("sqlite:///bildungslotse.db") as storage:
        storage.write_now(lambda db: roles.grant(db, given))


def test_settings_are_refused_by_name_before_anything_starts(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TIMEZONE", "Europe/Eisenach")
    result = call("ask", "chor")

    assert result.exit_code == 1
    assert "BOT_TIMEZONE" in result.stderr


def test_evaluate_measures_a_set_of_questions(town: Path) -> None:
    (town / "q.csv").write_text(
        "question,relevant,kind,note\nmalen,malen,keyword,\nreiten,,gap,\n", encoding="utf-8"
    )
    (town / "offers.csv").write_text(OFFERS, encoding="utf-8")
    report = json.loads(call("evaluate", "q.csv", "--catalogue", "offers.csv", "--json").stdout)

    assert report["total"]["success_at_1"] == 1.0
    (town / "bad.csv").write_text("frage\nx\n", encoding="utf-8")
    assert call("evaluate", "bad.csv").exit_code == 1


def test_a_piped_conversation_works_in_a_real_process(town: Path) -> None:
    talk = subprocess.run(
        [sys.executable, "-P", "-m", "bot", "chat"],
        input="schwimmkurs\n1\n99\n/wegweiser\n1\n0\n/quit\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert "Guten Tag!" in talk.stdout
    assert "› schwimmkurs" in talk.stdout
    assert "Das passt zu Ihrer Frage:" in talk.stdout
    assert "Kontakt: " in talk.stdout
    assert "Mein Kind · 0 Jahre" in talk.stdout
    assert talk.stderr == ""
    assert list(town.iterdir()) == []


def test_a_file_is_a_line_on_the_screen(town: Path) -> None:
    (town / "fair.csv").write_text(FAIR, encoding="utf-8")
    call("import", "offers", "fair.csv", "--yes")
    talk = call("chat", "--lang", "de", input="bildungsmesse\n1\n2\n1\n")

    assert "In den Kalender" in talk.stdout
    assert "[bildungsmesse.ics, " in talk.stdout
    assert "am 1. Mai 2090" in talk.stdout
    # The buttons stay those of the card.
    assert talk.stdout.rstrip().endswith("https://messe.example")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:///no/such/folder/bot.db", "BOT_DATABASE_URL"),
        ("sqlite:///offers.csv", "not a database"),
        ("foo", "BOT_DATABASE_URL should be"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_plainly(
    town: Path, monkeypatch: pytest.MonkeyPatch, url: str, reason: str
) -> None:
    (town / "offers.csv").write_text(OFFERS, encoding="utf-8")
    monkeypatch.setenv("BOT_DATABASE_URL", url)
    refused = call("import", "offers", "offers.csv", "--yes")

    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: ")
    assert reason in refused.stderr
    checked = call("check")
    assert checked.exit_code == 1


def test_what_only_looks_leaves_no_database_behind(town: Path) -> None:
    (town / "offers.csv").write_text(OFFERS, encoding="utf-8")
    call("import", "offers", "offers.csv", "--dry-run")
    call("export", "offers", "out.csv")
    call("check")

    assert {file.name for file in town.iterdir()} == {"offers.csv", "out.csv"}
