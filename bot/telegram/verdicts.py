"""What an error of Telegram means for what we were about to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import Enum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)


class Verdict(Enum):
    FULFILLED = "fulfilled"
    """What we wanted is so already, or can no longer matter."""
    GONE = "gone"
    """This chat refuses us until the person writes again."""
    REFUSED = "refused"
    """This call is wrong, and would be as wrong again."""
    FLOOD = "flood"
    MIGRATED = "migrated"
    TOKEN = "token"  # noqa: S105 - not one
    UNSENT = "unsent"
    """It is certain that nothing happened: the way was cut, or the server said that it failed."""
    UNKNOWN = "unknown"
    """No answer came: it may have happened."""


GONE = frozenset(
    {
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot can't initiate conversation with a user",
        "Forbidden: bot was kicked from the group chat",
        "Forbidden: bot was kicked from the supergroup chat",
        "Forbidden: bot was kicked from the channel chat",
        "Forbidden: bot is not a member of the group chat",
        "Forbidden: bot is not a member of the supergroup chat",
        "Forbidden: bot is not a member of the channel chat",
        "Forbidden: the group chat was deleted",
    }
)
"""Exactly these end sending to a chat. Any other refusal may be about the one message."""

FULFILLED = (
    "message is not modified",
    "query is too old",
    "query id is invalid",
    "message to delete not found",
    "message to edit not found",
)

_NEVER_LEFT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol")


def judge(error: TelegramError) -> Verdict:
    return next((rule(error) for kind, rule in _RULES if isinstance(error, kind)), Verdict.UNKNOWN)


def _token(error: TelegramError) -> Verdict:
    # The other half of this class, "Not Found", is also said of a method the server lacks.
    return Verdict.TOKEN if "Unauthorized" in error.message else Verdict.REFUSED


def _forbidden(error: TelegramError) -> Verdict:
    return Verdict.GONE if error.message in GONE else Verdict.REFUSED


def _bad_request(error: TelegramError) -> Verdict:
    fulfilled = any(phrase in error.message.lower() for phrase in FULFILLED)
    return Verdict.FULFILLED if fulfilled else Verdict.REFUSED


def _network(error: TelegramError) -> Verdict:
    return Verdict.UNKNOWN if _may_have_arrived(error) else Verdict.UNSENT


_RULES: tuple[tuple[type[TelegramError], Callable[[TelegramError], Verdict]], ...] = (
    (RetryAfter, lambda _: Verdict.FLOOD),
    (ChatMigrated, lambda _: Verdict.MIGRATED),
    (InvalidToken, _token),
    (Forbidden, _forbidden),
    (Conflict, lambda _: Verdict.UNSENT),
    # To the library a bad request is a network error, so it must be asked for first.
    (BadRequest, _bad_request),
    (NetworkError, _network),
)


def _may_have_arrived(error: TelegramError) -> bool:
    cause = type(error.__cause__)
    if cause.__module__.partition(".")[0] in {"httpx", "httpcore"}:
        return cause.__name__ not in _NEVER_LEFT
    # Without such a cause it is a status of the server, or words about a broken connection.
    broken = ("Timed out", "httpx.", "Unknown error in HTTP implementation")
    return error.message.startswith(broken)


def pause_of(error: RetryAfter) -> timedelta:
    """How long Telegram wants us to wait; the library's own attribute warns about its type."""
    return error._retry_after  # noqa: SLF001
