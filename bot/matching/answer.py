"""What matching says: the outcome, the offers with their reasons, and what was understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from bot.catalogue.offers import AgeRange, Offer


class Outcome(Enum):
    MATCH = "match"
    NEAR = "near"
    NONE = "none"
    CRISIS = "crisis"
    OFFTOPIC = "offtopic"
    SMALLTALK = "smalltalk"


class Aspect(Enum):
    """What an offer can fit, leave open or miss."""

    AGE = "age"
    GROUP = "group"
    TIME = "time"
    PLACE = "place"
    PRICE = "price"
    LANGUAGE = "language"
    SUBJECT = "subject"
    ACCESS = "access"


class Danger(Enum):
    """What somebody in a crisis is threatened by."""

    SELF_HARM = "self-harm"
    VIOLENCE = "violence"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was read out of a question.

    `text` is the cleaned question; `cut` says that its end was left out.
    `ages` is None when no age was asked for; `groups` are ids of target groups.
    """

    text: str
    cut: bool = False
    ages: AgeRange | None = None
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """An offer and why: what fits, what is not known, and for a near match what differs."""

    offer: Offer
    score: float
    fits: tuple[Aspect, ...] = ()
    unknown: tuple[Aspect, ...] = ()
    differs: Aspect | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`matches` belong to the outcomes match and near; `nearest` is what lies closest under none.

    Under crisis `danger` says which, and `help` holds fitting local counselling: never counted as
    matches, because first help comes first. `delicate` marks a professional question about such a
    matter: its offers come first, one line of help last.
    """

    outcome: Outcome
    understanding: Understanding
    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = field(default=())
    danger: Danger | None = None
    help: tuple[Match, ...] = ()
    delicate: bool = False
