"""What an education offer is: frozen values, and the three-valued rules about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Fit(Enum):
    """The answer of every rule about an offer. Unknown is not no."""

    FITS = "fits"
    UNKNOWN = "unknown"
    DIFFERS = "differs"


class Confidence(Enum):
    """Who stated the facts of a row; kept for staff."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Ages in decimal years. Both ends belong to the range; an end that is None is open.

    An end stands for the whole year of life: somebody aged 6.9 is "6", so 6 to 6 holds 6.9.
    """

    low: float | None = None
    high: float | None = None

    @property
    def known(self) -> bool:
        return self.low is not None or self.high is not None

    def fit(self, age: AgeRange) -> Fit:
        """How a person (or group) whose age lies somewhere in `age` fits this range."""
        if not self.known:
            return Fit.UNKNOWN
        too_young = self.low is not None and age.high is not None and age.high < self.low
        too_old = self.high is not None and age.low is not None and age.low >= _ceiling(self.high)
        return Fit.DIFFERS if too_young or too_old else Fit.FITS


def _ceiling(high: float) -> float:
    return high + 1 if high == int(high) else high


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody. Phone and mail are text, the link is http(s)."""

    name: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""

    @property
    def reachable(self) -> bool:
        return bool(self.phone or self.email or self.url)


@dataclass(frozen=True, slots=True)
class Place:
    venue: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts were read. `date` is a year, a year and month, or a day, as stated."""

    url: str = ""
    date: str = ""
    confidence: Confidence | None = None

    @property
    def year(self) -> int | None:
        return int(self.date[:4]) if self.date else None


@dataclass(frozen=True, slots=True)
class Provider:
    """One identity for the several names under which an institution appears.

    `spellings` are the names that offers give and belong to this identity alone; `aliases` are
    the words people say, which several may share.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    contact: Contact = Contact()
    spellings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it may be called, each once."""
        return tuple(dict.fromkeys((self.name, *self.spellings, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Offer:
    """One education offer as the town knows it. Empty text, None and () mean: not known.

    `key` is the number that buttons carry; it stays the same over imports.
    `id` is the catalogue's own name for the row. `topics`, `target_groups` and `languages` hold ids.
    """

    key: int
    id: str
    title: str
    provider: Provider | None = None
    description: str = ""
    topics: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    ages: AgeRange = AgeRange()
    place: Place = Place()
    contact: Contact = Contact()
    schedule: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    price: str = ""
    registration: str = ""
    languages: tuple[str, ...] = ()
    accessible: bool | None = None
    source: Source = Source()
    confirmed_on: date | None = None
    responsible_body: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day of the one run that is known."""
        return self.ends_on or self.starts_on

    def is_over(self, today: date) -> bool:
        return self.last_day is not None and self.last_day < today
