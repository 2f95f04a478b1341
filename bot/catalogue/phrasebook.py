"""The phrases for people with little German: wording by language, and which offer takes which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

OTHER = "other"
"""The kind of every offer that no rule takes."""
WORK = "work"
"""The kind of what is for groups and institutions only: one request does for all of them."""


class Whom(Enum):
    """For whom somebody asks; the value is what buttons carry."""

    CHILD = "c"
    SELF = "s"
    CARE = "p"
    WORK = "w"


@dataclass(frozen=True, slots=True)
class PhraseLanguage:
    """`name` as its speakers call it; `unchecked` says so in it until a native speaker read it."""

    code: str
    name: str
    unchecked: str = ""


@dataclass(frozen=True, slots=True)
class KindRule:
    """An offer is of this kind if every condition that is stated holds.

    `title` and `registration` are parts of those texts in lower case, `topics` ids; one of each is
    enough. `whom`, where stated, are the only ones who make sense for the kind.
    """

    kind: str
    title: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    registration: tuple[str, ...] = ()
    whom: tuple[Whom, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRule:
    """For whom people ask about offers for a target group, the likeliest first."""

    whom: tuple[Whom, ...]
    never: frozenset[Whom] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """`texts` is id → language → wording; `rules` in the order in which they are tried."""

    languages: tuple[PhraseLanguage, ...] = ()
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: tuple[KindRule, ...] = ()
    groups: Mapping[str, GroupRule] = field(default_factory=dict)
