"""An independent judge: aiogram's own models of the methods, over what was called.

aiogram takes seconds to import, so it is imported when the first call is judged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.botapi.record import Record
from tests.botapi.wire import Upload


@dataclass(frozen=True, slots=True)
class Verdict:
    """A call that aiogram would not have made."""

    method: str
    reason: str


@cache
def models() -> dict[str, Any]:
    """Aiogram's model of every method, by the method's name."""
    from aiogram import methods

    classes = (getattr(methods, name) for name in methods.__all__)
    named = ((getattr(each, "__api_method__", None), each) for each in classes)
    return {name: each for name, each in named if isinstance(name, str)}


def judge(records: Iterable[Record]) -> list[Verdict]:
    """What aiogram finds wrong with the calls that took effect."""
    return [verdict for record in records if record.done for verdict in _judged(record)]


def _judged(record: Record) -> list[Verdict]:
    model = models().get(record.method)
    if model is None:
        return [Verdict(record.method, "no such method")]
    params = {name: _file(value) for name, value in record.params.items()}
    unknown = params.keys() - model.model_fields.keys()
    if unknown:
        return [Verdict(record.method, f"unknown parameters {sorted(unknown)}")]
    try:
        model.model_validate(params)
    except ValueError as error:
        return [Verdict(record.method, str(error))]
    return []


def _file(value: Any) -> Any:
    from aiogram.types import BufferedInputFile

    return BufferedInputFile(value.content, value.filename) if isinstance(value, Upload) else value
