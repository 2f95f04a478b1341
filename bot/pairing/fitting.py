"""Whether an offer is what an open wish waits for: asked as if the wish had come in today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bot.catalogue.offers import AgeRange, Fit, Offer
from bot.library import Edition
from bot.matching.answer import Daytime, TimeWish, Understanding
from bot.matching.rules import fits
from bot.storage.wishes import Content, Details
from bot.wishes.existing import existing
from bot.wishes.wish import Place, Time

BEST = 2
"""What fits a wish less well than so many others was not waited for."""

_LOOKED_AT = 30
"""Matches behind these come near a wish by single words only."""

_TIMES = {
    Time.DAYTIME: TimeWish(parts=frozenset({Daytime.MORNING, Daytime.AFTERNOON})),
    Time.EVENING: TimeWish(parts=frozenset({Daytime.EVENING})),
    Time.WEEKEND: TimeWish(days=frozenset({5, 6})),
}


def fitting(edition: Edition, wish: Content, today: date, news: Collection[int]) -> Offer | None:
    """The one of the `news`, which are keys of offers, that fits best; for a worker thread.

    By words alone: the same wish and the same list make the same proposal everywhere.
    """
    answer = edition.matcher.answer(wish.text, today, by_words=True)
    asked = _with(answer.understanding, wish.details)
    close = replace(answer, matches=answer.matches[:_LOOKED_AT])
    best = (match.offer for match in existing(close)[:BEST])
    return next((one for one in best if one.key in news and _may(one, asked, today)), None)


def _may(offer: Offer, asked: Understanding, today: date) -> bool:
    differs = any(fit is Fit.DIFFERS for _, fit in fits(offer, asked))
    return not differs and not offer.is_over(today)


def _with(asked: Understanding, details: Details) -> Understanding:
    """What a wish says with its buttons goes before what its words say."""
    chosen = asked
    if details.age_from is not None or details.age_to is not None:
        chosen = replace(chosen, ages=AgeRange(details.age_from, details.age_to))
    if details.place == Place.ONLINE:
        chosen = replace(chosen, place=Place.ONLINE.value)
    if details.time:
        chosen = replace(chosen, time=_TIMES.get(Time(details.time)))
    return chosen
