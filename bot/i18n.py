"""One door for texts, languages and dates.

English wording stands in the code; every other language is a gettext catalogue under `locales`,
compiled in memory when it is first asked for, so that nothing stale can be shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from markupsafe import Markup

DEFAULT = "de"
SOURCE = "en"
INFORMAL = "de@du"
SIMPLE = "de@simple"
LANGUAGES = {
    DEFAULT: "Deutsch",
    INFORMAL: "Deutsch (Du)",
    SIMPLE: "Einfache Sprache",
    SOURCE: "English",
}
"""What can be chosen, each in its own words. A code with "@" is another wording of a language: what
its catalogue lacks is said in the wording of the language itself."""

DOMAINS = ("citizen", "desk")


def negotiate(code: str | None) -> str:
    """The language we speak for a code such as "en-GB"; German where we have none."""
    if code in LANGUAGES:
        return code
    spoken = base(code or "")
    return spoken if spoken in LANGUAGES else DEFAULT


def base(code: str) -> str:
    """The language itself of a code such as "en-GB" or "de@du"."""
    return re.split("[-_@]", code, maxsplit=1)[0].lower()


class Say:
    """Says things in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(base(language))
        self._catalogue = _catalogue(language)

    @property
    def informal(self) -> Say:
        """The same for children and teenagers; only the usual German addresses them differently."""
        return say_in(INFORMAL) if self.language == DEFAULT else self

    def text(self, message: str, /, **values: object) -> str:
        """Plain text: for button labels, command lists, the terminal."""
        return _fill(self._catalogue.gettext(message), message, values)

    def html(self, message: str, /, **values: object) -> Markup:
        """Text with Telegram's HTML in the wording; `values` are escaped."""
        wording = Markup(self._catalogue.gettext(message))  # noqa: S704  our own wording
        return Markup(_fill(wording, Markup(message), values))  # noqa: S704  filled by Markup.format

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Plain text that depends on a number, shown as {number}."""
        wording = self._catalogue.ngettext(one, many, number)
        shown = {"number": self.number(number), **values}
        return _fill(wording, one if number == 1 else many, shown)

    def name(self, names: Mapping[str, str]) -> str:
        """What a thing of the town's data is called in this language, in German if nowhere."""
        return names.get(self.language) or names.get(str(self.locale)) or names[DEFAULT]

    def number(self, value: float) -> str:
        return str(format_decimal(value, locale=self.locale))

    def day(self, day: date) -> str:
        return str(format_date(day, format="long", locale=self.locale))

    def month(self, day: date) -> str:
        return str(format_date(day, format="MMMM y", locale=self.locale))

    def month_name(self, month: int) -> str:
        """What the month of this number (January: 1) is called."""
        return str(self.locale.months["stand-alone"]["wide"][month])

    def language_name(self, code: str) -> str:
        return str(self.locale.languages.get(code, code))


@cache
def say_in(language: str) -> Say:
    """The one `Say` of a language of LANGUAGES."""
    return Say(language)


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE:
        return NullTranslations()
    catalogue = Translations()
    for wording in dict.fromkeys((base(language), language)):
        for compiled in _compiled(wording):
            catalogue.merge(compiled)
    return catalogue


def _compiled(language: str) -> Iterator[Translations]:
    """The catalogues there are of one language or wording."""
    for domain in DOMAINS:
        source = files("locales").joinpath(language, "LC_MESSAGES", f"{domain}.po")
        if source.is_file():
            compiled = BytesIO()
            with source.open("rb") as wording:
                write_mo(compiled, read_po(wording, locale=base(language), domain=domain))
            compiled.seek(0)
            yield Translations(compiled, domain=domain)


def _fill(wording: str, source: str, values: Mapping[str, object]) -> str:
    """A translation that asks for a value nobody gives must not cost the reader the message."""
    try:
        return wording.format(**values)
    except (KeyError, IndexError, ValueError):
        return source.format(**values)
