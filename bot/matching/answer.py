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


class Daytime(Enum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Ask(Enum):
    """What somebody wants to know of an offer."""

    WHEN = "when"
    WHERE = "where"
    PRICE = "price"
    REGISTRATION = "registration"
    PHONE = "phone"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class TimeWish:
    """When something should be. `days` counts from Monday = 0; empty means: any."""

    days: frozenset[int] = frozenset()
    parts: frozenset[Daytime] = frozenset()
    holidays: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """A typed word and the catalogue's word it was taken for; `sure` when nothing else came near."""

    typed: str
    meant: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was read out of a question.

    `text` is the cleaned question; `cut` says that its end was left out.
    `ages` is None when no age was asked for; `groups` are ids of target groups.
    `price` is the most that may be paid (0: free); `place` a place the catalogue knows, or "online".
    `language` is the code of the language it should be held in; `access` asks for no barriers.
    `classes` are the first and the last school class, where ages were read out of classes.
    `child` that the person who asks says to be under 16. `from_age` is how old somebody must be at
    least who asks for such a thing, when no age was named.
    `asks` is what the answer should lead with; `all_of_them` that somebody wants the whole list.
    """

    text: str
    cut: bool = False
    ages: AgeRange | None = None
    groups: frozenset[str] = frozenset()
    time: TimeWish | None = None
    price: float | None = None
    place: str = ""
    language: str = ""
    access: bool = False
    child: bool = False
    classes: tuple[int, int] | None = None
    from_age: float | None = None
    asks: tuple[Ask, ...] = ()
    all_of_them: bool = False

    @property
    def filtered(self) -> bool:
        """Whether anything was named that offers can fit or miss."""
        named = (self.groups, self.place, self.language, self.access)
        return (
            self.ages is not None or self.time is not None or self.price is not None or any(named)
        )

    @property
    def removable(self) -> tuple[str, ...]:
        """Names of the parts that may be shown and taken back: never a sensitive one."""
        there = {
            "age": self.ages is not None,
            "time": self.time is not None,
            "price": self.price is not None,
            "place": bool(self.place),
        }
        return tuple(name for name, present in there.items() if present)


@dataclass(frozen=True, slots=True)
class Match:
    """An offer and why: what fits, what is not known, and for a near match what differs.

    `words` and `meant` are what words and the meaning extra gave before fitting aspects were counted.
    """

    offer: Offer
    score: float
    fits: tuple[Aspect, ...] = ()
    unknown: tuple[Aspect, ...] = ()
    differs: Aspect | None = None
    words: float = 0.0
    meant: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`matches` belong to the outcomes match and near; `nearest` is what lies closest under none.

    Under crisis `danger` says which, and `help` holds fitting local counselling: never counted as
    matches, because first help comes first. `delicate` marks a professional question about such a
    matter: its offers come first, one line of help last.
    `young` says that the person seems to be a child or a teenager. `smalltalk` names what kind.
    `distressed` says that somebody writes of being at the end of their tether.
    `repairs` are the words that were read differently than typed: "Meinten Sie ...?" when not sure.
    `meaning` says that the meaning extra took part.
    """

    outcome: Outcome
    understanding: Understanding
    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = field(default=())
    danger: Danger | None = None
    help: tuple[Match, ...] = ()
    delicate: bool = False
    young: bool = False
    distressed: bool = False
    smalltalk: str = ""
    repairs: tuple[Repair, ...] = ()
    meaning: bool = False
