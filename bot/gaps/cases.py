"""The cases behind the figures: wishes without their words, and questions that nobody answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.catalogue.bands import band_of
from bot.catalogue.offers import AgeRange
from bot.catalogue.town import Town
from bot.counting import SEVERAL
from bot.gaps.period import Period
from bot.gaps.values import Dimension
from bot.i18n import base
from bot.storage import gaps, unanswered
from bot.storage.gaps import Wished
from bot.storage.unanswered import Tally
from bot.storage.units import Db
from bot.storage.wishes import Details
from bot.wishes.wish import Source, Status, Whom, whom

UNKNOWN = ""

SUPPORT = "support"
"""The way of a case that is nothing but supports."""

MET = frozenset({Status.OFFERED, Status.EXISTING})
"""What has become of a wish that is no gap any more."""

GROUPS = {
    Whom.CHILDREN: "kinder",
    Whom.TEENAGERS: "jugendliche",
    Whom.ADULTS: "erwachsene",
    Whom.OLDER: "senioren",
}
"""The target groups that people choose with a button when they wish."""


@dataclass(frozen=True, slots=True)
class Case:
    """One wish with its supports, or questions that were all about the same.

    What is not named, or not known to the town any more, is empty; without a source it came before
    sources were told apart.
    """

    month: date
    area: str
    topic: str
    age: str
    group: str
    place: str
    time: str
    language: str
    wishes: int = 0
    supports: int = 0
    questions: int = 0
    source: Source | None = Source.CHAT
    wish: int | None = None
    met: bool = False

    @property
    def total(self) -> int:
        return self.wishes + self.supports + self.questions

    @property
    def way(self) -> str:
        """Supports that stand with their wish came as it did."""
        if self.source is None:
            return UNKNOWN
        return SUPPORT if self.supports == self.total and self.supports else self.source


def value(case: Case, dimension: Dimension) -> str:
    """Where the case stands in a dimension."""
    found: str = getattr(case, dimension.value)
    return found


@dataclass(frozen=True, slots=True)
class Rows:
    """What the database has of a period, not looked at yet."""

    wishes: Sequence[Wished]
    tallies: Sequence[Tally]


def rows(db: Db, timezone: ZoneInfo, period: Period) -> Rows:
    """All that came in a period, whatever became of it."""
    wished = gaps.wished(db, *period.moments(timezone))
    return Rows(wished, unanswered.counted(db, period.since, period.before))


def cases(found: Rows, town: Town, timezone: ZoneInfo) -> Sequence[Case]:
    known = _Known(
        {topic.id: topic.area for topic in town.topics},
        frozenset(band.id for band in town.bands),
        frozenset(group.id for group in town.target_groups),
    )
    return [
        *_wishes(found.wishes, town, timezone, known),
        *_questions(found.tallies, known),
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """Ids that the town has at present: topics with their areas, bands, target groups."""

    areas: Mapping[str, str]
    bands: frozenset[str]
    groups: frozenset[str]


def _wishes(
    wished: Sequence[Wished], town: Town, timezone: ZoneInfo, known: _Known
) -> Iterator[Case]:
    for wish in wished:
        yield Case(
            month=wish.created_at.astimezone(timezone).date().replace(day=1),
            area=known.areas.get(wish.topic, UNKNOWN),
            topic=wish.topic if wish.topic in known.areas else UNKNOWN,
            age=band_of(AgeRange(wish.age_from, wish.age_to), town.bands),
            group=_group(wish, known),
            place=wish.place,
            time=wish.time,
            language=base(wish.language),
            wishes=1,
            supports=max(0, wish.interested - 1),
            source=Source(wish.source),
            wish=wish.id,
            met=wish.status in MET,
        )


def _group(wish: Wished, known: _Known) -> str:
    chosen = whom(Details(wish.age_from, wish.age_to))
    group = GROUPS[chosen] if chosen else UNKNOWN
    return group if group in known.groups else UNKNOWN


def _questions(tallies: Sequence[Tally], known: _Known) -> Iterator[Case]:
    for tally in tallies:
        about = tally.about
        yield Case(
            month=tally.month,
            area=known.areas.get(about.topic, UNKNOWN),
            topic=about.topic if about.topic in known.areas else UNKNOWN,
            age=about.age if about.age in known.bands else UNKNOWN,
            group=about.group if about.group in {*known.groups, SEVERAL} else UNKNOWN,
            place=about.place,
            time=about.time,
            language=tally.language,
            questions=tally.number,
        )
