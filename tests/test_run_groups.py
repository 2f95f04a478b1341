"""`bildungslotse run` and Telegram groups: left, or linked, also over a kill; no word of them kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.botapi.core import TOKEN
from tests.botapi.remote import Remote, spawn
from tests.botapi.waiting import wait_for
from tests.botapi.wire import Json
from tests.process import running

BERTA, ANNA = 7_310_000_101, 7_310_000_102
FOREIGN, OURS = -1_001, -1_002
BOT = int(TOKEN.partition(":")[0])
CANARY = "Kanarienvogel"


@pytest.fixture
def api() -> Iterator[Remote]:
    with spawn(TOKEN, "--retry", "0.05") as remote:
        remote.people({"id": BERTA, "first_name": "Berta", "started": True})
        remote.groups({"id": FOREIGN}, {"id": OURS, "title": "Leitbild-Chat"})
        yield remote


def person(number: int, name: str) -> Json:
    return {"id": number, "is_bot": False, "first_name": name}


def chat(number: int) -> Json:
    return {"id": number, "type": "supergroup", "title": "Leitbild-Chat"}


def said(number: int, text: str) -> Json:
    """A message in a group."""
    who = person(ANNA, f"Anna {CANARY}")
    return {
        "message": {"message_id": 1, "date": 1, "chat": chat(number), "from": who, "text": text}
    }


def taken_in(number: int, by: int) -> Json:
    """Somebody takes the bot into a group."""
    bot = {"id": BOT, "is_bot": True, "first_name": "Lotse"}
    return {
        "my_chat_member": {
            "chat": chat(number),
            "from": person(by, "Berta"),
            "date": 1,
            "old_chat_member": {"user": bot, "status": "left"},
            "new_chat_member": {"user": bot, "status": "member"},
        }
    }


def to_groups(api: Remote) -> list[Json]:
    """What the bot sent to groups."""
    sent = [call for call in api.calls("sendMessage") if call["done"]]
    return [call for call in sent if call["params"]["chat_id"] < 0]


def posts(api: Remote, number: int) -> list[str]:
    """What the bot wrote in a group."""
    texts = [(call["params"]["chat_id"], call["params"]["text"]) for call in to_groups(api)]
    return [text for group, text in texts if group == number]


def asked(api: Remote) -> int:
    """How often the staff were asked for the working group."""
    return sum("Mit welcher Arbeitsgruppe" in one["text"] for one in api.reads(BERTA))


def test_a_foreign_group_is_left_and_ours_is_linked_over_a_kill(
    tmp_path: Path, api: Remote
) -> None:
    staff, logs = {"BOT_ADMINS": str(BERTA)}, ""
    with running(tmp_path, api, **staff) as process:
        api.push(*(said(FOREIGN, f"Mein {CANARY} ist krank") for _ in range(5)))
        api.push(taken_in(OURS, BERTA))
        wait_for(lambda: asked(api) == 1 and bool(api.calls("leaveChat")))
        process.kill()
        logs += process.communicate()[1]
    api.do(BERTA, "presses", "Leitbild")
    api.push(said(OURS, CANARY))
    with running(tmp_path, api, **staff) as process:
        wait_for(lambda: bool(posts(api, OURS)))
        api.push(said(OURS, CANARY), said(FOREIGN, CANARY))
        wait_for(lambda: api.pending() == 0)
        process.terminate()
        logs += process.communicate(timeout=25)[1]

    [farewell], [first] = posts(api, FOREIGN), posts(api, OURS)
    assert farewell.startswith("Diese Gruppe gehört zu keiner Arbeitsgruppe")
    assert first.startswith("Diese Gruppe gehört jetzt zur Arbeitsgruppe „Leitbild“.")
    # The kill may come before it is noted that the bot has left: it leaves once more, in silence.
    assert {call["params"]["chat_id"] for call in api.calls("leaveChat")} == {FOREIGN}
    assert all("https://t.me/" in str(call["params"]["reply_markup"]) for call in to_groups(api))
    assert CANARY not in logs
    assert [file.name for file in tmp_path.iterdir() if CANARY.encode() in file.read_bytes()] == []
