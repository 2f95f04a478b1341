"""What town.toml says: name, office, notices."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable

from bot.catalogue import cells, dates
from bot.catalogue.cells import Kind
from bot.catalogue.folder import read_file
from bot.catalogue.offers import Contact
from bot.catalogue.problems import N_, CatalogueError, Problem, Reason, RefusedError
from bot.catalogue.sheets import NEEDED
from bot.catalogue.town import Names
from bot.i18n import LANGUAGES

FILE = "town.toml"
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    office: Contact
    town_hall: Contact
    imprint: Names
    privacy: Names
    notices_checked_on: date | None


def read_profile(folder: Traversable, problems: list[Problem]) -> Profile:
    """Reports what is missing or wrong, and fills it with nothing."""
    reader = _Reader(_values(folder, problems), problems)
    checked = reader.get("notices.checked_on", dates.day)
    reader.need("office.name")
    office = reader.contact("office")
    if not office.reachable:
        reader.refuse("office", Reason(N_("a contact needs a phone number, an e-mail or a link")))
    return Profile(
        name=reader.need("name"),
        office=office,
        town_hall=reader.contact("town_hall"),
        imprint=reader.names("imprint"),
        privacy=reader.names("privacy"),
        notices_checked_on=date.fromisoformat(checked) if checked else None,
    )


def _values(folder: Traversable, problems: list[Problem]) -> Values:
    try:
        return tomllib.loads(read_file(folder, FILE).decode())
    except CatalogueError as error:
        problems.extend(error.problems)
    except ValueError as error:
        reason = Reason(N_("the file cannot be read ({detail})"), {"detail": error})
        problems.append(Problem(FILE, None, None, reason))
    return {}


@dataclass(frozen=True, slots=True)
class _Reader:
    values: Values
    problems: list[Problem]

    def get(self, path: str, kind: Kind = str) -> str:
        value: object = self.values
        for name in path.split("."):
            value = value.get(name, "") if isinstance(value, dict) else ""
        text = str(value).strip()
        try:
            return kind(text) if text else ""
        except RefusedError as error:
            self.refuse(path, error.reason)
            return ""

    def contact(self, table: str) -> Contact:
        return Contact(
            name=self.get(f"{table}.name"),
            phone=self.get(f"{table}.phone", cells.phone),
            email=self.get(f"{table}.email", cells.email),
            url=self.get(f"{table}.url", cells.url),
            hours=self.get(f"{table}.hours"),
        )

    def need(self, path: str) -> str:
        if not (text := self.get(path)):
            self.refuse(path, Reason(N_("this must not be empty")))
        return text

    def names(self, table: str) -> Names:
        """Its wording by language: German and English are needed, every other one is welcome."""
        reads = {language: self.need if language in NEEDED else self.get for language in LANGUAGES}
        found = {language: read(f"{table}.{language}") for language, read in reads.items()}
        return {language: text for language, text in found.items() if text}

    def refuse(self, path: str, reason: Reason) -> None:
        self.problems.append(Problem(FILE, None, path, reason))
