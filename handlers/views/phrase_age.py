"""The choice of an age for a German request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.offers import Offer
from bot.catalogue.phrasebook import Whom
from bot.i18n import Say
from bot.message import Button, Message
from bot.phrases.asking import Asking
from handlers.views import buttons

PICK = "?"
"""In place of an age: let me choose one; "?60" from 60 to 69."""
UNSAID = "-"
"""In place of an age: do not say it."""

_DECADE = 10
_MANY = 20
"""More ages than this are chosen by decade first."""
_WIDTH = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What a button says: the request, the language of its meaning, and the way back."""

    offer: Offer
    asking: Asking
    language: str
    back: str

    def code(self, whom: Whom, age: str = "", language: str = "") -> str:
        """Of the same page with something else chosen; without an age the likely one."""
        own = f"{buttons.PHRASE}:{self.offer.key}:{whom.value}:{age}:{language or self.language}"
        return buttons.with_back(own, self.back)

    @property
    def age(self) -> str:
        return UNSAID if self.asking.age is None else str(self.asking.age)


def ages(say: Say, page: Page, known: tuple[int, ...], decade: int | None) -> Message:
    """The `known` ages; many of them by decade first."""
    whom = page.asking.whom
    if decade is not None:
        known = tuple(age for age in known if decade <= age < decade + _DECADE) or known
    choices = list(_decades(page, known) if len(known) > _MANY else _years(page, known))
    rows = [tuple(choices[i : i + _WIDTH]) for i in range(0, len(choices), _WIDTH)]
    unsaid = Button(say.text("Without the age"), page.code(whom, UNSAID))
    back = buttons.back(say, page.code(whom))
    text = say.html("How many years old? This goes into the German sentence.")
    return Message(text, (*rows, (unsaid,), (back,)))


def _decades(page: Page, known: tuple[int, ...]) -> Iterator[Button]:
    for first in sorted({age - age % _DECADE for age in known}):
        code = page.code(page.asking.whom, f"{PICK}{first}")
        yield Button(f"{first}–{first + _DECADE - 1}", code)


def _years(page: Page, known: tuple[int, ...]) -> Iterator[Button]:
    for age in known:
        yield Button(str(age), page.code(page.asking.whom, str(age)))
