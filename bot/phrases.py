"""A ready request for an offer, in German and in what it means: for whom, how old, which words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from babel import Locale

from bot.catalogue.offers import AgeRange, Offer
from bot.catalogue.phrasebook import OTHER, KindRule, Phrasebook, Whom
from bot.i18n import DEFAULT
from bot.message import shorten

LONGEST = 256
"""What Telegram puts on the clipboard at one tap."""
TITLE_LENGTH = 90

EVERYBODY = (Whom.SELF, Whom.CHILD, Whom.CARE, Whom.WORK)
AGES = {
    Whom.CHILD: range(18),
    Whom.SELF: range(10, 100),
    Whom.CARE: range(100),
    Whom.WORK: range(0),
}
"""Whole years that can be said; for a group that somebody works with none is."""

_INNER_QUOTES = str.maketrans('„“”"', "‚‘’'")
_NEUTRAL = KindRule(OTHER)


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom somebody asks, and that person's age in whole years where it is to be said."""

    whom: Whom
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one offer."""

    book: Phrasebook
    offer: Offer

    @property
    def rule(self) -> KindRule:
        """The first rule that takes the offer; one that is always right when none does."""
        return next((rule for rule in self.book.rules if _takes(rule, self.offer)), _NEUTRAL)

    def possible(self) -> tuple[Whom, ...]:
        """For whom one can ask, the likeliest first; never empty."""
        groups = [self.book.groups[g] for g in self.offer.target_groups if g in self.book.groups]
        never = {whom for group in groups for whom in group.never}
        likely = dict.fromkeys(whom for group in groups for whom in group.whom) or EVERYBODY
        kept = [whom for whom in likely if whom not in never]
        of_kind = tuple(whom for whom in self.rule.whom or kept if whom in kept)
        found = of_kind or self.rule.whom or EVERYBODY
        return tuple(whom for whom in found if self._fits(whom)) or found

    def _fits(self, whom: Whom) -> bool:
        return whom is Whom.WORK or bool(set(AGES[whom]) & set(_years(self.offer.ages)))

    def ages(self, whom: Whom) -> tuple[int, ...]:
        """The ages to choose from: those the offer is for, or all where it says nothing usable."""
        fitting = set(_years(self.offer.ages))
        return tuple(age for age in AGES[whom] if age in fitting) or tuple(AGES[whom])

    def likely(self, whom: Whom) -> Asking:
        """A child as old as the youngest whom the offer takes; nobody else's age is guessed."""
        stated = whom is Whom.CHILD and self.offer.ages.low is not None
        return Asking(whom, self.ages(whom)[0] if stated else None)

    def request(self, asking: Asking, language: str = DEFAULT) -> str:
        """One line to say, show or send; the German one fits `LONGEST` with its closing."""
        told = _Told(self.book, language, asking)
        whom, kind = asking.whom, self.rule.kind
        ask, question = {
            Whom.SELF: (f"{kind}.self", f"{kind}.question"),
            Whom.WORK: ("work.ask", "work.question"),
        }.get(whom, (f"{kind}.other", f"{kind}.question"))
        parts = [told.text("greeting"), told.text(ask), told.age(), told.text(question)]
        pattern = " ".join(part for part in parts if part)
        who = told.who()
        room = LONGEST - len(pattern.format(who=who, title="")) - len(self.closing()) - len("„“")
        title = quoted(shorten(self.offer.title, min(room, TITLE_LENGTH)))
        return pattern.format(who=who, title=_in_its_direction(title, language))

    def mail(self, asking: Asking) -> str:
        """The German request as the text of an e-mail, without a name below it."""
        return self.request(asking) + self.closing()

    def closing(self) -> str:
        return "\n\n" + self.book.texts["closing"][DEFAULT]


@dataclass(frozen=True, slots=True)
class _Told:
    """The parts of a request in one language that depend on the person."""

    book: Phrasebook
    language: str
    asking: Asking

    def text(self, phrase: str) -> str:
        return self.book.texts[phrase][self.language]

    def who(self) -> str:
        """The person in the one grammatical form that all phrases of a language take."""
        name = {Whom.CHILD: "child", Whom.CARE: "care"}.get(self.asking.whom)
        if name is None:
            return ""
        age = self.asking.age
        return self.text(name) if age is None else self._aged(f"{name}.aged", age)

    def age(self) -> str:
        """The sentence about one's own age."""
        whom, age = self.asking.whom, self.asking.age
        return "" if whom is not Whom.SELF or age is None else self._aged("self.aged", age)

    def _aged(self, phrase: str, age: int) -> str:
        return self.text(phrase).format(years=years(self.book, self.language, age))


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


def _takes(rule: KindRule, offer: Offer) -> bool:
    title, registration = offer.title.casefold(), offer.registration.casefold()
    return (
        (not rule.title or any(part in title for part in rule.title))
        and (not rule.topics or not rule.topics.isdisjoint(offer.topics))
        and (not rule.registration or any(part in registration for part in rule.registration))
    )


def _years(ages: AgeRange) -> range:
    """Every whole year of life that belongs to the range."""
    low = 0 if ages.low is None else math.ceil(ages.low)
    high = 99 if ages.high is None else math.floor(ages.high)
    return range(low, high + 1)
