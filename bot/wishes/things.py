"""Names of particular things: an offer of the same kind is not the thing itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from bot.catalogue.folder import data_folder, read_file
from bot.catalogue.table import read_table
from bot.matching.concepts import Stems
from bot.matching.expressions import read_expressions

_FILE = "query_things.csv"
_THINGS, _COVERED_BY = "things", "covered_by"


@dataclass(frozen=True, slots=True)
class Thing:
    """`name` as stems; `ways` are what an offer may say instead: plucked instruments cover the guitar."""

    name: Stems
    ways: tuple[Stems, ...] = ()


def things_in(stems: Collection[str]) -> Iterator[Thing]:
    """The things whose whole name is among the stems."""
    listed = _listed()
    return (
        one
        for stem in stems
        for one in listed.get(stem, ())
        if all(part in stems for part in one.name)
    )


@cache
def names() -> frozenset[str]:
    """The words of things that are called by one word, as stems."""
    return frozenset(
        one.name[0] for held in _listed().values() for one in held if len(one.name) == 1
    )


@cache
def _listed() -> dict[str, tuple[Thing, ...]]:
    """By the first stem of their names; read when first needed."""
    table = read_table(read_file(data_folder(None), _FILE), _FILE, (_THINGS, _COVERED_BY))
    found: dict[str, tuple[Thing, ...]] = {}
    for record in table.records:
        row = dict(zip(table.header, record.cells, strict=False))
        ways = tuple(read_expressions(row.get(_COVERED_BY, "")))
        for name in read_expressions(row[_THINGS]):
            found[name[0]] = (*found.get(name[0], ()), Thing(name, ways))
    return found
