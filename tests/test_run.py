"""`bildungslotse run`, the real process, against the fake Bot API over real HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.botapi.core import TOKEN
from tests.botapi.remote import Remote, spawn
from tests.botapi.waiting import wait_for
from tests.process import running

ANNA = 7_310_000_101
SECRET = "a-secret-of-more-than-thirty-two-letters"
CANARY = "Kanarienvogel"


@pytest.fixture
def api() -> Iterator[Remote]:
    with spawn(TOKEN, "--retry", "0.05") as remote:
        remote.people({"id": ANNA, "first_name": "Anna", "started": True})
        yield remote


def replies(api: Remote) -> list[str]:
    return [message["text"] for message in api.reads(ANNA) if message["by_bot"]]


def ready(api: Remote) -> bool:
    """Whether the bot has introduced itself in both languages."""
    return len(api.calls("setMyCommands")) >= 2


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(url: str) -> int:
    """The status of a page; 0 while nobody listens."""
    try:
        with urlopen(url, timeout=5) as response:
            return int(response.status)
    except HTTPError as error:
        with error:
            return error.code
    except URLError:
        return 0


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_a_question_is_answered_and_the_process_stops_when_told(
    tmp_path: Path, api: Remote, way: str
) -> None:
    listen = f"127.0.0.1:{free_port()}"
    webhook = {
        "BOT_WEBHOOK_URL": f"http://{listen}/hook",
        "BOT_WEBHOOK_LISTEN": listen,
        "BOT_WEBHOOK_SECRET": SECRET,
    }
    api.do(ANNA, "writes", f"schwimmkurs {CANARY}")
    with running(tmp_path, api, **(webhook if way == "webhook" else {})) as process:
        wait_for(lambda: bool(replies(api)))
        for _ in range(5):
            process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=20)

    assert "Seepferdchen" in replies(api)[0]
    assert process.returncode == 0
    for secret in (TOKEN, SECRET, CANARY, str(ANNA)):
        assert secret not in log


def test_a_second_run_is_refused_while_the_other_commands_work(tmp_path: Path, api: Remote) -> None:
    with running(tmp_path, api) as first:
        wait_for(lambda: ready(api))
        with running(tmp_path, api) as second:
            _, said = second.communicate(timeout=20)
        assert second.returncode == 1
        assert "already serves" in said
        database = {**os.environ, "BOT_DATABASE_URL": f"sqlite:///{tmp_path}/bildungslotse.db"}
        for command in (["ask", "chor"], ["export", "offers", "out.csv"], ["dead", "list"]):
            called = [sys.executable, "-P", "-m", "bot", *command]
            subprocess.run(called, cwd=tmp_path, env=database, check=True, capture_output=True)
        assert first.poll() is None


def test_an_import_is_seen_within_a_tick(tmp_path: Path, api: Remote) -> None:
    (tmp_path / "new.csv").write_text("id;title\nzirkus;Zirkusschule für Kinder\n", "utf-8")
    with running(tmp_path, api):
        wait_for(lambda: ready(api))
        imported = subprocess.run(
            [sys.executable, "-P", "-m", "bot", "import", "offers", "new.csv", "--yes"],
            cwd=tmp_path,
            env={
                **os.environ,
                "BOT_DATABASE_URL": f"sqlite:///{tmp_path}/bildungslotse.db",
                "BOT_MEANING": "off",
            },
            check=True,
            capture_output=True,
            text=True,
        )
        assert "1 new" in imported.stdout or "1 neues" in imported.stdout

        def knows_it() -> bool:
            api.do(ANNA, "writes", "zirkusschule")
            count = len(replies(api))
            wait_for(lambda: len(replies(api)) > count)
            return "Zirkusschule" in replies(api)[-1]

        wait_for(knows_it)


def test_a_refused_token_is_an_alarm_and_no_crash(tmp_path: Path, api: Remote) -> None:
    health = f"127.0.0.1:{free_port()}"
    api.fault("unauthorized", method="getUpdates", times=1000)
    api.do(ANNA, "writes", "schwimmkurs")
    with running(tmp_path, api, BOT_HEALTH_LISTEN=health) as process:
        wait_for(lambda: get(f"http://{health}/readyz") == 503)
        assert get(f"http://{health}/livez") == 200
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=20)
    assert process.returncode == 0
    assert [line.split()[2] for line in log.splitlines() if " ERROR " in line] == ["ERROR"]

    api.fault("unauthorized", method="getMe", times=1000)
    environ = {**os.environ, "BOT_TOKEN": TOKEN, "BOT_API_URL": api.url, "LANG": "C"}
    command = [sys.executable, "-P", "-m", "bot", "check"]
    checked = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 1
    assert "refuses the token" in checked.stdout

    api.mend()
    with running(tmp_path, api):
        wait_for(lambda: bool(replies(api)))


def test_missing_settings_are_named_before_anything_starts(tmp_path: Path, api: Remote) -> None:
    wrong = {"BOT_TOKEN": "", "BOT_WEBHOOK_URL": "https://bot.example", "BOT_TIMEZONE": "Mars"}
    with running(tmp_path, api, **wrong) as process:
        _, said = process.communicate(timeout=20)

    assert process.returncode == 1
    assert "BOT_TIMEZONE" in said
    assert list(tmp_path.iterdir()) == []
