"""Offers in a list: a line of text and a button for each, and pages."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.catalogue.offers import Offer
from bot.message import Row, shorten
from handlers.views import buttons

SHORT = 3
"""Offers in the first answer."""

PAGE = 6
"""Offers on one page of a long list."""


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
