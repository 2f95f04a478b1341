"""A request in words: one line of German, and the same in the other languages."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale

from bot.catalogue.phrasebook import Phrasebook, Whom
from bot.i18n import DEFAULT
from bot.message import shorten
from bot.phrases.asking import Asking, Choices

LONGEST = 256
"""What Telegram puts on the clipboard at one tap."""
TITLE_LENGTH = 90

_INNER_QUOTES = str.maketrans('„“”"', "‚‘’'")
_NAMED = {Whom.CHILD: "child", Whom.CARE: "care"}


@dataclass(frozen=True, slots=True)
class Wording:
    """How to ask about one offer."""

    book: Phrasebook
    kind: str
    title: str

    @classmethod
    def of(cls, choices: Choices) -> Wording:
        return cls(choices.book, choices.rule.kind, choices.offer.title)

    def request(self, asking: Asking, language: str = DEFAULT) -> str:
        """One line to say, show or send; the German one fits `LONGEST` with its closing."""
        own = {Whom.SELF: f"{self.kind}.self", Whom.WORK: "work.ask"}
        question = "work" if asking.whom is Whom.WORK else self.kind
        parts = [
            self._text("greeting", language),
            self._text(own.get(asking.whom, f"{self.kind}.other"), language),
            self._own_age(asking, language),
            self._text(f"{question}.question", language),
        ]
        pattern = " ".join(part for part in parts if part)
        who = self._who(asking, language)
        room = LONGEST - len(pattern.format(who=who, title="„“")) - len(self._closing())
        title = quoted(shorten(self.title, min(room, TITLE_LENGTH)))
        return pattern.format(who=who, title=_in_its_direction(title, language))

    def mail(self, asking: Asking) -> str:
        """The German request as the text of an e-mail, without a name below it."""
        return self.request(asking) + self._closing()

    def _closing(self) -> str:
        return "\n\n" + self._text("closing", DEFAULT)

    def _who(self, asking: Asking, language: str) -> str:
        """The person in the one grammatical form that all phrases of a language take."""
        name = _NAMED.get(asking.whom)
        if name is None or asking.age is None:
            return self._text(name, language) if name else ""
        return self._aged(f"{name}.aged", asking.age, language)

    def _own_age(self, asking: Asking, language: str) -> str:
        """The sentence about one's own age."""
        if asking.whom is not Whom.SELF or asking.age is None:
            return ""
        return self._aged("self.aged", asking.age, language)

    def _aged(self, phrase: str, age: int, language: str) -> str:
        return self._text(phrase, language).format(years=years(self.book, language, age))

    def _text(self, phrase: str, language: str) -> str:
        return self.book.texts[phrase][language]


def years(book: Phrasebook, language: str, age: int) -> str:
    """As "1 Jahr", "6 Jahre", "6 лет": the number has the form its language wants."""
    if age == 0:
        return book.texts["years.none"][language]
    form = book.texts.get(f"years.{Locale.parse(language).plural_form(age)}", {})
    return (form.get(language) or book.texts["years.other"][language]).format(age=age)


def quoted(title: str) -> str:
    """The title in German quotes, its words unchanged; one that is a quotation already stays so."""
    if title.startswith("„") and title.endswith("“") and title.count("„") == 1:
        return title
    return f"„{title.translate(_INNER_QUOTES)}“"


def _in_its_direction(german: str, language: str) -> str:
    """German inside of what is written from right to left keeps its own order of signs."""
    leftward = Locale.parse(language).character_order == "right-to-left"
    return f"\u2068{german}\u2069" if leftward else german
