"""What a town fills in beside its offers: names of topics and groups, whom to call, its notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.catalogue.answers import Template
from bot.catalogue.bands import Band
from bot.catalogue.deadlines import Deadline
from bot.catalogue.guide import Whom
from bot.catalogue.helplines import Helpline
from bot.catalogue.offers import AgeRange, Contact, Provider
from bot.catalogue.paths import Path
from bot.catalogue.phrasebook import Phrasebook

Names = Mapping[str, str]
"""Language code to wording; "de" is always there."""


@dataclass(frozen=True, slots=True)
class Area:
    """A Bildungsbereich: what topics are grouped under."""

    id: str
    names: Names


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject of the town's list. `area` is the id of its Area."""

    key: int
    id: str
    names: Names
    area: str = ""
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """People an offer is made for. `ages` is what the group's name says of age, if anything."""

    key: int
    id: str
    names: Names
    ages: AgeRange = AgeRange()


@dataclass(frozen=True, slots=True)
class Town:
    """The town itself. `office` is the human whom every "no" leads to; notices are per language."""

    name: str
    office: Contact
    imprint: Names
    privacy: Names
    topics: tuple[Topic, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    areas: tuple[Area, ...] = ()
    providers: tuple[Provider, ...] = ()
    helplines: tuple[Helpline, ...] = ()
    town_hall: Contact = Contact()
    """Where questions go that have nothing to do with education."""
    notices_checked_on: date | None = None
    """The day the town's data-protection officer approved the notices; None: drafts."""
    phrasebook: Phrasebook = Phrasebook()
    guide: tuple[Whom, ...] = ()
    paths: tuple[Path, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    answers: tuple[Template, ...] = ()
    bands: tuple[Band, ...] = ()
