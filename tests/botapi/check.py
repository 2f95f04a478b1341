"""Checks of values against the description, compiled once for each method and type."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from tests.botapi import rules, spec
from tests.botapi.errors import LENGTH_TEXTS, MISSING_TEXTS, ApiError, bad_request
from tests.botapi.scalars import SCALARS
from tests.botapi.wire import Json, utf16_length

# Takes a value and where it stands; gives the value with JSON strings decoded.
Checker = Callable[[Any, str], Any]


@cache
def method(name: str) -> Checker:
    """The check of all parameters of a method."""
    shape = spec.method(name)
    if shape is None:
        raise KeyError(name)
    return _object(shape)


@cache
def named(name: str) -> Checker:
    """The check of one type, by its name in the description."""
    if name.startswith("Array of "):
        return _array(named(name.removeprefix("Array of ")))
    if name in SCALARS:
        return SCALARS[name]
    shape = spec.type_(name)
    return _decoded(_union(shape.subtypes) if shape.subtypes else _object(shape))


def _field(owner: str, field: spec.Field) -> Checker:
    if all(name.startswith("Array of ") for name in field.types):
        inner = tuple(name.removeprefix("Array of ") for name in field.types)
        check = _array(_union(inner))
    else:
        check = _union(field.types)
    if field.constant is not None:
        check = _constant(check, field.constant)
    return check if field.limit is None else _limited(check, field.limit, owner)


def _union(names: Iterable[str]) -> Checker:
    options = tuple(names)
    if len(options) == 1:
        return _late(options[0])

    def check(value: Any, where: str) -> Any:
        refusals = []
        for name in _likely(options, value):
            try:
                return named(name)(value, where)
            except ApiError as error:
                refusals.append(error)
        raise refusals[0] if refusals else bad_request(f"{where} is of no known type")

    return check


def _late(name: str) -> Checker:
    """Types refer to each other in circles, so a check is looked up when it is needed."""

    def check(value: Any, where: str) -> Any:
        return named(name)(value, where)

    return check


def _likely(names: tuple[str, ...], value: Any) -> list[str]:
    """The candidates that a value may be, the likeliest first."""
    value = _parsed(value)
    if not isinstance(value, dict):
        return list(names)
    shapes = {name: spec.type_(name) for name in names if name not in SCALARS}
    fitting = [name for name, shape in shapes.items() if _discriminated(shape, value)]
    return sorted(
        fitting or list(names),
        key=lambda name: -len(shapes[name].fields.keys() & value.keys()) if name in shapes else 0,
    )


def _discriminated(shape: spec.Shape, value: Json) -> bool:
    constants = [field for field in shape.fields.values() if field.constant]
    return all(value.get(field.name) == field.constant for field in constants)


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _decoded(check: Checker) -> Checker:
    """Objects may also come as text, as in a form."""

    def decode(value: Any, where: str) -> Any:
        value = _parsed(value)
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {where} JSON object")
        return check(value, where)

    return decode


def _array(check: Checker) -> Checker:
    def items(value: Any, where: str) -> Any:
        value = _parsed(value)
        if not isinstance(value, list | tuple):
            raise bad_request(f"can't parse {where} JSON array")
        return [check(item, f"{where}[{index}]") for index, item in enumerate(value)]

    return items


def _object(shape: spec.Shape) -> Checker:
    checks = {name: _field(shape.name, field) for name, field in shape.fields.items()}
    required = [name for name, field in shape.fields.items() if field.required]
    rule = rules.RULES.get(shape.name)

    def check(value: Json, where: str) -> Json:
        clean: Json = {}
        for name, item in value.items():
            if name not in checks:
                raise bad_request(f"unknown field {name!r} in {where} ({shape.name})")
            if item is not None:
                clean[name] = checks[name](item, f"{where}.{name}")
        for name in required:
            if name not in clean:
                raise bad_request(_missing(shape, where, name))
        if rule is not None:
            rule(clean)
        return clean

    return check


def _missing(shape: spec.Shape, where: str, name: str) -> str:
    known = MISSING_TEXTS.get(name) if shape.returns else None
    return known or f"can't parse {where}: Can't find field \"{name}\""


def _constant(check: Checker, constant: str) -> Checker:
    def same(value: Any, where: str) -> Any:
        value = check(value, where)
        if value != constant:
            raise bad_request(f"{where} must be {constant!r}")
        return value

    return same


def _limited(check: Checker, limit: spec.Limit, owner: str) -> Checker:
    def within(value: Any, where: str) -> Any:
        value = check(value, where)
        if not limit.low <= _size(value, limit.unit) <= limit.high:
            raise bad_request(_length_text(owner, where, limit))
        return value

    return within


def _size(value: Any, unit: str) -> float:
    match unit:
        case "bytes":
            return len(value.encode())
        case "characters":
            return utf16_length(value)
        case "items":
            return len(value)
        case _:
            return float(value)


def _length_text(owner: str, where: str, limit: spec.Limit) -> str:
    name = where.rpartition(".")[2]
    base = "InlineQueryResult" if owner.startswith("InlineQueryResult") else owner
    known = LENGTH_TEXTS.get(name) or LENGTH_TEXTS.get(f"{base}.{name}")
    return known or f"{where} must be {limit.low}-{limit.high} {limit.unit}"
