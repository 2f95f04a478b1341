"""Offers in a list: a line of text and a button for each, and pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from markupsafe import Markup

from bot.catalogue.offers import Offer
from bot.i18n import Say
from bot.message import Button, Row, shorten
from handlers.views import buttons

T = TypeVar("T")

SHORT = 3
"""Offers in the first answer."""

PAGE = 6
"""Offers on one page of a long list."""

JUST_TURNED = 2
"""As many pages need no numbers to jump to."""

JUMPS = 12
"""Pages to jump to."""

ROW = 7
"""Page numbers that fit in one row."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """What one page shows of `total` things, the first of them being number `start` + 1."""

    shown: Sequence[T]
    start: int
    total: int

    @classmethod
    def of(cls, things: Sequence[T], offset: int) -> Self:
        """The page from `offset`; one beyond the end is the first page."""
        start = offset if 0 <= offset < len(things) else 0
        return cls(things[start : start + PAGE], start, len(things))

    @property
    def first(self) -> int:
        return self.start + 1

    @property
    def last(self) -> int:
        return self.start + len(self.shown)

    def turning(self, say: Say, code: str) -> tuple[Row, ...]:
        """A row that leads to the pages around, if there are any; `code` holds {offset}."""
        row = buttons.pages(say, self.start, PAGE, self.total, code)
        return (row,) if row else ()

    def jumping(self, code: str) -> tuple[Row, ...]:
        """Rows of page numbers where there are more than two pages; `code` holds {offset}.

        Of very many pages, the near ones and some of the others.
        """
        pages, here = -(-self.total // PAGE), self.start // PAGE
        if pages <= JUST_TURNED:
            return ()
        spread = {step * (pages - 1) // (JUMPS - 1) for step in range(JUMPS)}
        near = {here - 1, here, here + 1} & set(range(pages))
        numbers = sorted(spread | near)
        found = [
            Button(
                f"· {page + 1} ·" if page == here else str(page + 1),
                code.format(offset=page * PAGE),
            )
            for page in numbers
        ]
        width = len(found) if len(found) <= ROW else -(-len(found) // 2)
        return tuple(tuple(found[i : i + width]) for i in range(0, len(found), width))


def entry(number: int, offer: Offer, why: str, *lead: Markup) -> Markup:
    """One offer in a few lines: title, provider, what was asked about it, what speaks for it."""
    lines = [Markup("{}. <b>{}</b>").format(number, shorten(offer.title, 100))]
    if offer.provider is not None:
        lines.append(Markup.escape(shorten(offer.provider.name, 100)))
    lines += lead
    if why:
        lines.append(Markup("<i>{}</i>").format(shorten(why, 160)))
    return Markup("\n").join(lines)


def rows(offers: Sequence[Offer], back: str) -> tuple[Row, ...]:
    """A button for each offer, in the order of the text."""
    return tuple((buttons.offer(offer.title, offer.key, back),) for offer in offers)
