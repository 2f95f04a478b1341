"""The fake as a process of its own, told what to do from outside."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from tests.botapi.core import TOKEN
from tests.botapi.remote import Remote, spawn
from tests.botapi.waiting import wait_for


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("botapi") / "calls.jsonl"


@pytest.fixture(scope="module")
def remote(journal: Path) -> Iterator[Remote]:
    with spawn(TOKEN, "--journal", str(journal)) as remote:
        remote.people({"id": 101, "first_name": "Anna", "started": True})
        yield remote


def send(remote: Remote, text: str, **keyboard: str) -> str | None:
    async def sending() -> str | None:
        async with Bot(remote.token, base_url=f"{remote.url}/bot") as bot:
            return (await bot.send_message(101, text, api_kwargs=keyboard)).text

    return asyncio.run(sending())


def test_what_a_bot_sends_is_recorded_read_and_written_down(remote: Remote, journal: Path) -> None:
    before = len(remote.calls())
    markup = json.dumps({"inline_keyboard": [[{"text": "Gern", "callback_data": "v1"}]]})

    assert send(remote, "Schwimmkurs?", reply_markup=markup) == "Schwimmkurs?"
    assert [call["method"] for call in remote.calls(since=before)] == ["getMe", "sendMessage"]
    last = remote.reads(101)[-1]
    assert (last["text"], last["buttons"][0]["label"]) == ("Schwimmkurs?", "Gern")
    assert json.loads(journal.read_text().splitlines()[-1])["params"]["text"] == "Schwimmkurs?"
    assert remote.do(101, "presses", "Gern")["callback_query"]["data"] == "v1"


def test_many_people_write_at_once(remote: Remote) -> None:
    before = remote.pending()
    remote.do_all((number, "writes", "Hallo") for number in range(2000, 2500))
    remote.push({"message": {"chat": {"id": 5}, "text": "roh"}})

    assert remote.pending() == before + 501


def test_time_passes_on_order(remote: Remote) -> None:
    remote.do(101, "forges", "v1")
    before = remote.pending()
    remote.advance(151)

    assert remote.pending() < before


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
def test_faults_are_ordered_and_cleared(remote: Remote) -> None:
    sends = len(remote.calls("sendMessage"))
    remote.fault("flood", 30, method="sendMessage", times=None, **{"for": 3600})
    with pytest.raises(RetryAfter):
        send(remote, "zu viel")
    remote.mend()
    remote.fault("reset", method="sendMessage", chat=101, when="after")
    with pytest.raises(NetworkError):
        send(remote, "angekommen")

    assert [call["done"] for call in remote.calls("sendMessage")[sends:]] == [False, True]


def test_groups_are_made_known(remote: Remote) -> None:
    remote.groups({"id": -1001, "title": "Lesen", "kind": "supergroup"})
    query = urlencode({"chat_id": -1001, "text": "Hallo"})
    with urlopen(f"{remote.url}/bot{remote.token}/sendMessage?{query}") as response:
        assert json.load(response)["result"]["chat"]["title"] == "Lesen"


def test_nonsense_is_refused(remote: Remote) -> None:
    with pytest.raises(LookupError, match="nobody can press"):
        remote.do(101, "presses", "Gibt es nicht")
    with pytest.raises(LookupError, match="KeyError"):
        remote.do(101, "dances")


def test_polls_are_counted_not_listed(remote: Remote) -> None:
    before, calls = remote.polls(), len(remote.calls())
    with urlopen(f"{remote.url}/bot{remote.token}/getUpdates?limit=1") as response:
        assert len(json.load(response)["result"]) == 1

    wait_for(lambda: remote.polls() == before + 1)
    assert len(remote.calls()) == calls
