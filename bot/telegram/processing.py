"""Runs one update through the library's application, and says what went wrong to who asked."""

from __future__ import annotations

import json
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.storage.lanes import Turn
from bot.storage.units import StorageUnavailableError
from bot.telegram.lanes import TRIES
from bot.telegram.verdicts import Verdict, judge

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(slots=True)
class _Attempt:
    turn: Turn
    errors: list[Exception] = field(default_factory=list)


_attempt: ContextVar[_Attempt | None] = ContextVar("attempt", default=None)


def parse(application: AnyApplication, raw: str) -> Update:
    """An update as Telegram sent it."""
    return Update.de_json(json.loads(raw), application.bot)


async def process(application: AnyApplication, turn: Turn) -> None:
    """Parse and handle one update; raises what a handler raised, which the library swallows."""
    attempt = _Attempt(turn)
    token = _attempt.set(attempt)
    try:
        await application.process_update(parse(application, turn.raw))
    finally:
        _attempt.reset(token)
    if attempt.errors:
        raise attempt.errors[0]


def turn() -> Turn | None:
    """The turn being processed, if there is one: the terminal has none."""
    attempt = _attempt.get()
    return None if attempt is None else attempt.turn


def note(error: Exception) -> bool:
    """For the error handler: remember the error; whether this was the last try."""
    attempt = _attempt.get()
    if attempt is None:
        return True
    attempt.errors.append(error)
    return not _passes(error) and attempt.turn.failures + 1 >= TRIES


def _passes(error: Exception) -> bool:
    if isinstance(error, StorageUnavailableError):
        return True
    waiting = (Verdict.FLOOD, Verdict.UNSENT, Verdict.TOKEN, Verdict.GONE)
    return isinstance(error, TelegramError) and judge(error) in waiting
