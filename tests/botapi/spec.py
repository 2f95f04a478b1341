"""The machine-readable description of the Bot API, read from tests/data/api.json.

Source: PaulSonOfLars/telegram-bot-api-spec (MIT), Bot API 10.1 of 11 June 2026.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.botapi.wire import Json

FILE = Path(__file__).parent.parent / "data" / "api.json"
LENGTH = re.compile(r"\b(\d+)-(\d+) (characters|bytes)", re.IGNORECASE)
ITEMS = re.compile(r"\b(?:list of|include) (\d+)-(\d+) ")
RANGE = re.compile(r"(?:[;,] |[Bb]etween )(\d+)-(\d+)\b")
# Their length counts once the markup is taken out, so it is checked there.
FORMATTED = {"text", "caption", "message_text"}
CONSTANT = re.compile(r"(?:must be|always) [\"“]?([a-z_]+)[\"”]?$")


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a text or list, or how large a number, may be."""

    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a method or one field of an object."""

    name: str
    types: tuple[str, ...]
    required: bool
    limit: Limit | None
    constant: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """A method with its parameters or a type with its fields."""

    name: str
    fields: dict[str, Field]
    returns: tuple[str, ...]
    subtypes: tuple[str, ...]


@cache
def document() -> Json:
    """The whole description."""
    loaded: Json = json.loads(FILE.read_text("utf-8"))
    return loaded


@cache
def method(name: str) -> Shape | None:
    """A method by its name; capitals do not matter, as on the real server."""
    known = _method_names().get(name.lower())
    return _shape(document()["methods"][known]) if known else None


@cache
def type_(name: str) -> Shape:
    """A type by its exact name."""
    return _shape(document()["types"][name])


@cache
def _method_names() -> dict[str, str]:
    return {name.lower(): name for name in document()["methods"]}


def _shape(raw: Json) -> Shape:
    names = {field["name"] for field in raw.get("fields", ())}
    skipped = FORMATTED if "parse_mode" in names else set()
    fields = (_field(field, skipped) for field in raw.get("fields", ()))
    return Shape(
        name=raw["name"],
        fields={field.name: field for field in fields},
        returns=tuple(raw.get("returns", ())),
        subtypes=tuple(raw.get("subtypes", ())),
    )


def _field(raw: Json, formatted: set[str]) -> Field:
    text, types = raw["description"], tuple(raw["types"])
    constant = CONSTANT.search(text) if types == ("String",) else None
    return Field(
        name=raw["name"],
        types=types,
        required=raw["required"],
        limit=None if raw["name"] in formatted else _limit(text, types),
        constant=constant[1] if constant else None,
    )


def _limit(text: str, types: tuple[str, ...]) -> Limit | None:
    """The limit in the sentence about a field."""
    if types == ("String",):
        found, unit = LENGTH.search(text), None
    elif types[0].startswith("Array of"):
        found, unit = ITEMS.search(text), "items"
    elif types[0] in {"Integer", "Float"}:
        found, unit = RANGE.search(text), "value"
    else:
        return None
    if found is None:
        return None
    return Limit(int(found[1]), int(found[2]), unit or found[3].lower())
