"""A town's data folder → Town, or everything that is wrong with the folder."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.catalogue import cells
from bot.catalogue.answers import read_answers
from bot.catalogue.bands import read_bands
from bot.catalogue.deadlines import read_deadlines
from bot.catalogue.folder import data_folder
from bot.catalogue.guide import read_guide
from bot.catalogue.helplines import read_helplines
from bot.catalogue.offers import AgeRange, Contact, Provider
from bot.catalogue.paths import Known, read_paths
from bot.catalogue.phrase_files import read_phrasebook
from bot.catalogue.problems import N_, CatalogueError, Problem, Reason
from bot.catalogue.sheets import Entry, entries
from bot.catalogue.town import Area, TargetGroup, Topic, Town
from bot.catalogue.town_toml import read_profile

NAMED = ("id", "de", "en")


def load_town(own: Path | None = None) -> Town:
    """The town whose data lie in `own`, else the packaged one."""
    folder = data_folder(own)
    problems: list[Problem] = []
    profile = read_profile(folder, problems)
    contacts = _contacts(folder, problems)
    areas = tuple(
        Area(entry.get("id"), entry.names())
        for entry in entries(folder, "areas.csv", NAMED, problems)
    )
    topics = _topics(folder, problems, contacts, {area.id for area in areas})
    groups = _target_groups(folder, problems)
    paths = read_paths(
        folder,
        problems,
        Known({topic.id for topic in topics}, {group.id for group in groups}, contacts),
    )
    town = Town(
        profile.name,
        profile.office,
        profile.imprint,
        profile.privacy,
        topics=topics,
        target_groups=groups,
        areas=areas,
        providers=_providers(folder, problems, contacts),
        helplines=read_helplines(folder, problems),
        town_hall=profile.town_hall,
        notices_checked_on=profile.notices_checked_on,
        phrasebook=read_phrasebook(folder, problems),
        guide=read_guide(folder, problems),
        paths=paths,
        deadlines=read_deadlines(folder, problems, {s.id for path in paths for s in path.steps}),
        answers=read_answers(folder, problems),
        bands=read_bands(folder, problems),
    )
    if problems:
        raise CatalogueError(problems)
    return town


def _contacts(folder: Traversable, problems: list[Problem]) -> dict[str, Contact]:
    return {
        entry.get("id"): _contact(entry)
        for entry in entries(folder, "contacts.csv", ("id", "name"), problems)
    }


def _contact(entry: Entry) -> Contact:
    contact = Contact(
        name=entry.need("name"),
        phone=entry.get("phone", cells.phone),
        email=entry.get("email", cells.email),
        url=entry.get("url", cells.url),
        hours=entry.get("hours"),
    )
    if not contact.reachable:
        entry.refuse("phone", Reason(N_("a contact needs a phone number, an e-mail or a link")))
    return contact


def _topics(
    folder: Traversable, problems: list[Problem], contacts: Mapping[str, Contact], areas: set[str]
) -> tuple[Topic, ...]:
    found = []
    for entry in entries(folder, "topics.csv", ("key", *NAMED), problems):
        area = entry.get("area")
        if area and area not in areas:
            entry.refuse("area", _nowhere(area, "areas.csv"))
        contact = _reference(entry, contacts)
        found.append(Topic(entry.number("key"), entry.get("id"), entry.names(), area, contact))
    return tuple(found)


def _target_groups(folder: Traversable, problems: list[Problem]) -> tuple[TargetGroup, ...]:
    return tuple(
        TargetGroup(
            entry.number("key"),
            entry.get("id"),
            entry.names(),
            AgeRange(entry.age("age_min"), entry.age("age_max")),
        )
        for entry in entries(folder, "target_groups.csv", ("key", *NAMED), problems)
    )


def _providers(
    folder: Traversable, problems: list[Problem], contacts: Mapping[str, Contact]
) -> tuple[Provider, ...]:
    found = []
    seen: set[object] = set()
    for entry in entries(folder, "providers.csv", ("id", "name"), problems):
        name = entry.need("name")
        spellings = tuple(dict.fromkeys((name, *entry.several("spellings"))))
        for spelling in spellings:
            entry.refuse_second("spellings", spelling, seen)
        contact = _reference(entry, contacts) or Contact()
        aliases = entry.several("aliases")
        found.append(Provider(entry.get("id"), name, aliases, contact, spellings))
    return tuple(found)


def _reference(entry: Entry, contacts: Mapping[str, Contact]) -> Contact | None:
    contact = entry.get("contact")
    if contact and contact not in contacts:
        entry.refuse("contact", _nowhere(contact, "contacts.csv"))
    return contacts.get(contact)


def _nowhere(text: str, file: str) -> Reason:
    return Reason(N_("“{text}” does not stand in {file}"), {"text": text, "file": file})
