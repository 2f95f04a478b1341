"""Keeps the token, secrets and what citizens write out of every log, at every level."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import format_exception
from typing import Any

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
STARS = "***"

QUIET = {
    "httpx": logging.WARNING,  # addresses with the token
    "httpcore": logging.WARNING,
    "telegram.Bot": logging.INFO,  # whole updates and messages
    "telegram.ext.ExtBot": logging.INFO,
    "telegram.request.BaseRequest": logging.CRITICAL,  # bodies that could not be read
    "telegram.ext.Application": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "aiohttp.access": logging.WARNING,
}


@contextmanager
def redacted(*secrets: str) -> Iterator[None]:
    """Log without `secrets` and without anything that looks like a token."""
    make, levels = logging.getLogRecordFactory(), _levels()
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)
    hidden = re.compile("|".join([TOKEN.pattern, *(re.escape(one) for one in secrets if one)]))

    def factory(*args: Any, **kwargs: Any) -> logging.LogRecord:
        return _clean(make(*args, **kwargs), hidden)

    logging.setLogRecordFactory(factory)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _levels() -> dict[str, int]:
    return {name: logging.getLogger(name).level for name in QUIET}


def _clean(record: logging.LogRecord, hidden: re.Pattern[str]) -> logging.LogRecord:
    message = record.getMessage()
    if hidden.search(message):
        record.msg, record.args = hidden.sub(STARS, message), ()
    if record.exc_info and record.exc_info[1]:
        text = "".join(format_exception(record.exc_info[1])).rstrip()
        if hidden.search(text):
            record.exc_info, record.exc_text = None, hidden.sub(STARS, text)
    return record
