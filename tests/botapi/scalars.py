"""Checks of plain values: numbers, texts, truth and files."""

import re
from collections.abc import Callable
from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.wire import Upload

WHOLE = re.compile(r"-?\d{1,19}")
TRUTH = {"true": True, "false": False, "1": True, "0": False}


def text(value: Any, where: str) -> str:
    """A text that can be encoded."""
    if not isinstance(value, str):
        raise bad_request(f"{where} must be of type String, not {type(value).__name__}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return value


def whole(value: Any, where: str) -> int:
    """A whole number, in a form also as digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    raise bad_request(f"{where} must be of type Integer")


def decimal(value: Any, where: str) -> float:
    """A number, in a form also as digits."""
    try:
        if not isinstance(value, bool):
            return float(value)
    except (TypeError, ValueError):
        pass
    raise bad_request(f"{where} must be of type Float")


def truth(value: Any, where: str) -> bool:
    """True or False, in a form also as a word."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in TRUTH:
        return TRUTH[value.lower()]
    raise bad_request(f"{where} must be of type Boolean")


def file(value: Any, where: str) -> Upload:
    """An uploaded file."""
    if isinstance(value, Upload):
        return value
    raise bad_request(f"{where} must be an uploaded file")


SCALARS: dict[str, Callable[[Any, str], Any]] = {
    "String": text,
    "Integer": whole,
    "Float": decimal,
    "Boolean": truth,
    "InputFile": file,
}
