"""What each error of Telegram means for us: the truth table."""

from __future__ import annotations

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.verdicts import GONE, Verdict, judge, pause_of

pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("text", sorted(GONE))
def test_exactly_these_refusals_end_sending_to_a_chat(text: str) -> None:
    assert judge(Forbidden(text)) is Verdict.GONE


@pytest.mark.parametrize(
    "text",
    [
        "Forbidden: bot was blocked by the user.",
        "Forbidden: bot can't send messages to bots",
        "Forbidden: not enough rights to send text messages to the chat",
        "Forbidden: something new",
    ],
)
def test_an_unknown_refusal_is_about_the_one_message(text: str) -> None:
    assert judge(Forbidden(text)) is Verdict.REFUSED


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (ChatMigrated(-1001), Verdict.MIGRATED),
        (InvalidToken("Unauthorized"), Verdict.TOKEN),
        (InvalidToken("Not Found"), Verdict.REFUSED),
        (BadRequest("Chat not found"), Verdict.REFUSED),
        (BadRequest("Can't parse entities: unsupported start tag"), Verdict.REFUSED),
        (BadRequest("Message is not modified: the same"), Verdict.FULFILLED),
        (BadRequest("Query is too old and response timeout expired"), Verdict.FULFILLED),
        (BadRequest("Message to edit not found"), Verdict.FULFILLED),
        (Conflict("terminated by other getUpdates request"), Verdict.UNSENT),
        (NetworkError("Bad Gateway (502). Parsing the server response failed"), Verdict.UNSENT),
        (NetworkError("Internal Server Error"), Verdict.UNSENT),
        (TimedOut(), Verdict.UNKNOWN),
        (caused(TimedOut(), httpx.ReadTimeout("")), Verdict.UNKNOWN),
        (caused(TimedOut(), httpx.WriteTimeout("")), Verdict.UNKNOWN),
        (caused(TimedOut(), httpx.ConnectTimeout("")), Verdict.UNSENT),
        (caused(TimedOut("Pool timeout: ..."), httpx.PoolTimeout("")), Verdict.UNSENT),
        (caused(NetworkError("httpx.ConnectError: "), httpx.ConnectError("")), Verdict.UNSENT),
        (caused(NetworkError("httpx.ReadError: "), httpx.ReadError("")), Verdict.UNKNOWN),
        (NetworkError("httpx.RemoteProtocolError: Server disconnected"), Verdict.UNKNOWN),
        (NetworkError("Unknown error in HTTP implementation: x"), Verdict.UNKNOWN),
        (TelegramError("Invalid server response"), Verdict.UNKNOWN),
    ],
)
def test_every_other_error_has_its_meaning(error: TelegramError, verdict: Verdict) -> None:
    assert judge(error) is verdict


def test_a_flood_lasts_as_long_as_telegram_wants() -> None:
    error = RetryAfter(7)

    assert judge(error) is Verdict.FLOOD
    assert pause_of(error).total_seconds() == 7
