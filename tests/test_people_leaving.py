"""Who blocks the bot is forgotten after a month, unless they come back; what else ends by itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot import retention
from bot.people.leaving import GRACE
from bot.storage import asked, outbox
from bot.storage.units import Db
from tests.house import MONDAY, Citizen, Rig
from tests.test_commands import call

pytest_plugins = ["tests.databases"]

SECOND = timedelta(seconds=1)


@pytest.fixture
def known(rig: Rig, anna: Citizen) -> Citizen:
    """Somebody of whom something is stored."""
    anna.says("/sprache")
    anna.presses("English")
    assert is_known(rig, anna)
    return anna


def is_known(rig: Rig, anna: Citizen) -> bool:
    return str(anna.person.id) in str(rig.dump())


def sweep(rig: Rig) -> dict[str, int]:
    now = rig.hands.now
    swept = rig.run(rig.house.storage.write(lambda db: retention.sweep(db, now)))
    return {rule.what: number for rule, number in swept if number}


def test_who_blocks_us_is_forgotten_after_the_grace_time(rig: Rig, known: Citizen) -> None:
    known.person.blocks_bot()
    rig.settle()
    rig.hands.advance(days=GRACE.days)
    assert sweep(rig) == {}
    rig.hands.advance(seconds=1)

    assert sweep(rig) == {"persons who block the bot": 1}
    assert not is_known(rig, known)


def test_who_comes_back_in_time_is_kept(rig: Rig, known: Citizen) -> None:
    known.person.blocks_bot()
    known.person.unblocks_bot()
    rig.settle()
    rig.hands.advance(days=GRACE.days, seconds=1)

    assert sweep(rig) == {}
    assert is_known(rig, known)


def test_blocking_twice_does_not_prolong_the_time(rig: Rig, known: Citizen) -> None:
    update = known.person.blocks_bot()
    rig.settle()
    rig.hands.advance(days=20)
    rig.again(update)
    rig.hands.advance(days=10, seconds=1)

    assert sweep(rig) == {"persons who block the bot": 1}


def test_a_group_that_threw_us_out_is_no_person(rig: Rig, known: Citizen) -> None:
    storage = rig.house.storage
    rig.run(storage.write(lambda db: outbox.silence(db, -1001, "kicked", rig.hands.now)))
    rig.hands.advance(days=60)

    assert sweep(rig) == {}


def test_nothing_is_said_to_who_comes_or_goes(rig: Rig, known: Citizen) -> None:
    before = len(known.replies)
    known.person.blocks_bot()
    known.person.unblocks_bot()
    rig.settle()

    assert len(known.replies) == before


def keep_question(db: Db) -> None:
    asked.keep(db, 1, "Schach?", language="de", now=MONDAY - timedelta(days=3000))


def test_a_dry_run_counts_and_drops_nothing(rig: Rig) -> None:
    storage = rig.house.storage
    rig.run(storage.write(keep_question))
    before = rig.dump()
    looked = rig.run(storage.write(lambda db: retention.overdue(db, rig.hands.now)))

    assert [number for _, number in looked if number] == [1]
    assert rig.dump() == before
    assert sweep(rig) == {"questions, and counts of them": 1}
    assert rig.dump() != before
    assert sweep(rig) == {}


def test_the_command_says_how_much_and_never_what(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = rig.house.storage.engine.url.render_as_string()
    monkeypatch.setenv("BOT_DATABASE_URL", url)
    monkeypatch.setenv("LANG", "C.UTF-8")
    rig.run(rig.house.storage.write(keep_question))

    looked = call("retention", "--dry-run").stdout
    assert "      1  questions, and counts of them\n" in looked
    assert looked.endswith("Nothing was dropped: this only looked.\n")
    assert "Schach" not in looked
    assert "      1  questions" in call("retention").stdout
    assert "      0  questions" in call("retention").stdout


def test_where_there_is_no_database_there_is_nothing_to_drop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOT_DATABASE_URL", raising=False)

    assert call("retention").exit_code == 0
    assert list(tmp_path.iterdir()) == []
