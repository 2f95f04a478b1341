"""What can be pending at the desk, and how one item of it is called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    WISH = "wish"
    QUESTION = "question"
    """A question without an answer, passed on by a citizen."""
    CORRECTION = "correction"
    """Something that is said to be wrong with an offer."""
    TIP = "tip"
    """An offer that a citizen knows and we do not."""
    APPLICATION = "application"
    """Somebody who would like to join a working group."""
    DEAD = "dead"
    """An update that failed for good, by its number only."""


CLOSED_BY_HAND = (Kind.QUESTION, Kind.CORRECTION, Kind.TIP, Kind.DEAD)
"""A wish is closed by its decision, an application by its answer."""

WITH_STANDING = (*CLOSED_BY_HAND, Kind.APPLICATION)
"""What is open or closed, and nothing between."""

WITH_WORDS = (Kind.WISH, Kind.QUESTION, Kind.TIP)
"""What holds words of a citizen."""

WITH_TOPIC = (Kind.WISH, Kind.QUESTION, Kind.CORRECTION, Kind.TIP)


class Standing(StrEnum):
    """The status of what is no wish."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """One item: numbers are counted for each kind."""

    kind: Kind
    number: int
