"""Which offers fit an alert: those that an answer, or the guide, would show as fitting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256

from bot.catalogue.offers import Offer
from bot.guide import rooms
from bot.guide.choices import Choices
from bot.library import Edition
from bot.matching.answer import Outcome
from bot.storage.alerts import Criteria

_KNOWN = 4096
"""Different criteria whose offers are kept at hand while an edition is judged."""


class Fitting:
    """Judges one edition; the same criteria of many people are judged once."""

    def __init__(self, edition: Edition, today: date) -> None:
        self._edition = edition
        self._today = today
        self.of = lru_cache(maxsize=_KNOWN)(self._of)

    def _of(self, criteria: Criteria) -> frozenset[int]:
        """Keys of the offers that fit. By words alone: rather too few than wrong."""
        if criteria.guide:
            return self._of_guide(criteria.guide)
        without, today = frozenset(criteria.removed), self._today
        matcher = self._edition.matcher
        answer = matcher.answer(criteria.text, today, without=without, by_words=True)
        if answer.outcome is not Outcome.MATCH:
            return frozenset()
        return self._keys(match.offer for match in answer.matches)

    def _of_guide(self, code: str) -> frozenset[int]:
        catalogue, choices = self._edition.catalogue, Choices.read(code)
        standing = rooms.stand(catalogue, choices) if choices else None
        if standing is None or standing.lost:
            return frozenset()
        return self._keys(match.offer for match in rooms.results(catalogue, standing))

    def _keys(self, offers: Iterable[Offer]) -> frozenset[int]:
        return frozenset(offer.key for offer in offers if not offer.is_over(self._today))


def prints_of(offers: Iterable[Offer]) -> Mapping[int, str]:
    """Key → what an offer is like."""
    return {offer.key: _print(offer) for offer in offers}


def _print(offer: Offer) -> str:
    """The same as long as an offer says the same to citizens: source and checks do not count."""
    provider = offer.provider.name if offer.provider else ""
    said = (
        *(offer.title, provider, offer.description, offer.topics, offer.target_groups),
        *(offer.ages, offer.place, offer.schedule, offer.starts_on, offer.ends_on),
        *(offer.price, offer.registration, offer.languages, offer.accessible),
    )
    return sha256(repr(said).encode()).hexdigest()[:32]
